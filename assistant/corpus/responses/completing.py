"""The whole questionnaire: what questions.yaml declares, then what only the file knows of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.corpus.responses.asked import (
    declared_question,
    declared_without_file,
    set_question,
    told_question,
)
from assistant.corpus.responses.declared import Declared
from assistant.corpus.responses.files.source import Column, SourceTable
from assistant.corpus.responses.inference.roles import (
    Role,
    averages_one,
    looks_like_weight,
    missing_of,
    role_of,
)
from assistant.corpus.responses.inference.sets import FoundSet, lone_box, sets_among
from assistant.corpus.responses.matching import column_of, columns_matching, hint, refuse
from assistant.corpus.responses.notes import Notes, some
from assistant.corpus.responses.questionnaire import Design, Question, Questionnaire

_LEFT_OUT: dict[Role, str] = {
    "id": "left out, for they tell respondents apart",
    "date": "left out, for they are dates",
    "contact": "left out, for they say who or where respondents are",
    "record": "left out, for they are about the interview",
    "empty": "left out, for nobody has an answer there",
    "weight": "left out, for they look like weights; name the one to use as `weight`",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A questionnaire, what of it was inferred, and the columns that are no part of it."""

    questionnaire: Questionnaire
    inferred: tuple[str, ...]
    left_out: tuple[str, ...]
    guessed: tuple[str, ...] = ()


def complete(declared: Declared, table: SourceTable) -> Completed:
    """The questionnaire of a responses file.

    Raises:
        BadQuestionnaire: What is declared does not fit the file.
    """
    notes = Notes(table.notes)
    for reason, count in table.left_out:
        notes.say(f"{count:,} rows are left out: {reason}")
    _say_how_numbers_are_read(table, notes=notes)
    design = _design(declared, table)
    questions = [declared_question(q, declared, table, notes=notes) for q in declared.questions]
    used = {name for question in questions for name in columns_used(question)}
    used |= {q.id for q in questions if all(name.startswith(q.id) for name in q.columns)}
    used |= set(design_columns(design))
    missing = _missing_by_column(declared, table, notes=notes, used=used)
    roles = {c.name: role_of(c, missing=missing[c.name]) for c in table.columns}
    unnamed = [c for c in table.columns if c.name not in used]
    if not design.weight:
        design, unnamed = _with_weight(design, unnamed, roles, notes=notes)
    told = [c for c in unnamed if roles[c.name] == "question" or _is_unchosen(c, roles)]
    asked = list(_told_questions(told, missing, table, notes=notes))
    members = {name for q in asked for name in (q.id, *columns_used(q))}
    left_out = [column.name for column in unnamed if column.name not in members]
    for name in left_out:
        notes.of(name, _LEFT_OUT[roles[name]])
    questions += asked
    whole = Questionnaire(
        questions=_with_own_ids(questions, declared.where),
        design=design,
        banner=_banner(declared, questions, table),
    )
    return Completed(
        questionnaire=whole, inferred=notes.lines, left_out=tuple(left_out), guessed=notes.guessed
    )


def complete_without_file(declared: Declared) -> Completed:
    """The questionnaire of responses that are on an engine.

    Raises:
        BadQuestionnaire: Something is left out that would have to be read from them.
    """
    if not declared.questions:
        refuse(declared.where, "needs its questions, for responses on an engine are not read here")
    questions = [declared_without_file(one, declared) for one in declared.questions]
    for name in declared.banner:
        if name not in {question.id for question in questions}:
            refuse(declared.where, f"banner: there is no question {name!r}")
    whole = Questionnaire(
        questions=tuple(questions), design=declared.design, banner=declared.banner
    )
    return Completed(questionnaire=whole, inferred=(), left_out=())


def columns_used(question: Question) -> tuple[str, ...]:
    """The columns that a question's answers are in."""
    return question.columns or (question.id,)


def design_columns(design: Design) -> tuple[str, ...]:
    """The columns that say how the sample was drawn and weighted."""
    names = (design.weight, design.strata, design.psu, *design.replicate_weights, design.fpc)
    return tuple(name for name in names if name)


def weighing_columns(design: Design) -> tuple[str, ...]:
    """The columns of the design that are numbers to reckon with."""
    names = (design.weight, *design.replicate_weights, design.fpc)
    return tuple(name for name in names if name)


def _design(declared: Declared, table: SourceTable) -> Design:
    where = declared.where
    design = declared.design

    def named(key: str, name: str) -> str:
        return column_of(name, table, where=f"{where}: {key}").name if name else ""

    found = replace(
        design,
        weight=named("weight", design.weight),
        strata=named("strata", design.strata),
        psu=named("psu", design.psu),
        fpc=named("fpc", design.fpc),
        replicate_weights=tuple(
            column.name
            for column in columns_matching(
                design.replicate_weights, table, where=f"{where}: replicate_weights"
            )
        ),
    )
    for name in weighing_columns(found):
        column = column_of(name, table, where=where)
        lost = missing_of(column, declared.missing)
        if not column.tally.are_numbers(frozenset(lost)):
            refuse(where, f"{name!r} is to weight by and holds {_words_in(column, lost)}")
    return found


def _words_in(column: Column, missing: Sequence[str]) -> str:
    words = [repr(word) for word in column.tally.words if word not in missing]
    return some(words) or "nothing"


def _say_how_numbers_are_read(table: SourceTable, *, notes: Notes) -> None:
    for column in table.columns:
        if column.decimal == "," and column.tally.are_numbers(frozenset(missing_of(column, None))):
            notes.of(column.name, "numbers are read with a decimal comma", is_guess=True)


def _missing_by_column(
    declared: Declared, table: SourceTable, *, notes: Notes, used: set[str]
) -> dict[str, tuple[str, ...]]:
    found = {c.name: missing_of(c, declared.missing) for c in table.columns}
    if declared.missing is None:
        for column in table.columns:
            told = [v for v in found[column.name] if v not in column.missing]
            for value in told if column.name not in used else ():
                label = dict(column.labels).get(value, value)
                notes.of(column.name, f"{label!r} is taken for no answer", is_guess=True)
    return found


def _with_weight(
    design: Design, columns: list[Column], roles: dict[str, Role], *, notes: Notes
) -> tuple[Design, list[Column]]:
    """The design with the file's only weight, where that averages 1 as weights do."""
    for column in columns:
        if looks_like_weight(column) and roles[column.name] not in ("weight", "empty"):
            notes.mark(column.name)
            held = _words_in(column, missing_of(column, None))
            notes.say(
                f"NOT WEIGHTED by {column.name!r}: it is named like a weight and holds {held}; "
                "correct the file, or leave the column out"
            )
    weights = [column for column in columns if roles[column.name] == "weight"]
    if len(weights) != 1 or not averages_one(weights[0]):
        return design, columns
    name = weights[0].name
    notes.say(f"weighted by {name!r}, which is named like a weight and averages 1")
    notes.mark(name)
    left = [column for column in columns if column.name != name]
    return replace(design, weight=name), left


def _told_questions(
    columns: Sequence[Column],
    missing: dict[str, tuple[str, ...]],
    table: SourceTable,
    *,
    notes: Notes,
) -> Iterator[Question]:
    """The questions that nobody declared, in the file's order."""
    found = list(sets_among(columns, missing, table.sets))
    members = {option.column for one in found for option in one.options}
    above = {one.id for one in found} - members  # "q4" of "q4/tv" says the same once more
    for column in columns:
        for one in found:
            if one.columns[0] == column.name:
                _say_what_a_set_is(one, notes=notes)
                yield set_question(one)
        left = column.tally.without(frozenset(missing[column.name]))
        if column.name in members or column.name in above or not left.answered:
            continue
        box = lone_box(column, missing=missing[column.name], rows=table.rows)
        if box:
            notes.guess(box.id, box.guess)
            yield set_question(box)
        else:
            yield told_question(column, missing[column.name], notes=notes)


def _say_what_a_set_is(found: FoundSet, *, notes: Notes) -> None:
    several = f"several answers each, in {len(found.columns)} columns"
    if not found.options[0].column:
        notes.say(f"{found.id}: {several}; each of them holds one, whichever")
        return
    off = " or ".join(map(repr, found.not_selected)) or "an empty cell"
    guess = f"; {found.guess}" if found.guess else ""
    only_some = "" if found.not_selected else "; those who chose none are not in the base"
    notes.guess(found.id, f"{several}; {off} is an option not chosen{only_some}{guess}")


def _is_unchosen(column: Column, roles: dict[str, Role]) -> bool:
    """Whether a column may be an option of a set that nobody chose."""
    return roles[column.name] == "empty" and bool(column.text)


def _with_own_ids(questions: Sequence[Question], where: str) -> tuple[Question, ...]:
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            refuse(where, f"question {question.id!r} stands twice, by its name and by its header")
        seen.add(question.id)
    return tuple(questions)


def _banner(
    declared: Declared, questions: Sequence[Question], table: SourceTable
) -> tuple[str, ...]:
    ids = [question.id for question in questions]
    found = []
    for name in declared.banner:
        column = table.column(name)
        id = name if name in ids or column is None else column.name
        question = next((q for q in questions if q.id == id), None)
        if question is None:
            refuse(declared.where, f"banner: there is no question {name!r}; {hint(name, ids)}")
        if not question.options:
            refuse(declared.where, f"banner: {name!r} has no options to break others by")
        found.append(id)
    return tuple(found)

"""A question as it was asked, out of what questions.yaml declares and what the file holds."""

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from glob import escape

from assistant.corpus.responses.declared import Declared, DeclaredQuestion
from assistant.corpus.responses.files.source import Column, KnownSet, SourceTable
from assistant.corpus.responses.files.values.numbers import is_number, sign_in
from assistant.corpus.responses.inference.cells import delimited, parts_of
from assistant.corpus.responses.inference.lexicon import is_called
from assistant.corpus.responses.inference.options import dont_know_of, options_of, spelling
from assistant.corpus.responses.inference.roles import missing_of, type_of
from assistant.corpus.responses.inference.sets import (
    FoundSet,
    category_set,
    lone_box,
    set_of,
)
from assistant.corpus.responses.matching import (
    column_of,
    columns_matching,
    declared_options,
    hint,
    named_nets,
    named_option,
    refuse,
    values_named,
)
from assistant.corpus.responses.notes import Notes, some
from assistant.corpus.responses.questionnaire import Option, Question, QuestionType

TOLD_OPTIONS = "options are the answers that occur, in an order that was guessed"
UNCOUNTED: tuple[QuestionType, ...] = ("numeric", "open")  # types without options


def declared_question(
    one: DeclaredQuestion, declared: Declared, table: SourceTable, *, notes: Notes
) -> Question:
    """A question of questions.yaml, made whole out of its column or columns.

    Raises:
        BadQuestionnaire: It does not fit the file.
    """
    where = f"{declared.where}: question {one.id!r}"
    box = None if one.columns else _lone_box(one, declared, table)
    if one.columns or _names_a_set(one, table):
        question = _set(one, declared, table, where=where)
    elif box:
        question = set_question(box)
    else:
        column = column_of(one.id, table, where=where)
        missing = _missing(one, declared, column)
        if one.separator or column.separator or one.type == "multiple":
            question = _delimited(one, column, missing, where=where)
        else:
            question = _plain(one, column, missing, where=where, notes=notes)
    return _named(one, question, where=where)


def _names_a_set(one: DeclaredQuestion, table: SourceTable) -> bool:
    """Whether a question is named after the stem of its columns, and is none of them."""
    if one.separator or table.column(one.id) or one.type not in (None, "multiple"):
        return False
    return one.type == "multiple" or any(
        fnmatchcase(column.name, _members_of(one.id)) for column in table.columns
    )


def _members_of(id: str) -> str:
    return f"{escape(id)}[[_./-]*"


def _lone_box(one: DeclaredQuestion, declared: Declared, table: SourceTable) -> FoundSet | None:
    column = table.column(one.id)
    if column is None or one.type or one.options or one.separator:
        return None
    return lone_box(column, missing=_missing(one, declared, column), rows=table.rows)


def _missing(one: DeclaredQuestion, declared: Declared, column: Column) -> tuple[str, ...]:
    if one.missing is not None:
        return values_named(one.missing, column)
    stated = None if declared.missing is None else values_named(declared.missing, column)
    usual = missing_of(column, stated)
    listed = {text for pair in one.options for text in pair}
    return tuple(value for value in usual if value in column.missing or value not in listed)


def _plain(
    one: DeclaredQuestion, column: Column, missing: tuple[str, ...], *, where: str, notes: Notes
) -> Question:
    kind = one.type or ("single" if one.options else type_of(column, missing=missing))
    options: tuple[Option, ...] = ()
    if kind == "numeric":
        missing = (*missing, *_codes_for_nothing(column, missing))
        _say_what_is_no_number(one.id, column, {*missing, *(one.dont_know or ())}, notes=notes)
    if kind not in UNCOUNTED or one.options:
        _say_what_is_merged(column, missing, notes=notes)
        if one.options:
            options = declared_options(one, column, missing, where=where, notes=notes)
        else:
            options = options_of(column, missing=missing)
            if not column.labels:
                notes.of(one.id, TOLD_OPTIONS)
    return Question(
        id=column.name,
        text=column.text,
        type=kind,
        options=options,
        missing=missing,
        unit=_unit_of(column) if kind == "numeric" else "",
    )


def _codes_for_nothing(column: Column, missing: Sequence[str]) -> tuple[str, ...]:
    """The codes among a column's numbers that say why there is none."""
    names = ("dont_know", "no_answer", "not_asked")
    return tuple(
        code
        for code, label in column.labels
        if code not in missing and any(is_called(label, name) for name in names)
    )


def _say_what_is_no_number(id: str, column: Column, known: set[str], *, notes: Notes) -> None:
    words = [word for word in column.tally.words if word not in known]
    if words:
        more = " and others" if column.tally.has_more_words else ""
        shown = some([repr(word) for word in words])
        notes.guess(id, f"{shown}{more} is no number and is taken for no answer")


def _set(one: DeclaredQuestion, declared: Declared, table: SourceTable, *, where: str) -> Question:
    members = columns_matching(
        one.columns or (_members_of(one.id),), table, where=f"{where}, columns"
    )
    off = one.not_selected or ()
    missing = {
        column.name: tuple(v for v in _missing(one, declared, column) if v not in off)
        for column in members
    }
    by_column = dict(one.options) if one.options_are_labelled else {}
    labels = tuple(by_column.get(column.name, "") for column in members)
    is_list = not one.options_are_labelled and len(one.options) == len(members)
    found = set_of(
        members,
        missing,
        told=KnownSet(
            id=one.id, labels=labels if any(labels) else (), not_selected=one.not_selected
        ),
    )
    if found is None and one.options and not one.not_selected:
        return _category(one, members, missing)
    if found is None:
        refuse(where, _why_no_set(one, members, missing))
    options = found.options
    if is_list and not _are_labels(one, options):
        names = [label for _, label in one.options]
        options = tuple(
            replace(option, label=label) for option, label in zip(options, names, strict=True)
        )
    elif one.options and not by_column.keys() & missing.keys():
        options = _reordered(one, options, where=where)
    return _question_of(replace(found, options=options))


def _category(
    one: DeclaredQuestion, members: Sequence[Column], missing: dict[str, tuple[str, ...]]
) -> Question:
    """Columns that hold one answer each, whichever, by the options declared."""
    found = category_set(members, missing, told=KnownSet(id=one.id))
    labels = dict(one.options)
    known = {option.value: option for option in found.options}
    options = [
        Option(value=value, label=label if one.options_are_labelled else known[value].label)
        for value, label in labels.items()
        if value in known or one.options_are_labelled
    ]
    options += [option for value, option in known.items() if value not in labels]
    return _question_of(replace(found, options=tuple(options)))


def _why_no_set(
    one: DeclaredQuestion, members: Sequence[Column], missing: dict[str, tuple[str, ...]]
) -> str:
    for column in members:
        off = one.not_selected or ()
        values = [v for v in column.values if v not in missing[column.name] and v not in off]
        if len(values) > 1:
            return (
                f"columns: {column.name!r} holds {some([repr(v) for v in values[:4]])}, which is "
                "more than one option; say not_selected, or list the columns as single questions"
            )
    return "columns: two of them stand for the same option; give `options` for each column"


def _are_labels(one: DeclaredQuestion, options: Sequence[Option]) -> bool:
    return {label for _, label in one.options} == {option.label for option in options}


def _reordered(
    one: DeclaredQuestion, options: Sequence[Option], *, where: str
) -> tuple[Option, ...]:
    """The columns' options in the order in which they are declared, by the labels declared."""
    by_label = {
        named_option(w, options, where=f"{where}, options"): label for w, label in one.options
    }
    ranked = [replace(o, label=by_label[o.label]) for o in options if o.label in by_label]
    ranked.sort(key=lambda option: list(by_label.values()).index(option.label))
    return (*ranked, *(option for option in options if option.label not in by_label))


def _question_of(found: FoundSet) -> Question:
    return Question(
        id=found.id,
        text=found.text,
        type="multiple",
        options=found.options,
        columns=found.columns,
        not_selected=found.not_selected,
        missing=found.missing,
    )


def set_question(found: FoundSet) -> Question:
    """A set that was told from its columns, as a question."""
    return _question_of(found)


def _say_what_is_merged(column: Column, missing: Sequence[str], *, notes: Notes) -> None:
    """Say which values are counted as one option, for their labels are the same or nearly so."""
    labels = dict(column.labels)
    groups: dict[str, list[str]] = {}
    for value in dict.fromkeys([*labels, *column.values]):
        if value not in missing:
            groups.setdefault(spelling(labels.get(value, value)), []).append(value)
    for values in groups.values():
        if len(values) > 1:
            shown = some([repr(value) for value in values])
            notes.guess(column.name, f"{shown} are counted as one option")


def _say_what_is_unlabelled(column: Column, options: Sequence[Option], *, notes: Notes) -> None:
    """Say which codes are counted without a label, where others have one."""
    bare = [o.value for o in options if o.value not in dict(column.labels)]
    if bare and len(bare) < len(options):
        notes.guess(column.name, f"codes without a label are counted as answers: {some(bare)}")


def _delimited(
    one: DeclaredQuestion, column: Column, missing: tuple[str, ...], *, where: str
) -> Question:
    separator = one.separator
    if not separator:
        told = delimited(column, missing=missing)
        if told is None:
            refuse(where, "is multiple; give its columns, or the separator within its column")
        separator = told.separator
    options = tuple(Option(value=value, label=label) for value, label in one.options)
    if not options:
        counts = column.tally.without(frozenset(missing)).counts
        options = tuple(Option(value=p, label=p) for p in parts_of(counts, separator))
    return Question(
        id=column.name,
        text=column.text,
        type="multiple",
        options=options,
        separator=separator.strip() or separator,
        not_selected=one.not_selected or (),
        missing=missing,
    )


def _named(one: DeclaredQuestion, question: Question, *, where: str) -> Question:
    """The question with its wording, nets and people, which name options that there are."""
    options = question.options
    known = one.dont_know
    if known is None:
        unknown = dont_know_of(options)
    elif question.type in UNCOUNTED:
        unknown = known
    else:
        unknown = tuple(named_option(name, options, where=f"{where}, dont_know") for name in known)
    nets = named_nets(one.nets, options, where=where)
    named = (*options, *(Option(value=net.label, label=net.label) for net in nets))
    return replace(
        question,
        text=one.text or question.text,
        label=one.label,
        nets=nets,
        base=one.base,
        dont_know=unknown,
        people=tuple(
            (named_option(name, named, where=f"{where}, people"), people)
            for name, people in one.people
        ),
        unit=one.unit or question.unit,
    )


def declared_without_file(one: DeclaredQuestion, declared: Declared) -> Question:
    """A question whose answers are on an engine: all that is needed stands in questions.yaml.

    Raises:
        BadQuestionnaire: Its options, or a set's columns, are left out.
    """
    where = f"{declared.where}: question {one.id!r}"
    kind: QuestionType = one.type or ("multiple" if one.columns or one.separator else "single")
    if kind not in UNCOUNTED and not one.options:
        refuse(where, "needs its options, for the responses on an engine are not read beforehand")
    if any(set(name) & set("*?[") for name in one.columns):
        refuse(where, "needs its columns one by one, for the engine's are not known beforehand")
    if one.columns and len(one.columns) != len(one.options):
        refuse(where, f"has {len(one.columns)} columns and {len(one.options)} options")
    options = tuple(
        Option(value=label if one.columns else value, label=label) for value, label in one.options
    )
    if one.columns and one.options_are_labelled:
        by_column = dict(one.options)
        lost = next((name for name in one.columns if name not in by_column), None)
        if lost is not None:
            refuse(where, f"the column {lost!r} has no label; {hint(lost, list(by_column))}")
        options = tuple(Option(value=by_column[n], label=by_column[n]) for n in one.columns)
    columns = one.columns or ("",) * len(options)
    missing = one.missing if one.missing is not None else declared.missing or ()
    question = Question(
        id=one.id,
        type=kind,
        options=tuple(replace(o, column=c) for o, c in zip(options, columns, strict=True)),
        columns=one.columns,
        separator=one.separator.strip() or one.separator,
        not_selected=one.not_selected or (),
        missing=tuple(value for value in missing if value),
    )
    return _named(one, question, where=where)


def told_question(column: Column, missing: tuple[str, ...], *, notes: Notes) -> Question:
    """A question that only the file knows of."""
    several = delimited(column, missing=missing)
    if several is not None:
        mark = several.separator
        if not column.separator:
            cut = f"answers are cut at {mark!r} into {len(several.options)} options"
            notes.guess(column.name, cut)
        return Question(
            id=column.name,
            text=column.text,
            type="multiple",
            options=several.options,
            separator=mark,
            missing=missing,
        )
    kind = type_of(column, missing=missing)
    if kind == "numeric":
        missing = (*missing, *_codes_for_nothing(column, missing))
    options = () if kind in UNCOUNTED else options_of(column, missing=missing)
    if options:
        _say_what_is_merged(column, missing, notes=notes)
        _say_what_is_unlabelled(column, options, notes=notes)
    if not (column.labels and kind == "single"):
        notes.of(column.name, _CLAIMS[kind], is_guess=kind != "single")
    return Question(
        id=column.name,
        text=column.text,
        type=kind,
        options=options,
        missing=missing,
        dont_know=dont_know_of(options),
        unit=_unit_of(column) if kind == "numeric" else "",
    )


def _unit_of(column: Column) -> str:
    """The unit that every number of a column has beside it."""
    signs = {sign_in(value) for value in column.values if is_number(value, column.decimal)}
    return UNITS.get(signs.pop(), "") if len(signs) == 1 else ""


UNITS = {"%": "percent", "$": "dollars", "\u20ac": "euros", "\u00a3": "pounds"}
_CLAIMS: dict[QuestionType, str] = {
    "single": TOLD_OPTIONS,
    "scale": "scales",
    "numeric": "counted as numbers",
    "open": "in people's own words, and never counted",
}

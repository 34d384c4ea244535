"""The questions of a conversation, each made whole from those before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems
from assistant.retrieve.query import Query, parse_question
from assistant.retrieve.turns.clauses import completed
from assistant.retrieve.turns.comparisons import both, compared
from assistant.retrieve.turns.corrections import corrected, correction
from assistant.retrieve.turns.ellipses import counted, elliptic
from assistant.retrieve.turns.fragments import Placed, is_people
from assistant.retrieve.turns.parts import has_subject, pointers
from assistant.retrieve.turns.references import reference
from assistant.retrieve.turns.whole import Whole, content, cue, whole_of

FRAGMENT = 12  # words: what is longer is hardly a piece of the question before
OUT = re.compile(r"\b(\w+) (?:it|this|that|the survey) out\b", re.IGNORECASE)
COUNTED = re.compile(
    r"^how many(?: of (?:them|these|those))?"
    r"(?: (?:were|was) (?:asked|surveyed|polled|interviewed))?",
    re.IGNORECASE,
)
ASKED = re.compile(r"\basked\b", re.IGNORECASE)
SURVEY = re.compile(r"\b(?:it|this|that)\b(?! (?:survey|poll|study|question)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A turn as it stands alone; `whole` is what later turns build on, None if it asks nothing."""

    text: str
    whole: Whole | None = None
    is_sure: bool = True


def standalone(question: str, turns: Sequence[str]) -> str:
    """The question with what it takes over from the turns before it, oldest first.

    >>> turns = ["What share of U.S. employers trust certificates?"]
    >>> standalone("And globally?", turns)
    'What share of employers trust certificates, globally?'
    >>> standalone("no, I meant students", [*turns, "And globally?"])
    'What share of students trust certificates, globally?'
    >>> standalone("What about students?", turns)
    'What share of U.S. students trust certificates?'
    """
    return resolve([*turns, question])[-1].text


def is_unsure(question: str, turns: Sequence[str]) -> bool:
    """Whether the rules may have missed something that the question takes over.

    >>> turns = ["What share of U.S. employers trust certificates?"]
    >>> is_unsure("And students?", turns), is_unsure("And the other way round?", turns)
    (False, True)
    """
    return bool(turns) and not resolve([*turns, question])[-1].is_sure


def resolve(turns: Sequence[str]) -> tuple[Asked, ...]:
    """Every turn as it stands alone, each built on the ones before it."""
    asked: list[Asked] = []
    before: list[Whole] = []
    for turn in turns:
        now = _asked(" ".join(turn.split()), before)
        asked.append(now)
        if now.whole is not None:
            before.append(now.whole)
    return tuple(asked)


def _asked(typed: str, before: Sequence[Whole]) -> Asked:
    turn = _without_courtesy(typed)
    if not turn.strip(" ?.!"):
        return Asked(text=typed)
    if not before:
        return Asked(text=typed, whole=whole_of(turn))
    found = _built(turn, before)
    if found is None:
        return Asked(text=turn, whole=whole_of(turn), is_sure=not _is_open(turn))
    is_sure = found.is_sure and not _is_open(found.whole.text)
    return Asked(text=found.whole.text, whole=found.whole, is_sure=is_sure)


def _without_courtesy(turn: str) -> str:
    while (match := cue("courtesy").match(turn)) and match.end():
        turn = turn[match.end() :]
    turn = cue("polite").sub("", turn)
    return cue("short_is").sub(r"\1 is", turn)


def _is_open(text: str) -> bool:
    """Whether a question still hangs on something that is not in it."""
    if pointers(
        text.rsplit(": ", maxsplit=1)[-1].removeprefix("Why is it that ")
    ) or not text.strip(" ?.!"):
        return True
    query = parse_question(text)
    return not (query.measure_terms or query.topic)


def _built(turn: str, before: Sequence[Whole]) -> Placed | None:
    """A turn built on the questions before it; None if it takes nothing over."""
    if (back := reference(turn, before)) is not None:
        if not back.rest.strip(" ?.!"):
            return Placed(whole=back.whole, is_sure=back.is_sure)
        new = _continued(back.rest, [*before, back.whole])
        return new or Placed(whole=whole_of(back.rest))
    if (meant := correction(turn, said_before=before[-1].text)) is None:
        return _continued(turn, before)
    if not _is_clause(meant.new):
        return corrected(before[-1], meant)
    return _continued(meant.new, before) or Placed(whole=whole_of(meant.new))


def _continued(turn: str, before: Sequence[Whole]) -> Placed | None:
    """A turn that goes on from the one before it."""
    bare = _bare(turn)
    for name in ("of_those", "how_many_of_those"):
        if (subset := cue(name).match(bare)) is not None:
            how = subset.groupdict().get("how", "")
            return _of_those(how + bare[subset.end() :], content(before))
    found = _on_survey(bare, before)
    found = found or compared(bare, before) or elliptic(bare, content(before))
    if found is not None:
        return found
    bare = _without_verb(bare)
    if is_people(bare) or _is_fragment(bare):
        return both(content(before), bare)
    tied = bare != turn and not cue("loose").match(turn)
    new = completed(bare, content(before), tied=tied)
    return None if new.whole == whole_of(turn) else new


def _without_verb(bare: str) -> str:
    """The people of a turn whose verb is that of the question before: "How many teachers do?"."""
    for name in ("verbless", "verbless_behind"):
        short = cue(name).match(bare)
        if short is not None and is_people(short["who"]):
            return short["who"]
    return bare


def _of_those(rest: str, last: Whole) -> Placed:
    """A question on those alone who were counted: "of those, how many smoke?"."""
    new, among = completed(rest, Whole(body=""), tied=False).whole, counted(last)
    whole = replace(new, tails=(*new.tails, *among))
    return Placed(whole=whole, is_sure=among != last.among())


@cache
def survey_stems() -> frozenset[str]:
    """Stems of the words that say nothing of which survey is meant."""
    cues = load("questions")
    return content_stems(" ".join([*cues["survey_words"], *cues["survey_verbs"]]))


def _bare(turn: str) -> str:
    """A turn without the words that tie it to the one before.

    >>> _bare("And what about employers?")
    'employers?'
    """
    while (match := cue("openers").match(turn)) and match.end():
        turn = turn[match.end() :]
    return turn


def _is_clause(text: str) -> bool:
    return bool(cue("asks").match(text)) and len(text.split()) > 2


def _is_fragment(bare: str) -> bool:
    if cue("asks").match(bare) or len(bare.split()) > FRAGMENT:
        return False
    return not has_subject(bare)


def _on_survey(bare: str, before: Sequence[Whole]) -> Placed | None:
    """A question on the survey itself, with "it" made into the survey, "them" into people."""
    said = OUT.sub(r"\1 out the survey", bare)
    if cue("of_survey").search(said):
        said = SURVEY.sub("the survey", said)
    query = parse_question(said)
    if query.topic is None:
        return None
    whole = _counting(said[0].upper() + said[1:], query, before)
    return Placed(whole=_on_matter(whole, before))


def _counting(said: str, query: Query, before: Sequence[Whole]) -> Whole:
    """A question on the survey; one on how many were asked, with the people talked of."""
    if query.populations or query.topic != "sample_size":
        return whole_of(said)
    last = content(before)
    people = replace(last.alone, tails=()).people
    if cue("quantity").search(said) is None or not people:
        return whole_of(said)
    said = COUNTED.sub(f"How many {people} were surveyed", said)
    return replace(whole_of(said), tails=last.hung)


def _on_matter(whole: Whole, before: Sequence[Whole]) -> Whole:
    """A question on the survey that names none, with the matter by which it was talked of."""
    query = parse_question(whole.text)
    last = next((w for w in reversed(before) if parse_question(w.text).topic is None), None)
    if (
        last is None
        or query.populations
        or query.measure_terms - survey_stems()
        or not last.alone.matter
    ):
        return whole
    years = last.hung[-1:] if last.years and not query.waves else ()
    tails = (
        *whole.tails,
        *(y for y in years if y not in whole.tails),
        f"on \u201c{last.matter}\u201d",
    )
    # "Asked" alone says that a survey is meant in a short question only.
    is_count = query.topic == "sample_size"
    body = ASKED.sub("surveyed", whole.body) if is_count else whole.body
    new = replace(whole, body=body, tails=tails)
    asked = parse_question(new.text)
    is_same = asked.topic == query.topic and asked.populations == query.populations
    return new if is_same else whole

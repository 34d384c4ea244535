"""Turns that lay two questions beside each other: the last two, or the last and a new one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.findings.stems import content_stems
from assistant.retrieve.query import parse_question
from assistant.retrieve.turns.fragments import Placed, placed
from assistant.retrieve.turns.whole import Whole, cue, on_findings


def compared(turn: str, before: Sequence[Whole]) -> Placed | None:
    """The comparison that a turn asks for, if it asks for nothing else.

    >>> from assistant.retrieve.turns.whole import whole_of
    >>> before = [whole_of("Do nurses smoke?"), whole_of("Do doctors smoke?")]
    >>> compared("which is higher?", before).whole.text
    'What is the difference between nurses and doctors: Do doctors smoke?'
    >>> compared("compare that with students", before).whole.text
    'What is the difference between doctors and students: Do students smoke?'
    """
    query = parse_question(turn)
    if query.topic or query.measure_terms - _of_sides() or not cue("compared").search(turn):
        return None
    if cue("more_of").match(turn):
        return None
    before = on_findings(before)
    last = before[-1].alone
    if query.populations:
        return _with_new(turn, last)
    return None if query.waves else _last_two(turn, before)


def _last_two(turn: str, before: Sequence[Whole]) -> Placed | None:
    """The last two questions as one, or the last if it compares two itself."""
    last = before[-1].alone
    if before[-1].against is not None:
        return Placed(whole=before[-1])
    if len(parse_question(last.text).populations) > 1 or len(last.years) > 1:
        lead = turn.strip(" ?.!")
        return Placed(whole=replace(last, lead=lead[0].upper() + lead[1:]))
    return Placed(whole=replace(last, against=before[-2].alone)) if len(before) > 1 else None


@cache
def _of_sides() -> frozenset[str]:
    """Stems of the words for what is compared: "which group is larger?"."""
    return content_stems(
        "group groups side sides two pair first second other last big wide large far"
    )


def _with_new(turn: str, last: Whole) -> Placed | None:
    """The last question beside itself about the people that a turn names."""
    if len(parse_question(turn).populations) > 1:
        people = turn.strip(" ?.!")
        return Placed(whole=Whole(body=f"{people}: {last.body}", tails=last.tails), is_sure=False)
    match = cue("compared_with").search(turn.strip(" ?.!"))
    new = placed(last, match["new"] if match else _people_of(turn))
    return Placed(whole=replace(new.whole, against=last), is_sure=new.is_sure)


def _people_of(turn: str) -> str:
    return parse_question(turn).population.text


def both(whole: Whole, fragment: str) -> Placed:
    """A fragment put into a comparison: into both sides, or in place of them.

    "And in Scotland?" keeps comparing teachers with pupils; "And in India?" after Spain and France
    asks about India alone.
    """
    before = whole.against
    alone = placed(whole.alone, fragment)
    if before is None:
        return alone
    kinds = _kinds(parse_question(fragment).populations)
    apart = _kinds(parse_question(before.alone.text).populations, whole.alone)
    if kinds & apart or not kinds:
        return alone
    return Placed(whole=replace(alone.whole, against=placed(before, fragment).whole))


def _kinds(populations: Sequence[object], other: Whole | None = None) -> set[str]:
    facets = {f for p in populations for f in getattr(p, "facets", ())}
    if other is not None:
        theirs = {f for p in parse_question(other.text).populations for f in p.facets}
        facets ^= theirs
    return {f.kind for f in facets}

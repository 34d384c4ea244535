"""Turns that ask something else of the figure before: why, how many, what base, what change."""

from dataclasses import replace

from assistant.retrieve.query import parse_question
from assistant.retrieve.turns.fragments import Placed
from assistant.retrieve.turns.parts import people_in
from assistant.retrieve.turns.whole import Whole, cue


def elliptic(turn: str, last: Whole) -> Placed | None:
    """What a turn of a few words asks of the question before it, if it is one.

        >>> from assistant.retrieve.turns.whole import whole_of
    >>> last = whole_of("What share of nurses smoke?")
    >>> [elliptic(turn, last).whole.text for turn in ("how many is that?", "why?", "the base?")]
    ['How many nurses smoke?', 'Why is it that nurses smoke?', 'How many nurses were surveyed?']
    >>> elliptic("how has that changed since 2012?", last).whole.text
    'How has it changed since 2012: What share of nurses smoke?'
    """
    bare, last = turn.strip(" ?.!"), replace(last.alone, lead="")
    last = _with_subject(last)
    share = cue("share_of").match(last.body)
    clause = last.body[share.end() :] if share else ""
    if cue("why").search(bare):
        body = f"Why is it that {clause}" if clause else f"Why: {last.body}"
        return Placed(whole=replace(last, body=body), is_sure=bool(clause))
    if cue("how_many").search(bare):
        body = f"How many {clause}" if clause else f"How many: {last.body}"
        return Placed(whole=replace(last, body=body), is_sure=bool(clause))
    if cue("what_share").search(bare):
        body = f"What share of {clause}" if clause else f"What share: {last.body}"
        return Placed(whole=replace(last, body=body), is_sure=bool(clause))
    if cue("base").search(bare):
        return _base(last)
    return _changed(bare, last)


def _with_subject(last: Whole) -> Whole:
    """A question whose people stand behind it, with them in front: "how many drive, among men"."""
    tail = next((t for t in last.tails if t.startswith("among ")), "")
    quantity = cue("quantity").match(last.body)
    if not (tail and quantity) or people_in(last.body) is not None:
        return last
    people, verb = tail.removeprefix("among "), last.body[quantity.end() :].strip()
    kept = tuple(t for t in last.tails if t != tail)
    return replace(last, body=f"{quantity.group().strip()} {people} {verb}", tails=kept)


def _base(last: Whole) -> Placed:
    people = replace(last, tails=()).people or "people"
    years = [f"in {y}" for y in last.years if not any(y in tail for tail in last.tails)]
    return Placed(whole=Whole(body=f"How many {people} were surveyed", tails=(*last.tails, *years)))


def _changed(bare: str, last: Whole) -> Placed | None:
    """A question on how a figure changed, or how high it was in a year."""
    query = parse_question(bare)
    if query.topic or query.populations or query.measure_terms:
        return None
    compares = query.waves and cue("compared").search(bare) and cue("pronouns").search(bare)
    if query.operation != "trend" and not compares:
        return None
    lead = cue("changed").sub("it", bare, count=1)
    lead = lead[0].upper() + lead[1:]
    if "since" not in lead.lower() and query.waves and len(query.waves) < 2:
        last = last.without_years()
    return Placed(whole=replace(last, lead=lead))

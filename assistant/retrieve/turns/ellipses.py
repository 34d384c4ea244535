"""Turns that ask something else of the figure before: why, how many, what base, what change."""

import re
from dataclasses import replace
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems
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
    for name, head, otherwise in (
        ("why", "Why is it that", "Why"),
        ("how_many", "How many", "How many"),
        ("what_share", "What share of", "What share"),
    ):
        if cue(name).search(bare):
            return _headed(with_subject(last), head, otherwise)
    if cue("base").search(bare):
        return _base(last)
    if cue("when").search(bare):
        tails = tuple(t for t in last.hung if not t.startswith("among "))
        return Placed(whole=Whole(body="When was the survey conducted", tails=tails))
    if cue("interviewed").search(bare):
        return Placed(whole=Whole(body="How was the survey conducted"))
    if cue("overall").search(bare):
        return _overall(last)
    return _changed(bare, last) or _by_group(bare, last)


def _headed(last: Whole, head: str, otherwise: str) -> Placed:
    """The question before with another head: "How many nurses smoke" for "What share of …"."""
    share = cue("share_of").match(last.body)
    if share is None:
        return Placed(whole=replace(last, lead=otherwise), is_sure=False)
    return Placed(whole=replace(last, body=f"{head} {last.body[share.end() :]}"))


def counted(last: Whole) -> tuple[str, ...]:
    """Those who were counted by a question, as tails: "among nurses who smoke".

    >>> from assistant.retrieve.turns.whole import whole_of
    >>> counted(whole_of("What share of nurses in Canada smoke?"))
    ('among nurses in Canada who smoke',)
    """
    last = with_subject(last.alone)
    span, share = people_in(last.body), cue("share_of").match(last.body)
    if span is None or share is None or share.end() > span[0]:
        return last.among()
    return (f"among {last.body[span[0] : span[1]]} who{last.body[span[1] :]}", *last.hung)


def _overall(last: Whole) -> Placed:
    """The question about everybody: without what narrowed its people."""
    kept = tuple(t for t in last.tails if not t.startswith("among "))
    if kept != last.tails:
        return Placed(whole=replace(last, tails=kept))
    return Placed(whole=replace(last, tails=(*last.tails, "overall")), is_sure=False)


def _by_group(bare: str, last: Whole) -> Placed | None:
    """The question for each group of a kind: "by age", "which age group is most likely?"."""
    kinds = {w for names in load("questions")["break_names"].values() for w in names}
    if not any(re.search(rf"\b{re.escape(kind)}s?\b", bare, re.IGNORECASE) for kind in kinds):
        return None
    if match := cue("by_group").match(bare):
        return Placed(whole=replace(last, tails=(*last.tails, match["by"])))
    other = parse_question(bare).measure_terms - _of_groups()
    if cue("which_group").match(bare) and cue("compared").search(bare) and not other:
        return Placed(whole=replace(last, lead=bare[0].upper() + bare[1:]))
    return None


@cache
def _of_groups() -> frozenset[str]:
    """Stems of the words for groups and for computing with them."""
    kinds = {w for names in load("questions")["break_names"].values() for w in names}
    return content_stems(" ".join([*kinds, *load("questions")["computing"]]))


def with_subject(last: Whole) -> Whole:
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

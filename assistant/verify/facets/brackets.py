"""What a figure in brackets is a figure of: the words of its sentence that its bracket follows."""

import re
from dataclasses import replace

from assistant.findings.finding import Measure, Statement
from assistant.verify.facets.meaning import content_of, degrees_of, stands_in

OPEN = re.compile(r"\([^()]*$")
LAST_WORD = re.compile(r"(\w+)\s*$")


def words_before(sentence: str, at: int) -> str:
    """The words between the bracket that a figure stands in and the one before; else empty.

    >>> words_before("Some walk (20%), or take the tram (30%).", 37)
    ', or take the tram '
    """
    bracket = OPEN.search(sentence[:at])
    if bracket is None:
        return ""
    before = sentence[: bracket.start()]
    return before[before.rfind(")") + 1 :]


def in_its_degree(there: Statement, sentence: str) -> Measure:
    """A finding's measure in the degree that its bracket follows: "either very (7%) or fairly"."""
    measure = there.measure
    beside = LAST_WORD.search(words_before(sentence, there.start - there.sentence_start))
    degree = beside.group(1).lower() if beside else ""
    others = degrees_of(measure) - {degree}
    if not others or degree not in degrees_of(measure):
        return measure
    kept = [w for w in measure.text.split() if w.lower() not in {"or", *others}]
    return replace(measure, text=" ".join(kept))


def is_of_other_bracket(said: Measure, own: str, other: str) -> bool:
    """Whether a claim takes up what another bracket follows, and nothing that is its own alone.

    >>> from assistant.findings.measures import measure_of
    >>> own, other = "Some walk to work", ", or take the tram to work"
    >>> is_of_other_bracket(measure_of("go to work by tram"), own, other)
    True
    >>> is_of_other_bracket(measure_of("take a walk to work"), own, other)
    False
    """
    mine, theirs = content_of(own), content_of(other)
    words = content_of(said.text)
    only_mine = [w for w in mine if not stands_in(w, theirs)]
    only_theirs = [w for w in theirs if not stands_in(w, mine)]
    takes_own = any(stands_in(w, only_mine) for w in words)
    return bool(only_mine) and not takes_own and any(stands_in(w, only_theirs) for w in words)

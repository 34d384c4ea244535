"""All that a sentence says of how a survey was made."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.methodology.fact import SaidFact
from assistant.methodology.reading.fielding import field_dates
from assistant.methodology.reading.makers import makers
from assistant.methodology.reading.margins import margins
from assistant.methodology.reading.sizes import countries, sizes
from assistant.methodology.reading.ways import (
    languages,
    modes,
    publications,
    response_rates,
    samples,
    weightings,
    wordings,
)

READERS = (
    makers,
    modes,
    samples,
    weightings,
    response_rates,
    languages,
    wordings,
    publications,
)
LONGEST = 5_000  # characters of a sentence; what is longer is a table or a list


@lru_cache(maxsize=1_000)
def facts_in(text: str) -> tuple[SaidFact, ...]:
    """The facts of a text, in order.

    >>> text = "The poll of 2,000 adults was conducted in May 2018 (margin of error: 2.5 points)."
    >>> [(fact.kind, fact.text) for fact in facts_in(text)]
    [('size', '2,000'), ('dates', 'May 2018'), ('margin', '2.5 points')]
    """
    if len(text) > LONGEST:
        return ()
    found = [*field_dates(text), *margins(text), *countries(text)]
    taken = [(fact.start, fact.end) for fact in found]
    found += [
        fact
        for fact in sizes(text)
        if not any(fact.start < end and start < fact.end for start, end in taken)
    ]
    found += [fact for read in READERS for fact in read(text)]
    found += places(found)
    return tuple(sorted(found, key=lambda fact: fact.start))


def places(facts: Sequence[SaidFact]) -> list[SaidFact]:
    """Where those who were asked live, if the words for them say it."""
    return [
        replace(fact, kind="places", values=tuple(sorted(places)), figure=None)
        for fact in facts
        if fact.kind == "size" and (places := fact.people.values("place") - {"global"})
    ]

"""All that a sentence says of how a survey was made."""

from functools import lru_cache

from assistant.verify.facts.fact import SaidFact
from assistant.verify.facts.reading.fielding import field_dates
from assistant.verify.facts.reading.margins import margins
from assistant.verify.facts.reading.sizes import countries, sizes

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
    return tuple(sorted(found, key=lambda fact: fact.start))

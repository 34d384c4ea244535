"""Which comparisons, trends and ranks a sentence holds."""

import re
from dataclasses import replace

from assistant.verify.relations.comparisons import comparisons
from assistant.verify.relations.patterns import words
from assistant.verify.relations.ranks import ranks
from assistant.verify.relations.relation import Relation
from assistant.verify.relations.trends import YEAR, trends


def read_relations(text: str) -> tuple[Relation, ...]:
    """Every relation that a sentence says of shares, in the order in which they stand.

    >>> read_relations("Over a third agree.")
    ()
    """
    years = dict.fromkeys(YEAR.findall(text))
    year = next(iter(years)) if len(years) == 1 else ""
    found = (*trends(text), *(_dated(r, year) for r in (*comparisons(text), *ranks(text))))
    is_tested = re.search(rf"\b(?:{words('tested')})\b", text, re.IGNORECASE) is not None
    return tuple(sorted((replace(r, is_tested=is_tested) for r in found), key=lambda r: r.start))


def _dated(relation: Relation, year: str) -> Relation:
    return replace(relation, sides=tuple(replace(side, year=year) for side in relation.sides))

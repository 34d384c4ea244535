"""Years as texts name them."""

import re

A_YEAR = r"(?:19|20)\d\d"
YEAR = re.compile(rf"\b{A_YEAR}\b")


def years_in(text: str) -> frozenset[str]:
    """The years that a text names.

    >>> sorted(years_in("In 2008 and 2012, 1,999 people"))
    ['2008', '2012']
    """
    return frozenset(YEAR.findall(text))

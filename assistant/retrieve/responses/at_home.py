"""Words for a survey's only country, which everybody there calls "the country"."""

import re

HOME = re.compile(r"\b(?:the|this|their)\s+(?:country|nation)\b(?!['\u2019]s)", re.IGNORECASE)
ABROAD = re.compile(r"\bborn\s+(?:abroad|overseas)\b", re.IGNORECASE)
FOREIGN_BORN = re.compile(r"\bforeign[- ]born\b", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"\bborn\s+in\s+(?:another|other|a\s+(?:different|foreign))\s+countr(?:y|ies)",
    re.IGNORECASE,
)


def at_home(text: str, country: str) -> str:
    """A text in which a country stands where the text only says that it is the country at hand.

    >>> at_home("The foreign-born, and those born abroad, say so of the country", "Norway")
    'The born outside Norway, and those born outside Norway, say so of Norway'
    """
    if not country:
        return text
    outside = f"born outside {country}"
    for pattern in (ABROAD, FOREIGN_BORN, ELSEWHERE):
        text = pattern.sub(outside, text)
    return HOME.sub(country, text)

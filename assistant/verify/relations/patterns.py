"""The words that compare, as patterns; made of `data/relations.yaml`."""

import re
from functools import cache

from assistant.findings.grammar.people_phrases import people_phrases
from assistant.findings.lexicon import load
from assistant.findings.populations import names_people
from assistant.numerals import read_figures
from assistant.other_numbers import either

# In 2018, women …; In the 1998 survey, women …
DATE = re.compile(
    r"^(?:(?:in|by|as\s+of|during)\s+)?[^,;:]{0,30}(?:19|20)\d\d[^,;:]{0,20},\s+", re.I
)
CLAUSE = re.compile(
    r"^\s*(?:and|but|while|whereas|although|though|as|that|with|yet|still)\s+", re.I
)
ASKED = "It asked "
OPENING = re.compile(r"(?:(?:the|all|of|among|for|these|more|fewer|as|many)\s+)*", re.I)


@cache
def words(name: str) -> str:
    """A pattern for any of the words of a list."""
    return either(load("relations")[name])


def bare(text: str) -> str:
    """A sentence whose brackets with figures are blanked, so that offsets stay.

    >>> bare("Men (58%) are taller.")
    'Men       are taller.'
    """
    plain = list(text)
    for found in re.finditer(r"[(\[][^()\[\]]*[)\]]", text):
        if read_figures(found.group()) or re.search(r"\d", found.group()):
            plain[found.start() : found.end()] = " " * len(found.group())
    return "".join(plain)


def tidy(text: str) -> str:
    """Words without what joins them to the rest: commas, "and", spaces.

    >>> tidy(", and  women under 30 ,")
    'women under 30'
    """
    plain = " ".join(text.split()).strip(' ,;:.\u2013\u2014-"\u201c\u201d')
    return CLAUSE.sub("", plain).strip()


def people_in(text: str) -> str:
    """Words that name people, tidied and without "the share of"; empty where they name nobody."""
    plain = DATE.sub("", tidy(text))
    plain = re.sub(
        rf"^(?:the\s+)?(?:{words('counted')})\s+(?:of|among|for)\s+", "", plain, flags=re.I
    )
    plain = re.sub(r"^(?:among|amongst|for|of|in|by|than|as|it\s+is)\s+", "", plain, flags=re.I)
    return plain if names_people(plain) or _is_group(plain) else ""


def _is_group(text: str) -> bool:
    """Whether words stand for people without naming any: "those with a degree", "others"."""
    return bool(re.match(r"(?:those|people|others|their|the)\b", text, re.I)) and bool(
        people_phrases(text)
    )


def split_people(text: str) -> tuple[str, str]:
    """A phrase that begins with people, apart from what is said of them.

    >>> split_people("men with a degree own a gun")
    ('men with a degree', 'own a gun')
    """
    plain = tidy(text)
    phrases = people_phrases(f"{ASKED}{plain}")  # a phrase that is all there is parses badly
    for start, end in ((a - len(ASKED), b - len(ASKED)) for a, b in phrases if a >= len(ASKED)):
        if not OPENING.fullmatch(plain[:start]):
            break
        who = re.search(r"\s(?:who|that)\s", plain[start:end])
        cut = start + who.start() if who else end
        return plain[:cut].strip(), plain[cut:].strip()
    return "", plain


def is_comparing(text: str) -> bool:
    """Whether a sentence has any word that compares, or tells of a change.

    >>> is_comparing("It was 7 points higher in 2018."), is_comparing("7 points said so.")
    (True, False)
    """
    names = ("greater", "smaller", "risen", "fallen", "gaps", "same")
    return re.search(rf"\b(?:{'|'.join(words(n) for n in names)})\b", text, re.I) is not None

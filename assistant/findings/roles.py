"""What part a figure plays in its sentence, by the words before and after it."""

import re

from assistant.figures import Unit
from assistant.findings.finding import Role

MOVED = (
    r"up|down|rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|increas\w+|decreas\w+|"
    r"declin\w+|drop\w*|grew|grown|growth|grow|climb\w*|jump\w*|slip\w*|gone|went|chang\w+|"
    r"unchanged|higher|lower|shift\w*|surg\w+|dip\w*|edged|slid|soar\w*|plung\w+|improv\w+|"
    r"doubled|tripled|rebound\w*|widened|narrowed|gain\w*|lost|shrank|shrunk|shrink\w*|slump\w*"
)
FILL = r"\s+[\"\u201c\u2018']?(?:[a-z\-]+\s+){0,4}$"
# Up from 64%; rose from 28% in October; an increase from 15%.
EARLIER = re.compile(
    rf"\b(?:{MOVED}|more|less|fewer|record)\b[^.;()]{{0,60}}?\bfrom{FILL}", re.IGNORECASE
)
FROM = re.compile(rf"\bfrom{FILL}", re.IGNORECASE)
ON_TO = re.compile(r"^[^.;()]{0,60}?\bto\s+(?:[a-z\-]+\s+){0,3}[\d]", re.IGNORECASE)
# Compared with 29%; versus 33%; as opposed to 12%.
COMPARED = re.compile(
    rf"\b(?:compared\s+(?:with|to)|versus|vs\.?|as\s+opposed\s+to|in\s+contrast\s+(?:with|to)|"
    rf"against|relative\s+to|compares\s+(?:with|to)){FILL}",
    re.IGNORECASE,
)
# Twice the 16 per cent recorded in 2001; above the national average of 38%.
MEASURED_AGAINST = re.compile(
    rf"\b(?:twice|double|triple|half|above|below|exceed\w*|than|match\w*|outstrip\w*)\s+the{FILL}",
    re.IGNORECASE,
)
AGO = (
    r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+"
    r"(?:year|month|decade|quarter|week)s?\s+(?:ago|before|earlier)"
)
# Ten years earlier it had been 75%; a year ago, 64% did.
LONG_AGO = re.compile(rf"\b{AGO}\b[^.;]{{0,40}}$", re.IGNORECASE)
# 12% do (2015: 7%); unchanged from 2016 (22%).
OF_A_YEAR = re.compile(
    r"[(\[]\s*(?:19|20)\d\d:\s*$"
    r"|\b(?:from|than(?:\s+in)?|since)\s+(?:[a-z]+\s+)?(?:19|20)\d\d\s*[(\[]\s*$",
    re.IGNORECASE,
)
# Places of a range: from 88% in Ghana to 21% in Austria; from 78% among the young to 86%.
RANGING = re.compile(
    r"\b(?:rang\w+|var\w+|spread\w*|anywhere)\s+from\W+(?:\w+\W+){0,3}$", re.IGNORECASE
)
AMONG_SOME = re.compile(
    r"^\s*(?:among|in)\s+(?!(?:[a-z]+\s+)?(?:19|20)\d\d|the\s+(?:previous|last))"
    r"[^.;]{0,60}?\bto\s+(?:\w+\s+){0,2}\d",
    re.IGNORECASE,
)
# Compared with 17% in 2008; compared with 40% a year ago.
THEN = re.compile(
    rf"^[^.;,()]{{0,12}}\b(?:in\s+(?:[a-z]+\s+)?(?:19|20)\d\d|{AGO}|"
    r"last\s+(?:year|month|quarter|week)|previously|before|earlier|"
    r"the\s+(?:year|month|quarter)\s+before)\b",
    re.IGNORECASE,
)
MULTIPLIED = re.compile(r"^(?:doubl|tripl|quadrupl|halv)\w+$", re.IGNORECASE)
# Complaints have risen tenfold; sales fell by 12%, rose 5% to 44%.
RISEN = re.compile(rf"\b(?:{MOVED})(?:\s+by)?\s+(?:[a-z]+\s+){{0,2}}$", re.IGNORECASE)
RISEN_BY = re.compile(rf"\b(?:{MOVED})\s+by\s+(?:[a-z]+\s+){{0,2}}$", re.IGNORECASE)
ROSE = re.compile(
    r"\b(?:rose|rise|rises|risen|rising|fell|fall|falls|fallen|grew|grown|climbed|dropped|up|down)\s+"
    r"(?:(?!from\b)[a-z]+\s+)?$",
    re.IGNORECASE,
)
ON_TO_ANOTHER = re.compile(r"^\s*,?\s+to\s+(?:[a-z]+\s+){0,3}\d", re.IGNORECASE)
AS = re.compile(r"^\s+(?:as|more|less|likelier)\b", re.IGNORECASE)
SINCE = (
    r"\b(?:more|fewer|less|higher|lower|greater|smaller)\s+than\s+(?:(?:it\s+was\s+)?in|a|an|"
    r"(?:at|during)?\s*the\s+(?:previous|first|last|same)|last|one|two|three|five|ten|before)\b"
)
STILL = re.compile(r"\b(?:higher|lower)\b", re.IGNORECASE)
CHANGE = re.compile(rf"\b(?:{MOVED}|since)\b|{SINCE}", re.IGNORECASE)


def role_of(before: str, after: str, *, unit: Unit, said: str = "") -> Role:
    """The role of a figure of a sentence.

    >>> role_of("It rose to 41%, up from ", " a year ago", unit=Unit.PERCENT)
    'earlier'
    >>> role_of("Support rose ", " since May", unit=Unit.POINTS)
    'change'
    """
    if unit is Unit.POINTS:
        near = STILL.sub(" ", before[-60:]) + after[:40]
        near = near if re.search(SINCE, near, re.IGNORECASE) else STILL.sub(" ", near)
        return "change" if CHANGE.search(near) else "difference"
    if unit is Unit.RATIO:
        is_change = MULTIPLIED.search(said) or (RISEN.search(before[-60:]) and not AS.match(after))
        return "change" if is_change else "difference"
    if unit is not Unit.PERCENT:
        return "finding"
    return _role_of_share(before, after)


def _role_of_share(before: str, after: str) -> Role:
    if RISEN_BY.search(before[-60:]) or (ROSE.search(before[-30:]) and ON_TO_ANOTHER.match(after)):
        return "change"
    if LONG_AGO.search(before[-80:]) or OF_A_YEAR.search(before[-40:]):
        return "earlier"
    if RANGING.search(before[-60:]) or AMONG_SOME.search(after):
        return "finding"
    if EARLIER.search(before[-110:]) or (FROM.search(before[-60:]) and ON_TO.search(after)):
        return "earlier"
    if COMPARED.search(before[-70:]) or MEASURED_AGAINST.search(before[-70:]):
        return "earlier" if THEN.search(after) else "compared"
    return "finding"

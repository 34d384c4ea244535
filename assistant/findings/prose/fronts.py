"""What stands before a figure in its sentence: its people, or a condition on all that follows.

"…, and of people aged 15 to 29, 63%" names the people of 63%; "If the fare rose, 47% would drive"
says so only of a rise. Both are read from the words as printed: parsers lose them often.
"""

import re

from assistant.figures import Unit
from assistant.findings.grammar.views import SentenceView
from assistant.findings.measures import measure_of
from assistant.findings.names import is_same
from assistant.findings.populations import names_people
from assistant.findings.waves import dates_of

# Words between a comma and a figure that only hedge it: ", only about 63%".
HEDGING = re.compile(
    r"(?:\s*\b(?:only|just|about|some|nearly|almost|roughly|around|fully|even|still|but|over|under|"
    r"more\s+than|fewer\s+than|less\s+than|at\s+least|as\s+many\s+as|up\s+to|an?|the|record|another))*"
    r"\s*$",
    re.IGNORECASE,
)
BEGINNING = r"(?:^|[;:.\u2013\u2014]\s*|,\s*|\b(?:and|but|while|whereas|though)\s+)"
OF_PEOPLE = re.compile(
    rf"{BEGINNING}(?:and\s+|but\s+|while\s+)?(?:out\s+of|of|among|amongst|within)\s+(?P<people>[^;:]+)$",
    re.IGNORECASE,
)
# As in "while for the rest of Europe, 50%".
FOR_PEOPLE = re.compile(
    rf"{BEGINNING}(?:and\s+|while\s+)?for\s+(?P<people>[^;:,]+)$", re.IGNORECASE
)
# "and dog owners more, $97"
LABEL = re.compile(
    r"(?:;|,|\b(?:and|but|while))\s+(?P<people>(?:[\w'\u2019-]+\s){0,3}[\w'\u2019-]+?)"
    r"(?:\s+(?:more|less|fewer|higher|lower))?$",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:^\W*|;\s*|\b(?:and|but|while)\s+)(?P<said>(?:even\s+)?(?:if|unless|when|given|told|asked|"
    r"were|had|should|suppos(?:e|ing)|assuming|provided|offered|faced)\b[^;]*)$",
    re.IGNORECASE,
)
QUESTION_AGAIN = re.compile(r"\b(?:last|first)\s+asked\b", re.IGNORECASE)
OF_THE = re.compile(r"\b(?:of|among)\s+(?:the\s+|these\s+|those\s+|all\s+)*$", re.IGNORECASE)
LONGEST_LABEL = 5  # words
LONGEST_PEOPLE = 16  # words


def people_before(view: SentenceView, at: int) -> str:
    """The people named right before a figure: "of people aged 15 to 29, 63%"."""
    start = _left(view, at)
    hedged = view.text[start : view.mentions[at].start]
    said = HEDGING.sub("", hedged).rstrip()
    is_apart = said.endswith(",")
    said = said.removesuffix(",")
    starts = [m for n in range(len(said)) if (m := OF_PEOPLE.match(said, n))]
    is_first = start == view.start
    if starts and (is_apart or not is_first):
        longest = LONGEST_PEOPLE if is_apart else LONGEST_LABEL
        found = _people(starts[-1].group("people"), longest=longest)
        return found if is_apart or names_people(found) else ""
    if not is_apart or is_first:
        return ""
    label = FOR_PEOPLE.search(said) or LABEL.search(said)
    found = _people(label.group("people"), longest=LONGEST_LABEL) if label else ""
    return found if names_people(found) else ""


def asked_of(view: SentenceView, at: int) -> int | None:
    """How many people a phrase before a figure counts: "Of the 212 clinics that replied, 39%"."""
    start, end = _left(view, at), view.mentions[at].start
    for mention in view.mentions[:at]:
        is_between = start <= mention.start < end and mention.figure.unit is Unit.COUNT
        if is_between and OF_THE.search(view.text[start : mention.start]):
            return int(mention.figure.value)
    return None


def _left(view: SentenceView, at: int) -> int:
    """Where the words that can belong to a figure begin: after the last one that is no count."""
    ends = (m.end for m in view.mentions[:at] if m.figure.unit is not Unit.COUNT)
    return max(ends, default=view.start)


def _people(phrase: str, *, longest: int) -> str:
    plain = phrase.strip(" ,\n")
    is_date = any(end - start >= len(plain) - 4 for start, end, _ in dates_of(plain))
    too_long = len(plain.split()) > longest or plain.count(",") > 1
    return "" if is_date or too_long or is_same(plain) else plain


def condition_of(view: SentenceView, at: int) -> str:
    """What must hold for a figure's answer: "If the fare rose, 47% would drive"."""
    before = view.text[view.start : view.mentions[at].start]
    for comma in re.finditer(",", before):
        found = CONDITION.search(before[: comma.start()])
        if found is None or _ends_later(view, view.start + comma.start()):
            continue
        said = found.group("said").strip()
        if dates_of(said) or QUESTION_AGAIN.search(said) or not measure_of(said).terms:
            return ""
        return said[:1].lower() + said[1:]
    return ""


def _ends_later(view: SentenceView, comma: int) -> bool:
    """Whether a comma stands within the condition: another one is before the next figure."""
    after = next((m.start for m in view.mentions if m.start > comma), len(view.text))
    return "," in view.text[comma + 1 : after]

"""What a sentence says twice, and whether it agrees with itself.

"Three-in-ten (57%)", "more likely (41% vs. 58%)" and "rose to 41% from 45%" are wrong whatever the
source says.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.figures import Figure, Form, Unit
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.facets.values import says_the_same
from assistant.verify.judgements import CERTAIN, Judgement

TWIN_REACH = 40  # characters between "a quarter of online adults" and "(25%)"
UNREAD = ("nothing", "spoken", "value")  # what a twin that was borne out makes good
TWIN_SLACK = 1.0  # points: "two-thirds (63%)" is loose, "three-in-ten (57%)" is wrong
# What stands between two shares that are compared, such as 58% vs. 41%.
PAIR = re.compile(
    r"^\s*(?:vs\.?|versus|compared\s+(?:with|to)|and|to|against|,|;|\u2013|-)\s*$", re.IGNORECASE
)
COMPARED = re.compile(
    r"\b(?:(?P<more>more|likelier|higher|greater|larger)|(?P<less>less|fewer|lower|smaller))\b"
    r"(?:[^.;()]*?)\bthan\b[^.;()]*\(?$",
    re.IGNORECASE,
)
AS_LIKELY = re.compile(r"\btimes\b|\btwice\b|\bas\s+(?:likely|many|much)\b", re.IGNORECASE)
# What stands before a share and between it and an earlier one: rose to 41% from 45%, up from 64%.
RISEN = r"\b(?:up|rose|risen|rising|increas\w+|grew|grown|climb\w+|jump\w*|higher)\b"
FALLEN = r"\b(?:down|fell|fallen|falling|decreas\w+|declin\w+|drop\w*|slip\w*|slid|dip\w*|lower)\b"
UP, DOWN = (re.compile(rf"{verb}[^.;()]*\bfrom\W+$", re.IGNORECASE) for verb in (RISEN, FALLEN))
TO = 15  # characters between "rose" and the share that it rose to


def contradictions_of(said: SaidSentence) -> dict[int, Judgement]:
    """The figures, by number, that the sentence's own words or other figures contradict."""
    found = dict[int, Judgement]()
    for number, other in (*_twins(said), *_pairs(said), *_trends(said)):
        found.setdefault(number, _itself(said.figures[number], said.figures[other]))
    return found


def with_twins(said: SaidSentence, decided: Sequence[Judgement]) -> list[Judgement]:
    """A spoken share that repeats an exact one beside it stands or falls with that one."""
    judged = list(decided)
    for number in range(1, len(said.figures)):
        one, other = number - 1, number
        first, second = said.figures[one].figure, said.figures[other].figure
        if not says_the_same(first, second) or len(_between(said, number)) > TWIN_REACH:
            continue
        spoken, exact = (other, one) if first.is_exact else (one, other)
        if judged[exact].verdict == "verified" and judged[spoken].reason in UNREAD:
            judged[spoken] = judged[exact]
    return judged


def _itself(one: SaidFigure, other: SaidFigure) -> Judgement:
    return Judgement(
        reason="itself",
        strength=CERTAIN,
        said=other.figure.text,
        found=one.figure.text,
    )


def _between(said: SaidSentence, number: int) -> str:
    first, second = said.figures[number - 1], said.figures[number]
    return said.text[said.tokens[first.at].end : said.tokens[second.at].start]


def _twins(said: SaidSentence) -> Iterator[tuple[int, int]]:
    """A spoken share and the exact one in brackets after it."""
    for number in range(1, len(said.figures)):
        spoken, exact = said.figures[number - 1].figure, said.figures[number].figure
        if not exact.is_exact or spoken.is_exact or spoken.unit is not exact.unit:
            continue
        between = _between(said, number)
        if "(" not in between or re.search(r"[;.]", between) or len(between) > 60:
            continue
        if not _is_twin(spoken, exact):
            yield number, number - 1


def _is_twin(spoken: Figure, exact: Figure) -> bool:
    low, high = spoken.allows()
    slack = 0.0 if spoken.form is Form.VAGUE else TWIN_SLACK
    return low - slack <= exact.value <= high + slack


def _pairs(said: SaidSentence) -> Iterator[tuple[int, int]]:
    """Two shares of which the words before say which is the greater."""
    for number in range(1, len(said.figures)):
        first, second = said.figures[number - 1].figure, said.figures[number].figure
        shares = first.unit is Unit.PERCENT and second.unit is Unit.PERCENT
        if not (shares and first.is_exact and second.is_exact):
            continue
        before = said.text[: said.tokens[said.figures[number - 1].at].start]
        compared = COMPARED.search(before)
        if not compared or not PAIR.match(_between(said, number)) or AS_LIKELY.search(before):
            continue
        is_greater = first.value > second.value
        if is_greater != bool(compared["more"]):
            yield number - 1, number


def _trends(said: SaidSentence) -> Iterator[tuple[int, int]]:
    """A later and an earlier share of which the words between say which way it went."""
    for number in range(1, len(said.figures)):
        now, then = said.figures[number - 1].figure, said.figures[number].figure
        shares = now.unit is Unit.PERCENT and then.unit is Unit.PERCENT
        if not (shares and now.is_exact and then.is_exact):
            continue
        start = said.tokens[said.figures[number - 1].at].start
        between = f"{said.text[max(0, start - TO) : start]} {_between(said, number)}"
        has_risen, has_fallen = now.value > then.value, now.value < then.value
        if (UP.search(between) and has_fallen) or (DOWN.search(between) and has_risen):
            yield number - 1, number

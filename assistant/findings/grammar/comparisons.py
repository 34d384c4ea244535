"""Two groups set side by side with a bracket each, or one bracket for both.

"More men (61%) than women (48%) have asked for a raise", "Twice as many tourists (40%) as
commuters (20%) use the ferry", "Workers (52%) are likelier than managers (34%) to have moved": the
words say whose each figure is, where a parse stumbles over the two halves of the comparison.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.findings.grammar.phrases import AGENTS
from assistant.findings.grammar.syntax import Aside
from assistant.findings.grammar.views import SentenceView
from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word, names_people
from assistant.findings.stems import words_of

GROUP = r"[^,;:\x00]{2,70}?"
MARK = r"(?:\s*\x00(?P<{0}>\d+)\x00)?"
REST = r"(?P<rest>[^;\x00]*)"
# as many tourists (40%) as commuters (20%) use the ferry; more men (61%) than women (48%) have …
AMOUNTS = re.compile(
    r"\b(?P<amount>as\s+(?:many|few|much)|more|fewer|"
    r"an?\s+(?:larger|higher|smaller|lower|greater|bigger)\s+(?:share|proportion|percentage)\s+of)\s+"
    rf"(?P<first>{GROUP}){MARK.format('one')}\s+(?:as|than)\s+(?:of\s+|among\s+|do\s+)?"
    rf"(?P<second>{GROUP}){MARK.format('two')}(?=\s+[a-z]|[,.;\x00]|$){REST}",
    re.IGNORECASE,
)
# younger workers (52%) are more likely than older workers (34%) to have moved
LIKELIHOOD = re.compile(
    rf"(?:^|[,;:]\s*|\bthat\s+|\b(?:and|but|while)\s+)(?P<first>{GROUP}){MARK.format('one')}\s+"
    r"(?:is|are|was|were|seem|appear|remain)\s+(?:\w+\s+){0,3}?"
    r"(?:likely|likelier|apt|inclined|willing|prone|keen|eager|able)\s+(?:as|than)\s+"
    rf"(?:(?:is|are|were)\s+)?(?P<second>{GROUP}){MARK.format('two')}\s+(?=to\s){REST}",
    re.IGNORECASE,
)
NEXT_CLAUSE = re.compile(r",\s+(?:and|but|while|whereas|though|compared)\b|\s\u2013\s")
# Two figures behind a dash: 72 percent to 62 percent.
PAIR_AFTER = re.compile(
    r"(?:\s[\u2013\u2014-]|,|:)\s+(?:by\s+)?[\w. ]{1,24}%?\s+"
    r"(?:to|vs\.?|versus|compared\s+(?:with|to)|and)\s+[\w. ]{1,24}%?(?=\W*$)",
    re.IGNORECASE,
)
LONGEST_GROUP = 8  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One group of a comparison, and what both are compared in."""

    people: str
    measure: str
    is_second: bool


def sides(view: SentenceView) -> dict[int, Side]:
    """The side of each figure, by its position, where a sentence compares two groups so."""
    asides = list(dict.fromkeys(a for a in view.asides if a is not None))
    plain = _marked(view, asides)
    found: dict[int, Side] = {}
    for pattern in (AMOUNTS, LIKELIHOOD):
        for match in pattern.finditer(plain):
            if _is_group(match["first"]) and _is_group(match["second"]):
                found.update(_assigned(view, asides, match, plain))
    return found


def _marked(view: SentenceView, asides: list[Aside]) -> str:
    """The sentence with each bracket that holds figures replaced by its number."""
    start, end = view.paragraph.span_of(view.sentence)
    parts = []
    for n, aside in enumerate(asides):
        parts += [view.text[start : aside.start], f" \x00{n}\x00"]
        start = aside.end
    return "".join([*parts, view.text[start:end]])


def _is_group(phrase: str) -> bool:
    """Whether a phrase names people and nothing that they do."""
    said = words_of(phrase)
    if not said or len(said) > LONGEST_GROUP or any(w in load("words")["reporting"] for w in said):
        return False
    return names_people(phrase) or any(is_people_word(w) or AGENTS.search(w) for w in said)


def _assigned(
    view: SentenceView, asides: list[Aside], match: re.Match[str], plain: str
) -> Iterator[tuple[int, Side]]:
    one, two = match["one"], match["two"]
    measure = _measure(match)
    first = Side(people=match["first"].strip(), measure=measure, is_second=False)
    second = Side(people=match["second"].strip(), measure=measure, is_second=True)
    if "amount" in match.groupdict() and (ratio := _ratio_before(view, match, plain)) is not None:
        yield ratio, first
    if one is None and two is None and (last := _pair_after(view, match)) is not None:
        at, words = last
        yield at, replace(first, measure=words)
        yield at + 1, replace(second, measure=words)
        return
    if one is not None and two is not None:
        yield from ((at, first) for at in _inside(view, asides[int(one)]))
        yield from ((at, second) for at in _inside(view, asides[int(two)]))
        return
    pair = two if one is None else None
    pair = pair or _pair_behind(match, plain)
    if one is None and pair is not None:
        inside = _inside(view, asides[int(pair)])
        if len(inside) == 2:
            yield inside[0], first
            yield inside[1], second


def _pair_after(view: SentenceView, match: re.Match[str]) -> tuple[int, str] | None:
    """The first of two figures at the end, "…: 72 percent to 62 percent", and the words before."""
    ending = PAIR_AFTER.search(match["rest"])
    shares = list(view.shares())
    if ending is None or len(shares) < 2:
        return None
    at = shares[-2]
    inside = [view.mentions[n].figure.text in ending.group() for n in (at, at + 1)]
    return (at, match["rest"][: ending.start()].strip(" ,")) if all(inside) else None


def _pair_behind(match: re.Match[str], plain: str) -> str | None:
    """The bracket at the end of a comparison that has none within."""
    behind = re.match(r"\s*\x00(\d+)\x00", plain[match.end() :])
    return behind.group(1) if behind else None


def _measure(match: re.Match[str]) -> str:
    """What is compared: all that follows the second group, up to the next clause."""
    rest = re.split(r",\s+(?:and|but|while|whereas|though|compared)\b|;|\s\u2013\s", match["rest"])[
        0
    ]
    return rest.strip(" ,.")


def _inside(view: SentenceView, aside: Aside) -> list[int]:
    return [n for n, a in enumerate(view.asides) if a is aside]


def _ratio_before(view: SentenceView, match: re.Match[str], plain: str) -> int | None:
    """The "twice" of "twice as many", if it stands right before."""
    before = plain[: match.start()].rstrip()
    for n, mention in enumerate(view.mentions):
        if view.asides[n] is None and before.endswith(mention.figure.text):
            same = [m for m in view.mentions if m.figure.text == mention.figure.text]
            return n if len(same) == 1 else None
    return None

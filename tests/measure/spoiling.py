"""Good replies made wrong in one thing: what a careless model might say of the same evidence.

Every wrong reply still claims that each figure in it is about the question.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any, TypeAlias

from assistant.align.evidence import Evidence, Marked
from assistant.figures import Figure, Form, Unit, bears_out
from assistant.period import years_in

Json: TypeAlias = dict[str, Any]
TOKEN = re.compile(r"\{(\d+)\}")
ANY_TOKEN = re.compile(r"\{[^{}]*\}")
OPENING = re.compile(r"^\W*(?:yes|no)\b\W*|^[^{}:]{1,60}:\s", re.IGNORECASE)
APART = 3.0  # points: figures nearer to each other than this may be one figure told twice
DENIALS = (
    (
        r"\b(do|does|did|is|are|was|were|should|would|will|can|could|has|have|had)n[\u2019']t\b",
        r"\1",
    ),
    (r"\b(?:do|does|did) not ", ""),
    (r"\bnot ", ""),
    (r"\bnever ", ""),
    (r"\bno (?=[a-z])", ""),
)
AFFIRMED = (
    (r"\b(is|are|was|were|should|would|will|can|could)\b(?! not)", r"\1 not"),
    (r"\b(likely|want|wants|able|prefer|expect|tend|need) to\b", r"\1 not to"),
    (
        r"(?<!the )(?<!in )(?<!of )(?<!to )(?<!their )"
        r"\b(?=(?:have|see|support|favor|expect|say|believe|think|approve|express|use|agree)\b)",
        "do not ",
    ),
)
TURNED = (
    ("rose", "fell"),
    ("increased", "decreased"),
    ("grew", "shrank"),
    ("up", "down"),
    ("more", "less"),
    ("most", "least"),
    ("better", "worse"),
    ("higher", "lower"),
    ("above", "below"),
    ("at least", "at most"),
    ("more than", "less than"),
    ("gained", "lost"),
    ("grow", "shrink"),
)
OPPOSED = (
    ("support", "oppose"),
    ("favor", "oppose"),
    ("approve", "disapprove"),
    ("agree", "disagree"),
    ("favorable", "unfavorable"),
    ("good", "bad"),
    ("acceptable", "unacceptable"),
    ("important", "unimportant"),
    ("excellent", "poor"),
    ("satisfied", "dissatisfied"),
    ("likely", "unlikely"),
    ("worried", "unworried"),
    ("concerned", "unconcerned"),
    ("easy", "hard"),
    ("easier", "harder"),
    ("positive", "negative"),
    ("serious", "unserious"),
    ("fairly", "unfairly"),
    ("stronger", "weaker"),
    ("too little", "too much"),
)
BESIDE = (", compared with {} of others", ", up from {}", ", and {} among women", " (some say {})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoiled:
    """A reply with one thing wrong in its sentence; `figure` is the number of a wrong figure."""

    kind: str
    reply: Json
    text: str
    figure: int = 0


@dataclass(frozen=True, kw_only=True)
class Good:
    """A good reply, its first sentence in words of the model's own, and the evidence for it."""

    reply: Json
    evidence: Evidence
    right: Callable[[Figure], bool]

    @cached_property
    def at(self) -> int:
        """Where among the reply's sentences the first in own words is; -1 where there is none."""
        said = self.reply["sentences"]
        return next((n for n, one in enumerate(said) if one.get("text")), -1)

    @cached_property
    def text(self) -> str:
        """That sentence."""
        return str(self.reply["sentences"][self.at]["text"])

    @cached_property
    def ids(self) -> list[int]:
        """The figures that stand in it by themselves, in order."""
        return [n for n in map(int, TOKEN.findall(self.text)) if n in self.evidence.figures]

    @cached_property
    def used(self) -> set[int]:
        """Every figure that the whole reply draws on."""
        texts = " ".join(one.get("text", "") for one in self.reply["sentences"])
        return set(_numbers(texts)) | {use["figure"] for use in self.reply.get("uses", ())}

    def marked(self, number: int) -> Marked:
        """A figure of the evidence."""
        return self.evidence.figures[number]

    def figure(self, number: int) -> Figure:
        """What a figure of the evidence is."""
        return self.marked(number).finding.statement.figure

    def others(self, number: int) -> list[Marked]:
        """Figures of the same unit that the reply has no use for and that are truly others."""
        mine = self.figure(number)
        return [
            m
            for n, m in self.evidence.figures.items()
            if n not in self.used
            and is_another(self.figure(n), mine)
            and not self.right(self.figure(n))
        ]

    def saying(
        self,
        kind: str,
        text: str,
        *,
        figure: int = 0,
        uses: Sequence[int] | None = None,
        cites: Sequence[str] | None = None,
    ) -> Spoiled:
        """The reply with another sentence in its place; all figures are about the question."""
        before = self.reply["sentences"][self.at]
        said = before | {"text": text} | ({} if cites is None else {"cites": list(cites)})
        sentences = [*self.reply["sentences"]]
        sentences[self.at] = said
        texts = " ".join(str(one.get("text", "")) for one in sentences)
        ids = dict.fromkeys(_numbers(texts)) if uses is None else uses
        roles = {use["figure"]: use.get("role", "answer") for use in self.reply.get("uses", [])}
        about = {"people": "same", "measure": "same", "period": "same"}
        told = [{"figure": n, "role": roles.get(n, "answer"), **about} for n in ids]
        return Spoiled(
            kind=kind,
            reply=self.reply | {"sentences": sentences, "uses": told},
            text=text,
            figure=figure,
        )

    def label(self) -> list[str]:
        """The label of the sentence that the first figure stands in."""
        return [self.marked(self.ids[0]).sentence] if self.ids else []


def _numbers(text: str) -> list[int]:
    return [int(n) for token in ANY_TOKEN.findall(text) for n in re.findall(r"\d+", token)]


def is_another(one: Figure, other: Figure) -> bool:
    """Whether two figures of one unit are surely not the same, told twice."""
    if one.form is Form.VAGUE or one.unit is not other.unit:
        return False
    if bears_out(one, other) or bears_out(other, one):
        return False
    is_share = one.unit in (Unit.PERCENT, Unit.POINTS)
    return abs(one.value - other.value) >= (APART if is_share else 0.05 * abs(other.value))


Spoil: TypeAlias = Callable[[Good, Random], Iterator[Spoiled]]


def _replaced(good: Good, kind: str, wrong: Marked) -> Spoiled:
    text = good.text.replace(f"{{{good.ids[0]}}}", f"{{{wrong.number}}}", 1)
    return good.saying(kind, text, figure=wrong.number)


def another_figure(good: Good, draw: Random) -> Iterator[Spoiled]:
    """Another figure of the sentence, the passage, another passage, or another wave."""
    if not good.ids:
        return
    mine = good.marked(good.ids[0])
    kinds: dict[str, list[Marked]] = {}
    for other in good.others(mine.number):
        kinds.setdefault(_whence(mine, other), []).append(other)
    for kind, found in kinds.items():
        yield _replaced(good, kind, draw.choice(found))


def _whence(mine: Marked, other: Marked) -> str:
    passages = [m.finding.passage for m in (mine, other)]
    if passages[0] != passages[1]:
        return "a figure of another passage"
    waves = [years_in(m.finding.statement.wave or "") for m in (mine, other)]
    if (waves[0] and waves[1] and not waves[0] & waves[1]) or _is_earlier(mine, other):
        return "the figure of another wave"
    same = mine.sentence == other.sentence
    return f"another figure of the same {'sentence' if same else 'passage'}"


def _is_earlier(mine: Marked, other: Marked) -> bool:
    roles = {m.finding.statement.role for m in (mine, other)}
    return mine.sentence == other.sentence and "earlier" in roles and len(roles) > 1


def exchanged(good: Good, draw: Random) -> Iterator[Spoiled]:
    """The two sides of a comparison exchanged."""
    if len(good.ids) < 2 or not is_another(*map(good.figure, good.ids[:2])):
        return
    one, other = (f"{{{n}}}" for n in good.ids[:2])
    text = good.text.replace(one, "\0").replace(other, one).replace("\0", other)
    yield good.saying("the two sides exchanged", text)


def typed(good: Good, draw: Random) -> Iterator[Spoiled]:
    """A number typed in place of a token, or beside it."""
    if not good.ids or good.figure(good.ids[0]).unit is not Unit.PERCENT:
        return
    value = good.figure(good.ids[0]).value
    others = [m.finding.statement.figure for m in good.others(good.ids[0])]
    near = [(round(value) + step) % 100 for step in (-18, -11, -7, 7, 11, 18)]
    shares = [Figure(text=f"{n}%", value=n, unit=Unit.PERCENT) for n in near]
    made_up = draw.choice([share.text for share in shares if not good.right(share)])
    wrong = draw.choice([made_up, *(f.text for f in others[:1])])
    token = f"{{{good.ids[0]}}}"
    text = good.text.replace(token, wrong, 1)
    yield good.saying("a number typed in place of a token", text, cites=good.label())
    clause = draw.choice(BESIDE).format(wrong)
    text = re.sub(r"(?=[.!?]$)", clause, good.text, count=1)
    yield good.saying("a number typed beside a token", text)


def negated(good: Good, draw: Random) -> Iterator[Spoiled]:
    """A negation dropped or added, never the "No" that opens an answer."""
    dropped = list(_changes(good.text, DENIALS))
    if dropped:
        yield good.saying("a negation dropped", draw.choice(dropped))
    added = [] if dropped else list(_changes(good.text, AFFIRMED))
    if added:
        yield good.saying("a negation added", draw.choice(added))


def turned(good: Good, draw: Random) -> Iterator[Spoiled]:
    """A word of direction, or an answer, for its contrary; yes for no."""
    for kind, pairs in (("rose for fell, more for less", TURNED), ("oppose for support", OPPOSED)):
        both = (*pairs, *((other, one) for one, other in pairs))
        words = [(rf"\b{one}\b(?! than ever)", other) for one, other in both]
        if found := list(_changes(good.text, words)):
            yield good.saying(kind, draw.choice(found))
    if opened := re.match(r"(Yes|No)\b", good.text):
        contrary = "No" if opened[1] == "Yes" else "Yes"
        yield good.saying("yes for no", contrary + good.text[opened.end() :])


def _changes(text: str, rules: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The text with one of the rules followed at one place, behind what opens it."""
    opening = OPENING.match(text)
    start = opening.end() if opening else 0
    for pattern, instead in rules:
        for match in re.finditer(pattern, text[start:]):
            before, behind = text[: start + match.start()], text[start + match.end() :]
            yield before + match.expand(instead) + behind


def quantified(good: Good, draw: Random) -> Iterator[Spoiled]:
    """Most, half or twice, untrue of the figure in whose place it stands."""
    if not good.ids or good.figure(good.ids[0]).unit is not Unit.PERCENT:
        return
    value = good.figure(good.ids[0]).value
    words = ["Most"] if value < 47 else []
    words += ["Half"] if abs(value - 50) > 8 else []
    words += ["Twice as many"] if len(good.ids) > 1 and not _is_double(good) else []
    token = f"{{{good.ids[0]}}}"
    if not words or re.search(rf"(?:fell|rose|from|to|by|median of) {re.escape(token)}", good.text):
        return
    word = draw.choice(words)
    word = word if good.text.startswith(token) else word.lower()
    of = "" if word.lower() != "half" else r"\1"
    text = re.sub(rf"{re.escape(token)}( of)?", word + of, good.text, count=1)
    yield good.saying("most, half or twice in place of a figure", text, cites=good.label())


def _is_double(good: Good) -> bool:
    first, second = (good.figure(n).value for n in good.ids[:2])
    return bool(second) and 1.7 < first / second < 2.3


def worked_out(good: Good, draw: Random) -> Iterator[Spoiled]:
    """A sum or a difference in place of a figure."""
    if not good.ids:
        return
    mine = good.marked(good.ids[0])
    near = [m for m in good.others(mine.number) if m.finding.passage == mine.finding.passage]
    near += [good.marked(n) for n in good.ids[1:2]]
    if not near or good.figure(mine.number).unit is not Unit.PERCENT:
        return
    other = draw.choice(near)
    total = good.figure(mine.number).value + good.figure(other.number).value
    word = "sum" if total <= 100 and draw.random() < 0.6 else "difference"
    token = f"{{{word} {mine.number} {other.number}}}"
    text = good.text.replace(f"{{{mine.number}}}", token, 1)
    yield good.saying("a sum or difference in place of a figure", text)


def unpointed(good: Good, draw: Random) -> Iterator[Spoiled]:
    """Figures not said to be about the question, figures that are not there, no citation."""
    if good.ids:
        yield good.saying("figures not said to be about the question", good.text, uses=())
        number = max(good.evidence.figures) + draw.randint(1, 300)
        text = good.text.replace(f"{{{good.ids[0]}}}", f"{{{number}}}", 1)
        yield good.saying("a number that stands for nothing", text)
    bare = good.text
    if len(ANY_TOKEN.findall(bare)) == 1:
        bare = re.sub(r"^((?:Yes|No), )?\{\d+\} (?:of )?", r"\1", bare)
        bare = re.sub(r": \{\d+\} of them\b", ": they", bare)
        bare = bare[:1].upper() + bare[1:]
    if not ANY_TOKEN.search(bare):
        yield good.saying("no token and no citation", bare, cites=(), uses=())


SPOILS: tuple[Spoil, ...] = (
    another_figure,
    exchanged,
    typed,
    negated,
    turned,
    quantified,
    worked_out,
    unpointed,
)
KINDS = (
    "another figure of the same sentence",
    "another figure of the same passage",
    "a figure of another passage",
    "the two sides exchanged",
    "the figure of another wave",
    "a number typed in place of a token",
    "a number typed beside a token",
    "a negation dropped",
    "a negation added",
    "rose for fell, more for less",
    "oppose for support",
    "yes for no",
    "most, half or twice in place of a figure",
    "a sum or difference in place of a figure",
    "figures not said to be about the question",
    "a number that stands for nothing",
    "no token and no citation",
)


def spoil(good: Good, draw: Random) -> Iterator[Spoiled]:
    """Every wrong reply that can be made of a good one, at most one of a kind."""
    for make in SPOILS:
        yield from make(good, draw)

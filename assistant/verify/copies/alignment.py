"""A claim laid along a source text, token by token: what is the same and what was changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.figures import Figure
from assistant.findings.stems import WORD, stem, stop_words
from assistant.numerals import read_figures

FIGURE = "#"  # the key of every figure: figures are laid side by side and compared afterwards
NOT = re.compile(r"n['\u2019]t$", re.IGNORECASE)  # don't, isn\u2019t
IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "cannot": "can"}

# What laying two tokens side by side is worth, and what leaving one out costs.
SAME_FIGURE, SAME_WORD, SAME_STEM, SAME_LIGHT = 1.5, 1.0, 0.8, 0.4
OTHER_UNIT = 0.5  # a figure beside one of another unit
SKIP_SAID, SKIP_SOURCE = -0.5, -0.3
LIGHT_WEIGHT = 0.3  # of a word without content in the share of a claim that is found


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or a figure of a text; punctuation is none. `key` is what it is compared by."""

    text: str
    key: str
    start: int
    end: int
    figure: Figure | None = None

    @property
    def is_light(self) -> bool:
        """Whether the token has no content of its own."""
        return self.figure is None and self.key in stop_words()

    @property
    def weight(self) -> float:
        """How much of a claim's content the token is."""
        return LIGHT_WEIGHT if self.is_light else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Tokens of the claim that stand where other tokens of the source do; either may be empty."""

    said: tuple[Token, ...]
    source: tuple[Token, ...]
    said_at: int
    source_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Positions that go together, the runs between them, and how much of the claim was found."""

    said: tuple[Token, ...]
    source: tuple[Token, ...]
    pairs: tuple[tuple[int, int], ...]
    runs: tuple[Run, ...]
    coverage: float


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words and figures of a text.

    >>> [t.key for t in tokens_of("They don't say 58 percent (U.S.).")]
    ['they', 'do', 'not', 'say', '#', 'us']
    """
    tokens: list[Token] = []
    at = 0
    for mention in read_figures(text):
        tokens += _words(text, at, mention.start)
        tokens.append(
            Token(
                text=text[mention.start : mention.end],
                key=FIGURE,
                start=mention.start,
                end=mention.end,
                figure=mention.figure,
            )
        )
        at = mention.end
    return (*tokens, *_words(text, at, len(text)))


def _words(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    for match in WORD.finditer(text, start, end):
        word = match.group()
        for key in _keys(word):
            tokens.append(Token(text=word, key=key, start=match.start(), end=match.end()))
    return tokens


def _keys(word: str) -> tuple[str, ...]:
    lower = word.lower().replace("\u2019", "'")
    if lower == "cannot":
        return "can", "not"
    if NOT.search(lower):
        verb = NOT.sub("", lower)
        return IRREGULAR.get(verb, verb), "not"
    plain = lower.removesuffix("'s").removesuffix("'")
    return (plain.replace(".", "") if re.fullmatch(r"(?:[a-z]\.)+[a-z]\.?", plain) else plain,)


def align(said: Sequence[Token], source: Sequence[Token]) -> Alignment:
    """The best way to lay all of a claim along some stretch of a source.

    >>> source = tokens_of("In all, 41% of men say they approve of the plan, up from 30%.")
    >>> found = align(tokens_of("43% of women say they approve of the plan"), source)
    >>> [(r.said[0].text, r.source[0].text) for r in found.runs]
    [('women', 'men')]
    """
    pairs = _contiguous(said, source) or _best_pairs(said, source)
    total = sum(t.weight for t in said)
    matched = sum(said[i].weight for i, _ in pairs)
    return Alignment(
        said=tuple(said),
        source=tuple(source),
        pairs=tuple(pairs),
        runs=tuple(_runs(said, source, pairs)),
        coverage=matched / total if total else 0.0,
    )


def _contiguous(said: Sequence[Token], source: Sequence[Token]) -> list[tuple[int, int]]:
    """The pairs where the claim stands in the source word for word."""
    wanted, there = [t.key for t in said], [t.key for t in source]
    for start in range(len(there) - len(wanted) + 1):
        if there[start : start + len(wanted)] == wanted:
            return [(i, start + i) for i in range(len(wanted))]
    return []


def _worth(one: Token, other: Token) -> float:
    if (one.figure is None) != (other.figure is None):
        return 0.0
    if one.figure is not None and other.figure is not None:
        return SAME_FIGURE if one.figure.unit is other.figure.unit else OTHER_UNIT
    if one.key == other.key:
        return SAME_LIGHT if one.is_light else SAME_WORD
    return SAME_STEM if not one.is_light and stem(one.key) == stem(other.key) else 0.0


def _best_pairs(said: Sequence[Token], source: Sequence[Token]) -> list[tuple[int, int]]:
    """Dynamic programming; what stands before and after in the source costs nothing."""
    rows, columns = len(said), len(source)
    scores = [[0.0] * (columns + 1)]
    for i in range(rows):
        above = scores[-1]
        row = [above[0] + SKIP_SAID]
        one = said[i]
        for j in range(columns):
            best = max(above[j + 1] + SKIP_SAID, row[j] + SKIP_SOURCE)
            worth = _worth(one, source[j])
            row.append(max(best, above[j] + worth) if worth else best)
        scores.append(row)
    last = max(range(columns + 1), key=lambda j: (scores[rows][j], -j))
    return _trace(said, source, scores, (rows, last))


def _trace(
    said: Sequence[Token],
    source: Sequence[Token],
    scores: Sequence[Sequence[float]],
    end: tuple[int, int],
) -> list[tuple[int, int]]:
    pairs = []
    i, j = end
    while i > 0 and j > 0:
        here = scores[i][j]
        worth = _worth(said[i - 1], source[j - 1])
        if worth and abs(scores[i - 1][j - 1] + worth - here) < 1e-9:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif abs(scores[i - 1][j] + SKIP_SAID - here) < 1e-9:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _runs(
    said: Sequence[Token], source: Sequence[Token], pairs: Sequence[tuple[int, int]]
) -> list[Run]:
    if not pairs:
        return []
    # Before the first pair and after the last, the source's side is as long as the claim's.
    first, last = pairs[0], pairs[-1]
    head, tail = first[0], len(said) - last[0] - 1
    bounds = [
        (0, max(0, first[1] - head), *first),
        *((a + 1, b + 1, c, d) for (a, b), (c, d) in pairwise(pairs)),
        (last[0] + 1, last[1] + 1, len(said), min(len(source), last[1] + 1 + tail)),
    ]
    return [
        Run(said=tuple(said[a:c]), source=tuple(source[b:d]), said_at=a, source_at=b)
        for a, b, c, d in bounds
        if c > a or (d > b and a not in (0, len(said)))
    ]

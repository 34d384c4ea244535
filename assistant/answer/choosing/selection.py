"""Which sentences of a passage belong to the answer: a small chain model over its sentences.

Each sentence has a score from its features; neighbours get a bonus for being chosen together,
because answers run on. Weights are in `data/selection.yaml`; how they were fitted and what they
reach is in `docs/answering.md` and `tests/measure/selection.py`.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import exp, log, log1p

from assistant.answer.material import Candidate
from assistant.figures import Form, Unit
from assistant.findings.lexicon import load
from assistant.findings.populations import population_of
from assistant.findings.stems import content_stems, stem, stop_words, words_of
from assistant.numerals import read_figures
from assistant.retrieve.query import Query
from assistant.survey import Facet

Features = dict[str, list[float]]


def chosen_sentences(query: Query, candidate: Candidate) -> tuple[int, ...]:
    """The numbers of the sentences that answer the question, in the passage's order.

    At least one is chosen, the likeliest.
    """
    if not candidate.sentences:
        return ()
    chances = sentence_chances(query, candidate)
    threshold = load("selection")["threshold"]
    chosen = tuple(n for n, chance in enumerate(chances) if chance > threshold)
    return chosen or (max(range(len(chances)), key=lambda n: chances[n]),)


def sentence_chances(query: Query, candidate: Candidate) -> list[float]:
    """For each sentence of a passage, the probability that it belongs to the answer."""
    model = load("selection")
    scores = _weighed(model["sentences"], sentence_features(query, candidate))
    bonuses = _weighed(model["neighbours"], neighbour_features(candidate))
    return marginals(scores, bonuses)


def _weighed(model: dict[str, list[float]], features: Features) -> list[float]:
    """Each row's score; a feature has its weight, its mean and its deviation in the model."""
    length = len(next(iter(features.values())))
    return [
        sum(w * (features[name][n] - mean) / dev for name, (w, mean, dev) in model.items())
        for n in range(length)
    ]


def marginals(scores: Sequence[float], bonuses: Sequence[float]) -> list[float]:
    """The probability of each link of a chain being chosen (forward and backward sums).

    With no bonus every link stands alone, and is chosen with the logistic of its score.

    >>> [round(p, 3) for p in marginals([0.0, 2.0], [0.0])]
    [0.5, 0.881]
    """
    length = len(scores)
    forward = [(1.0, exp(scores[0]))]
    for n in range(1, length):
        left, taken = forward[-1]
        stay, score = exp(bonuses[n - 1]), exp(scores[n])
        forward.append(_scaled(left * stay + taken, score * (taken * stay + left)))
    backward = [(1.0, 1.0)]
    for n in range(length - 2, -1, -1):
        left, taken = backward[0][0], backward[0][1] * exp(scores[n + 1])
        stay = exp(bonuses[n])
        backward.insert(0, _scaled(left * stay + taken, taken * stay + left))
    both = [(f[0] * b[0], f[1] * b[1]) for f, b in zip(forward, backward, strict=True)]
    return [taken / (left + taken) for left, taken in both]


def _scaled(left: float, taken: float) -> tuple[float, float]:
    return left / (left + taken), taken / (left + taken)


def sentence_features(query: Query, candidate: Candidate) -> Features:
    """What the model knows of each sentence; every list is as long as the passage has sentences."""
    cosines, sentences = candidate.sentence_similarities, candidate.sentences
    figured = [float(_has_share(s)) for s in sentences]
    length, best = len(sentences), max(cosines)
    best_figured = max((c for c, f in zip(cosines, figured, strict=True) if f), default=None)
    gaps = [best - c for c in cosines]
    shared, before = _term_overlap(query, sentences)
    agree, contradict = _facet_overlap(query, sentences)
    return {
        "bias": [1.0] * length,
        "figured": figured,
        "passage figured": [log1p(sum(figured))] * length,
        "gap": gaps,
        "cosine": list(cosines),
        "best figured": [float(c == best_figured) for c in cosines],
        "terms": [s - max(shared) for s in shared],
        "pairs": _pair_overlap(query, sentences),
        "terms before": before,
        "length of passage": [log(length)] * length,
        "alone": [float(length == 1)] * length,
        "length": [log(1 + len(s)) for s in sentences],
        "wide gap": [float(query.is_wide) * gap for gap in gaps],
        "narrow": [float(not query.is_wide)] * length,
        "people agree": agree,
        "people contradict": contradict,
        "hangs on": [float(n > 0 and hangs_on(s)) for n, s in enumerate(sentences)],
    }


def neighbour_features(candidate: Candidate) -> Features:
    """What the model knows of each pair of neighbours."""
    sentences = candidate.sentences
    pairs = len(sentences) - 1
    return {
        "bias": [1.0] * pairs,
        "length of passage": [log(len(sentences))] * pairs,
        "hangs on": [float(hangs_on(s)) for s in sentences[1:]],
    }


def _has_share(sentence: str) -> bool:
    figures = (mention.figure for mention in read_figures(sentence))
    return any(f.unit is Unit.PERCENT and f.form is Form.DIGITS for f in figures)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"[\"\u201c(\[]*(?:{load('links')['opening']})\b", re.IGNORECASE)


def hangs_on(sentence: str) -> bool:
    """Whether a sentence opens with words that lean on the one before it.

    >>> hangs_on("By comparison, 40% of men agree."), hangs_on("Men agree.")
    (True, False)
    """
    return bool(_link().match(sentence))


def _term_overlap(query: Query, sentences: Sequence[str]) -> tuple[list[float], list[float]]:
    """The share of the question's terms in each sentence, and in the one before it only.

    A term counts for more the fewer sentences of the passage have it.
    """
    stems = [content_stems(s) for s in sentences]
    weights = {
        t: log(1 + (len(stems) + 1) / (sum(t in s for s in stems) + 0.5)) for t in query.terms
    }
    total = sum(weights.values()) or 1.0
    shared = [sum(weights[t] for t in query.terms & own) / total for own in stems]
    before = [frozenset(), *stems[:-1]]
    missed = [
        sum(weights[t] for t in (query.terms & other) - own) / total
        for own, other in zip(stems, before, strict=True)
    ]
    return shared, missed


def _pair_overlap(query: Query, sentences: Sequence[str]) -> list[float]:
    asked = _pairs(query.text)
    return [len(asked & _pairs(s)) / max(1, len(asked)) for s in sentences]


def _pairs(text: str) -> set[tuple[str, str]]:
    words = [stem(w) for w in words_of(text) if w not in stop_words()]
    return set(pairwise(words))


def _facet_overlap(query: Query, sentences: Sequence[str]) -> tuple[list[float], list[float]]:
    """How much of who is asked about each sentence names, and whether it names others instead."""
    asked = {f for p in query.populations for f in p.facets if f.kind != "quality"}
    kinds = {f.kind for f in asked}
    agree, contradict = [], []
    for sentence in sentences:
        named = {f for f in population_of(sentence).facets if f.kind in kinds}
        agree.append(len(asked & named) / len(asked) if asked else 0.5)
        contradict.append(float(any(_only_others(kind, asked, named) for kind in kinds)))
    return agree, contradict


def _only_others(kind: str, asked: set[Facet], named: set[Facet]) -> bool:
    here = {f for f in named if f.kind == kind}
    return bool(here) and not here & asked

"""Whether the corpus covers a question at all: a measured threshold, not a feeling."""

from collections.abc import Iterable
from functools import cache
from math import log
from typing import cast

from assistant.answer.choosing.matching import is_enough
from assistant.answer.material import Candidate, Material
from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems
from assistant.retrieve.query import Query


@cache
def _model() -> dict[str, float]:
    return cast(dict[str, float], load("coverage"))


def is_covered(material: Material, candidate: Candidate) -> bool:
    """Whether a passage bears on the question.

    Questions for one figure need more than those that want a description.
    """
    model = _model()
    needed = model["least"] + model["more passages"] * log(max(1, material.searched))
    if not material.query.is_wide:
        needed += model["one figure"]
    return support(material.query, candidate) >= needed


def names_what_is_asked(query: Query, sentences: Iterable[str]) -> bool:
    """Whether sentences have enough of the question's words to answer with one figure."""
    terms = query.measure_terms
    own = content_stems(" ".join(sentences))
    if not terms:
        return True
    share = len(terms & own) / len(terms)
    return share >= _model()["one figure terms"] and is_enough(len(terms & own), share)


def is_about_surveys(material: Material) -> bool:
    """Whether anything in the corpus is at all like the question."""
    best = [c.best_similarity for c in material.candidates]
    best += [c.similarity for c in material.cells]
    return max(best, default=0.0) >= _model()["in scope"]


def support(query: Query, candidate: Candidate) -> float:
    """The log odds that the passage answers the question rather than one on a similar matter."""
    model = _model()
    return (
        model["intercept"]
        + model["best sentence"] * candidate.best_similarity
        + model["passage"] * candidate.similarity
        + model["terms"] * shared_terms(query, candidate)
    )


def shared_terms(query: Query, candidate: Candidate) -> float:
    """The share of the question's terms that the passage or its heading has."""
    if not query.terms:
        return 0.5
    own = content_stems(candidate.passage.text + " " + candidate.passage.heading)
    return len(query.terms & own) / len(query.terms)

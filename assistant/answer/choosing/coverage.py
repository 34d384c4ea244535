"""Whether a question is about anything that surveys tell: a measured threshold, not a feeling."""

from typing import cast

from assistant.answer.material import Material
from assistant.findings.lexicon import load


def is_about_surveys(material: Material) -> bool:
    """Whether anything in the corpus is at all like the question."""
    best = [c.best_similarity for c in material.candidates]
    best += [c.similarity for c in (*material.cells, *material.counted)]
    return max(best, default=0.0) >= cast(float, load("coverage")["in scope"])

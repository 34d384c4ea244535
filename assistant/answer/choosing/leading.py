"""Which figure of a sentence is the one that is asked for: a small model over its figures.

The figures of a sentence compete under a linear score (a conditional logit; McFadden, 1974). The
weights are in `data/leading.yaml`, fitted by `python -m tests.measure.leading`.
"""

import re
from collections.abc import Sequence
from functools import cache
from math import exp

from assistant.answer.choosing.matching import asked_population, fit_of, is_share
from assistant.answer.material import Material
from assistant.figures import Form, Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems

NEAR_AFTER = 60  # characters after a figure in which a denial is its own


def figure_chances(material: Material, text: str, findings: Sequence[Finding]) -> list[float]:
    """For each figure of a sentence, in its order, the probability that it is the one asked for."""
    weights: dict[str, float] = load("leading")
    rows = figure_features(material, text, findings)
    scores = [sum(weights[name] * value for name, value in row.items()) for row in rows]
    most = max(scores, default=0.0)
    odds = [exp(score - most) for score in scores]
    return [odd / sum(odds) for odd in odds]


def figure_features(
    material: Material, text: str, findings: Sequence[Finding]
) -> list[dict[str, float]]:
    """What speaks for each figure: its people, its own words, and the words beside it."""
    query = material.query
    asked, stems = asked_population(query), query.terms
    denies = _denies(query.text)
    rows = []
    for number, (finding, (before, after)) in enumerate(
        zip(findings, _beside(text, findings), strict=True)
    ):
        statement = finding.statement
        fit = fit_of(asked, statement.population)
        wave = statement.wave or ""
        is_then = any(year in wave for year in query.waves)
        rows.append(
            {
                "first": float(number == 0),
                "same people": float(fit == "same"),
                "near people": float(fit == "near"),
                "other people": float(fit == "other"),
                "is a share": float(is_share(finding)),
                "per cent": float(statement.figure.unit is Unit.PERCENT),
                "vague": float(statement.figure.form is Form.VAGUE),
                "in digits": float(any(c.isdigit() for c in statement.figure.text)),
                "words before": _part(stems, content_stems(before)),
                "words after": _part(stems, content_stems(after)),
                "words of measure": _part(stems, content_stems(statement.measure.text)),
                "words of people": _part(stems, content_stems(statement.population.text)),
                "measure denies": float(_denies(statement.measure.text) != denies),
                "denied after": float(_denies(after[:NEAR_AFTER]) != denies),
                "in brackets": float(before.rstrip().endswith("(")),
                "another wave": float(bool(query.waves and wave) and not is_then),
            }
        )
    return rows


def _beside(text: str, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """The words before and after each figure, up to the figures beside it."""
    if not findings:
        return []
    start = findings[0].statement.sentence_start
    spans = [(f.statement.start - start, f.statement.end - start) for f in findings]
    ends = [0, *(end for _, end in spans[:-1])]
    starts = [*(begin for begin, _ in spans[1:]), len(text)]
    return [
        (text[before:begin], text[end:after])
        for (begin, end), before, after in zip(spans, ends, starts, strict=True)
    ]


def _part(asked: frozenset[str], own: frozenset[str]) -> float:
    return len(asked & own) / len(asked) if asked else 0.0


def _denies(text: str) -> bool:
    return bool(_denial().search(text))


@cache
def _denial() -> re.Pattern[str]:
    return re.compile(load("questions")["denying"], re.IGNORECASE)

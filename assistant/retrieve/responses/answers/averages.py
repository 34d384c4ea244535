"""Which statistic a question asks for: the share of an answer, a mean or a median."""

import re
from functools import cache

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import load
from assistant.retrieve.responses.answers.meant import range_meant
from assistant.retrieve.responses.measures import names_scale
from assistant.statistics.estimate import Statistic

SHARE = re.compile(r"\b(?:share|percent(?:age)?|per cent|proportion|portion|fraction)\b", re.I)


def statistic_of(text: str, question: Question) -> Statistic | None:
    """Share, mean or median; None where the question cannot have what is asked for."""
    wanted = next((name for name, pattern in _averages() if pattern.search(text)), None)
    if wanted is None and question.type == "numeric" and range_meant(text, question):
        return "share"
    if question.type == "numeric" or (question.type == "scale" and wanted):
        return None if wanted is None and SHARE.search(text) else wanted or "mean"
    if question.type == "open":
        return None
    return "share" if wanted is None or names_scale(text) else None


@cache
def _averages() -> tuple[tuple[Statistic, re.Pattern[str]], ...]:
    said = load("questions")["averages"]
    return (
        ("mean", re.compile(said["mean"], re.IGNORECASE)),
        ("median", re.compile(said["median"], re.IGNORECASE)),
    )

"""What a model says that is simply given findings and a question, and which figures are wrong."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer.models.offered import Offered
from assistant.numerals import read_figures
from assistant.verify.check import Check

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SYSTEM = (
    "You answer questions about surveys from the findings that are given, in one or two sentences."
)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
PERCENTAGE = re.compile(rf"({NUMBER.pattern})\s*(?:%|per ?cent\b)", re.IGNORECASE)
BASE = re.compile(r"\s*\(base: [^()]*\)")
CITATION = re.compile(r"\s\[\d+\]")


def ask_simply(model: "BaseChatModel", question: str, offered: Offered) -> str:
    """The model's answer to the question, with the findings before it as plain text."""
    lines = [
        f"- {told['figure']}: {told['people']}; {told['measure']}"
        + (f"; {told['wave']}" if told["wave"] else "")
        + (f"; base: {told['base']}" if told["base"] else "")
        for told in (offer.described for offer in offered.offers)
    ]
    given = "\n".join(dict.fromkeys(lines))
    return model.invoke([("system", SYSTEM), ("user", f"{given}\n\n{question}")]).text


def counted(check: Check) -> dict[str, int]:
    """How many figures of a text are wrong by the product's own check, or borne out by nothing."""
    verdicts = [figure.verdict for claim in check.claims for figure in claim.figures]
    return {verdict: verdicts.count(verdict) for verdict in ("contradicted", "unsupported")}


def strays(text: str, figures: Sequence[str], question: str) -> bool:
    """Whether a text has figures that are none of those given, by a rule that knows no grammar.

    Either it has a percentage that neither they nor the question have, or it has numbers, and none
    of them is a given one: "The answer is 2018."

    >>> strays("The answer is 20.1%.", ["10%"], "What share in 2017?")
    True
    >>> strays("The answer is 2017.", ["10%"], "What share in 2017?")
    True
    >>> strays("In 2017, 10 percent did.", ["10%"], "What share in 2017?")
    False
    """
    given = set(_numbers(" ".join(figures)))
    percentages = set(map(_number, PERCENTAGE.findall(text)))
    said = set(_numbers(text))
    return bool(percentages - given - set(_numbers(question)) or (said and not said & given))


def misses(text: str, figure: str) -> bool:
    """Whether a text answers with percentages of which none is the one that was asked for.

    >>> misses("The answer is 29%.", "40%"), misses("29% against 40%.", "40%"), misses("?", "40%")
    (True, False, False)
    """
    said = set(map(_number, PERCENTAGE.findall(text)))
    return bool(said) and not said & set(_numbers(figure))


def _numbers(text: str) -> list[float]:
    spelt = [float(m.figure.value) for m in read_figures(text)]
    return spelt + [_number(found) for found in NUMBER.findall(text)]


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def without_citations(text: str) -> str:
    """The text of an answer without the marks of its citations.

    >>> without_citations("86% of bakers agree. [1] [2]")
    '86% of bakers agree.'
    """
    return CITATION.sub("", text)


def without_base(text: str) -> str:
    """The text of an answer without the bases, which are no figures of its own.

    >>> without_base("86% of bakers agree (base: 1,204).")
    '86% of bakers agree.'
    """
    return BASE.sub("", text)

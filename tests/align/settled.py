"""What becomes of a model's sentences on a question about library visits.

A token stands for a figure by how it is written: {54%}; {#77} for a number that is not there.
"""

import json
import re
from typing import Any

from assistant.align.alignment import Tried
from assistant.align.asking.reply import QuestionReply, read_reply
from assistant.align.evidence import Evidence
from assistant.align.question import Settling
from tests.align.evidenced import COMPUTERS, OPENING, VISITS, about, evidence_of, material, number

VISITED = "What share of county residents visited a public library?"
SEXES = "Do women or men support evening opening more?"
PREMISE = "Is it true that 99% of county residents visited a public library?"
BOATS = "What share of visitors who came by boat were late?"
QUOTES = {*re.split(r"(?<=\.) (?=[A-Z])", f"{VISITS} {OPENING} {COMPUTERS}")}
WRITTEN = re.compile(r"(?<=[{ ])(\d[\d,]*%?(?:#\d)?|half)(?=[} ])")


def settled(question: str, *said: str | dict[str, Any], **uses: dict[str, Any]) -> list[Tried]:
    """What becomes of sentences; every figure in them is said to be about the question.

    `uses` say otherwise of a figure by its text, with _ for %.
    """
    asked = material(question)
    evidence = evidence_of(asked)
    others = {number(evidence, text.replace("_", "%")): told for text, told in uses.items()}
    sentences = [numbered(evidence, one) for one in said]
    used = {n for one in sentences for n in ids_in(one.get("text", ""))} | set(others)
    reply = {"sentences": sentences, "uses": [about(n) | others.get(n, {}) for n in sorted(used)]}
    settling = Settling(
        material=asked,
        evidence=evidence,
        reply=read_reply(json.dumps(reply), QuestionReply),
        question=question,
    )
    return list(settling.sentences())


def numbered(evidence: Evidence, said: str | dict[str, Any]) -> dict[str, Any]:
    one = {"text": said} if isinstance(said, str) else said
    written = {
        figure: WRITTEN.sub(lambda m: str(number(evidence, m[0])), figure)
        for figure in re.findall(r"\{[^{}]*\}", one.get("text", ""))
    }
    text = one.get("text", "").replace("{#", "{")
    for figure, token in written.items():
        text = text.replace(figure, token)
    return one | ({"text": text} if text else {})


def ids_in(text: str) -> list[int]:
    return [int(n) for token in re.findall(r"\{[^{}]*\}", text) for n in re.findall(r"\d+", token)]


def shown(tried: Tried) -> list[str]:
    """What is shown of a sentence: itself, or the sources' own in its place."""
    own = [tried.sentence.text] if tried.sentence and not tried.why else []
    return own or [sentence.claim for sentence in tried.instead]

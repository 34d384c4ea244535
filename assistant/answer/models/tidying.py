"""What language models put around their sentences, taken off: the small ones above all."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache

from assistant.answer.draft import DraftSentence
from assistant.findings.lexicon import load

BULLET = re.compile(r"^\s*(?:[-*\u2022>]+|\d+[.)])\s+")
FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})")
DATA = re.compile(r'^\s*[\[{]\s*[{"]')
BASE = re.compile(r"\s*\((?:base|n)\s*[:=]\s*[\d,]+[^()]*\)", re.IGNORECASE)
QUOTES_ONE = re.compile(r'^[^"{}\d]*\s"([^"]+[.!?])"\.?$')  # The sentence is "…."
MARKS = (('"', '"'), ("\u201c", "\u201d"), ("'", "'"), ("\u2018", "\u2019"))
SENTENCE_KEYS = ("sentence", "text")
MOST_REPEATS = 3  # a model that says the same so often has come into a loop


def tidied(line: str) -> str:
    """A line of a reply without bullet, label, quotation marks and bold; empty if it is no prose.

    >>> tidied('- **Answer:** "{f1} of bakers like rye."')
    '{f1} of bakers like rye.'
    >>> tidied('{"sentence": "{f1} of bakers like rye."}')
    '{f1} of bakers like rye.'
    >>> tidied('```json'), tidied('{"id": "f1", "figure": "86%"}')
    ('', '')
    """
    if FENCE.match(line):
        return ""
    if DATA.match(line):
        return tidied(_sentence_of_data(line))
    text = BULLET.sub("", line.replace("**", "").strip())
    return _unquoted(_label().sub("", _unquoted(text), count=1))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"^(?:{load('replies')['labels']})\s*:\s*", re.IGNORECASE)


def _sentence_of_data(line: str) -> str:
    """The sentence in a line of JSON such as the prompt has; a figure or a source is none."""
    try:
        data = json.loads(line.strip().rstrip(","))
    except (ValueError, RecursionError):
        return ""
    if not isinstance(data, dict):
        return ""
    said = next((data[key] for key in SENTENCE_KEYS if isinstance(data.get(key), str)), "")
    return "" if DATA.match(said) else said


def _unquoted(text: str) -> str:
    """A text without the marks that it is quoted in as a whole, or that are left open.

    >>> _unquoted('"86% of bakers."'), _unquoted('"86% of bakers.'), _unquoted('"Yes" said 86%.')
    ('86% of bakers.', '86% of bakers.', '"Yes" said 86%.')
    """
    for opening, closing in MARKS:
        if not text.startswith(opening):
            continue
        rest = text[len(opening) :]
        if closing not in rest:
            return rest.strip()
        if rest.rstrip(" .,").find(closing) == len(rest.rstrip(" .,")) - len(closing):
            return (rest.rstrip(" .,")[: -len(closing)]).strip()
    quoted = QUOTES_ONE.match(text)
    return quoted[1] if quoted else text


def without_base(text: str) -> str:
    """A sentence without the base that it repeats, which is put there again from the finding.

    >>> without_base("86% of bakers like rye (base: 1,150).")
    '86% of bakers like rye.'
    """
    return BASE.sub("", text)


def once(sentences: Iterable[DraftSentence], *, most: int) -> Iterator[DraftSentence]:
    """Each sentence the first time it comes, until there are enough of them or it is a loop."""
    seen: set[str] = set()
    repeats = 0
    for sentence in sentences:
        if sentence.claim in seen:
            repeats += 1
        else:
            seen.add(sentence.claim)
            yield sentence
        if len(seen) >= most or repeats >= MOST_REPEATS:
            return

"""Which encoding a file's bytes are in, where they are not UTF-8."""

import codecs
import re
import unicodedata
from pathlib import Path

SAMPLED = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOSTLY_NULLS = 0.1  # of the bytes of text in UTF-16, for its delimiters at least have one
MOST_AMISS = 0.25  # of the letters and signs beyond ASCII that look wrong in their word
# The encodings of one byte a character, the likeliest first, and what people call them.
WESTERN = "Western text (Windows-1252 or Latin-1)"
KNOWN = {
    "cp1252": WESTERN,
    "mac_roman": "Western text of an older Mac (Mac Roman)",
    "cp1250": "Central European text (Windows-1250)",
    "cp1251": "Cyrillic text (Windows-1251)",
    "koi8_r": "Cyrillic text (KOI8-R)",
    "cp1253": "Greek text (Windows-1253)",
    "cp850": "Western text of DOS (code page 850)",
    "latin-1": WESTERN,
    "cp1254": "Turkish text (Windows-1254)",
}
# Bytes that are letters of one language and not of the other in the same places.
_TURKISH = frozenset(b"\xf0\xfe\xfd\xdd\xde\xd0")
_RUSSIAN = frozenset(b"\xe0\xff\xc0")  # its commonest letter and its last; hardly ever Greek
_ICELANDIC = frozenset(b"\xe1\xed\xf3\xfa\xe6\xe9")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WITHIN_WORDS = "\u2019\u2018\u00ad"  # signs that stand between letters
_ACCENTS = "\u00b8\u02dc\u00a8\u00b4\u02d9\u02da\u02dd\u02db\u02c7\u2020\u2021\u2030"
LONGEST_RUN = 2  # letters with accents in a row


def marked(path: Path) -> str:
    """The encoding that a file's first bytes say, or that of UTF-16 without them; else nothing."""
    with path.open("rb") as file:
        start = file.read(SAMPLED)
    by_mark = next((name for mark, name in MARKS if start.startswith(mark)), "")
    if by_mark or start.count(0) < MOSTLY_NULLS * len(start):
        return by_mark
    plain = {name: _plain_signs(start, name) for name in ("utf-16-le", "utf-16-be")}
    best = max(plain, key=lambda name: plain[name])
    return best if plain[best] > MOSTLY_NULLS * len(start) / 2 else ""


def _plain_signs(data: bytes, encoding: str) -> int:
    """How many characters are ASCII text; 0 where one is a NUL, or there is no line break."""
    text = data[: len(data) // 2 * 2].decode(encoding, "ignore")
    if "\0" in text or not set(text) & {"\n", "\r"}:
        return 0
    return sum(" " <= sign <= "~" or sign in "\r\n\t" for sign in text)


def guessed(path: Path) -> str:
    """The encoding of one byte a character in which a file's words look right; else nothing.

    Lines without a byte beyond ASCII say nothing and are passed over.
    """
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < SAMPLED and (block := file.read(SAMPLED)):
            lines += [line for line in block.splitlines() if not line.isascii()]
            size = sum(map(len, lines))
    sample = b"\n".join(lines)[:SAMPLED]
    scores = {name: amiss(sample.decode(name, "replace")) for name in KNOWN if name != "cp1254"}
    best = min(scores, key=lambda name: scores[name])
    if scores[best] > MOST_AMISS:
        return ""
    if best == "cp1251" and not set(sample) & _RUSSIAN and scores["cp1253"] <= scores[best]:
        return "cp1253"
    is_turkish = set(sample) & _TURKISH and not set(sample) & _ICELANDIC
    return "cp1254" if best == "cp1252" and is_turkish else best


def amiss(text: str) -> float:
    """The share of characters beyond ASCII that look wrong where they stand.

    >>> amiss("d\u00e9j\u00e0 vu"), amiss("d\u017dj\u02c6 vu")
    (0.0, 1.0)
    """
    places = [found.start() for found in _BEYOND_ASCII.finditer(text)]
    wrong = sum(_is_amiss(text, place) for place in places)
    return wrong / len(places) if places else 0.0


def _is_amiss(text: str, place: int) -> bool:
    sign = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not sign.isalpha():
        is_within = before.isalpha() and after.isalpha() and sign not in _WITHIN_WORDS
        is_accent = sign in _ACCENTS and (before.isalpha() or after.isalpha())
        is_other = unicodedata.category(sign)[0] == "C" or sign == "\ufffd"
        return is_within or is_accent or is_other or _is_run(text, place)
    if sign.isupper() and before.isalpha() and not _word(text, place).isupper():
        return True
    others = [other for other in (before, after) if other.isalpha()]
    if any(_script(other) != _script(sign) for other in others):
        return True
    return _script(sign) == "LATIN" and _is_run(text, place)


def _word(text: str, place: int) -> str:
    start = end = place
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _is_run(text: str, place: int) -> bool:
    """Whether a character is one of more than a few beyond ASCII in a row."""
    around = text[max(0, place - LONGEST_RUN) : place + LONGEST_RUN + 1]
    return any(len(run) > LONGEST_RUN for run in re.findall(r"[^\x00-\x7f]+", around))

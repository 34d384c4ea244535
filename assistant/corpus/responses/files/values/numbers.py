"""Numbers as people write them: 1,234.5 or 1.234,5, with a currency or a per cent sign."""

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

Decimal = Literal[".", ","]
"""The sign before a number's decimals."""

_SIGNS = "$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20ba"
_CODES = (
    "AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HUF|INR|JPY"
    "|KES|KRW|MXN|NGN|NOK|NZD|PLN|RUB|SEK|TRY|USD|ZAR"
)
_CURRENCY = f"(?:(?:US|CA|AU|NZ|HK|[CARS])?[{_SIGNS}]|{_CODES}|kr[.]?|Fr[.]|z\u0142)"
_SPACES = " \u00a0\u202f"
_BEFORE = f"^[-+\u2212]?(?:{_CURRENCY}[{_SPACES}]?)?[-+\u2212]?"
_AFTER = rf"(?:[eE][-+]?\d{{1,3}})?(?:[{_SPACES}]?(?:%|{_CURRENCY}))?$"
_BESIDE = f"{_CURRENCY}|[%'\u2019{_SPACES}]"  # all in a number that is none of it


def _pattern(decimal: Decimal) -> str:
    """A number with that decimal sign, whose thousands may stand apart."""
    point, mark = re.escape(decimal), re.escape("," if decimal == "." else ".")
    marks = (mark, f"[{_SPACES}]", "['\u2019]")
    grouped = "|".join(f"[1-9][0-9]{{0,2}}(?:{one}[0-9]{{3}})+" for one in marks)
    if decimal == ".":
        grouped += "|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"  # India's 1,00,000
    return rf"{_BEFORE}(?:(?:{grouped})(?:{point}\d*)?|\d+(?:{point}\d*)?|{point}\d+){_AFTER}"


PATTERNS: dict[Decimal, str] = {".": _pattern("."), ",": _pattern(",")}
_NUMBER = {decimal: re.compile(pattern, re.ASCII) for decimal, pattern in PATTERNS.items()}
CODE = "^0[0-9]+$"  # "01", "02134": no amount, for a nought leads it
_CODE = re.compile(CODE)


def is_number(text: str, decimal: Decimal = ".") -> bool:
    """Whether an answer is a number.

    >>> [is_number(text) for text in ("-3.5", "1,234", "$50,335", "45%", "0,5", "18 - 34", "")]
    [True, True, True, True, False, False, False]
    >>> [is_number(text, ",") for text in ("0,5", "1.234,5", "1 234,5 \u20ac", "1.5")]
    [True, True, True, False]
    """
    return bool(_NUMBER[decimal].match(text))


def number_in(text: str, decimal: Decimal = ".") -> float:
    """The number that an answer is.

    >>> number_in("$50,335"), number_in("-1.234,5 \u20ac", ","), number_in("45%")
    (50335.0, -1234.5, 45.0)
    """
    bare = re.sub(_BESIDE, "", text.replace("\u2212", "-"))
    if decimal == ",":
        return float(bare.replace(".", "").replace(",", "."))
    return float(bare.replace(",", ""))


def numbers_in(texts: "pa.Array", decimal: Decimal = ".") -> "pa.Array":
    """The answers as numbers, null where they are none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    fits = pc.match_substring_regex(texts, pattern=PATTERNS[decimal])
    bare = pc.if_else(fits, texts, pa.scalar(None, pa.string()))
    bare = pc.replace_substring(bare, pattern="\u2212", replacement="-")
    bare = pc.replace_substring_regex(bare, pattern=rf"{_BESIDE}|^\+", replacement="")
    mark = "," if decimal == "." else "."
    bare = pc.replace_substring(bare, pattern=mark, replacement="")
    return pc.replace_substring(bare, pattern=decimal, replacement=".").cast(pa.float64())


def is_code(text: str) -> bool:
    """Whether digits are a code and no amount.

    >>> [is_code(text) for text in ("01", "02134", "0", "0.5", "10")]
    [True, True, False, False, False]
    """
    return bool(_CODE.match(text))


def sign_in(text: str) -> str:
    """The currency or per cent sign beside a number; empty where there is none.

    >>> sign_in("$50,335"), sign_in("45 %"), sign_in("12")
    ('$', '%', '')
    """
    found = re.search(rf"%|{_CURRENCY}", text)
    return found[0] if found else ""

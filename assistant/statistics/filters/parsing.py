"""The words of a `--where` expression, and the tree they make; nothing is looked up yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.errors import BadFilter
from assistant.statistics.filters.expression import (
    EVERYBODY,
    KEYWORDS,
    All,
    AnyOf,
    Comparison,
    Filter,
    Not,
    Operator,
)

LONGEST_TEXT = 4000
DEEPEST_NESTING = 20
MOST_COMPARISONS = 50
MOST_VALUES = 300

Kind = Literal["name", "value", "sign", "end"]

_WORD = re.compile(
    r"""\s*(?:
    `(?P<quoted_name>(?:[^`]|``)+)`              # `my column`
    | '(?P<single>(?:[^'\\]|\\.)*)'              # 'Very likely'
    | "(?P<double>(?:[^"\\]|\\.)*)"              # "Don't know"
    | \u201c(?P<curly>[^\u201d]*)\u201d          # as a word processor writes it
    | \u2018(?P<curly_single>[^\u2019]*)\u2019
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))       # 30, -1.5
    | (?P<name>[^\W\d]\w*)                       # q0004_0001, and
    | (?P<sign><=|>=|==|!=|<>|[<>=()\[\],])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\([\\'\"])")  # \' within '…'
_SAME_SIGN = {"=": "==", "<>": "!="}
_TURNED: dict[str, Operator] = {
    "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=",
}  # fmt: skip
_COMPARING = frozenset(_TURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of an expression and where it stands."""

    kind: Kind
    text: str
    at: int

    def is_keyword(self, *keywords: str) -> bool:
        """Whether it is one of these words of the language, letter case aside."""
        return self.kind == "sign" and self.text in keywords


def parse_expression(text: str) -> Filter:
    """The tree of an expression, with names and values as they are written.

    >>> parse_expression("18 <= age")
    Comparison(question='age', operator='>=', values=('18',))
    >>> parse_expression("")
    All(terms=())
    """
    if len(text) > LONGEST_TEXT:
        raise BadFilter(f"the filter is longer than {LONGEST_TEXT} characters")
    words = list(_words(text))
    if len(words) == 1:
        return EVERYBODY
    reader = _Reader(words)
    tree = reader.read_any(0)
    if reader.next.kind != "end":
        raise reader.unexpected("'and', 'or' or the end")
    return tree


def _words(text: str) -> Iterator[Word]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _WORD.match(text, at)
        if found is None or found.lastgroup is None:
            rest = text[at:].strip()
            raise BadFilter(f"the filter cannot be read from {rest[:30]!r} on")
        yield _word(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        at = found.end()
    yield Word(kind="end", text="", at=end)


def _word(group: str, text: str, at: int) -> Word:
    match group:
        case "quoted_name":
            return Word(kind="name", text=text.replace("``", "`"), at=at)
        case "name" if text.casefold() in KEYWORDS:
            return Word(kind="sign", text=text.casefold(), at=at)
        case "name":
            return Word(kind="name", text=text, at=at)
        case "sign":
            return Word(kind="sign", text=_SAME_SIGN.get(text, text), at=at)
        case "single" | "double":
            return Word(kind="value", text=_ESCAPED.sub(r"\1", text), at=at)
        case _:
            return Word(kind="value", text=text, at=at)


class _Reader:
    """Reads words from left to right."""

    def __init__(self, words: list[Word]) -> None:
        self._words = words
        self._at = 0
        self._comparisons = 0
        self._values = 0

    @property
    def next(self) -> Word:
        return self._words[self._at]

    def unexpected(self, wanted: str) -> BadFilter:
        """The error for the next word, with what should stand there."""
        found = repr(self.next.text) if self.next.kind != "end" else "the end"
        return BadFilter(f"the filter needs {wanted} where it has {found}")

    def read_any(self, depth: int) -> Filter:
        terms = [self._read_all(depth)]
        while self._took("or"):
            terms.append(self._read_all(depth))
        return terms[0] if len(terms) == 1 else AnyOf(terms=tuple(terms))

    def _read_all(self, depth: int) -> Filter:
        terms = [self._read_term(depth)]
        while self._took("and"):
            terms.append(self._read_term(depth))
        return terms[0] if len(terms) == 1 else All(terms=tuple(terms))

    def _read_term(self, depth: int) -> Filter:
        if depth > DEEPEST_NESTING:
            raise BadFilter(f"the filter is nested more than {DEEPEST_NESTING} deep")
        if self._took("not"):
            return Not(term=self._read_term(depth + 1))
        if self._took("("):
            inner = self.read_any(depth + 1)
            self._need(")")
            return inner
        return self._read_comparison()

    def _read_comparison(self) -> Filter:
        self._comparisons += 1
        if self._comparisons > MOST_COMPARISONS:
            raise BadFilter(f"the filter makes more than {MOST_COMPARISONS} comparisons")
        if self.next.kind == "value":
            return self._read_from_value()
        name = self._read_name()
        if self._took("in"):
            return Comparison(question=name, operator="in", values=self._read_list())
        if self._took("not"):
            self._need("in")
            return Comparison(question=name, operator="not in", values=self._read_list())
        operator = self._read_operator()
        return Comparison(question=name, operator=operator, values=(self._read_value(),))

    def _read_from_value(self) -> Filter:
        """A comparison the other way round, which may be a range: 18 <= age < 30."""
        low = self._read_value()
        turned = _TURNED[self._read_operator()]
        name = self._read_name()
        first = Comparison(question=name, operator=turned, values=(low,))
        if not self.next.is_keyword(*_COMPARING):
            return first
        operator = self._read_operator()
        second = Comparison(question=name, operator=operator, values=(self._read_value(),))
        return All(terms=(first, second))

    def _read_name(self) -> str:
        if self.next.kind != "name":
            raise self.unexpected("a question's id")
        return self._take().text

    def _read_operator(self) -> Operator:
        if not self.next.is_keyword(*_COMPARING):
            raise self.unexpected("a comparison such as == or in")
        sign = self._take().text
        return _TURNED[_TURNED[sign]]

    def _read_value(self) -> str:
        if self.next.kind == "name":
            raise BadFilter(f"put the value in quotes: {self.next.text!r}")
        if self.next.kind != "value":
            raise self.unexpected("a value in quotes, or a number")
        self._values += 1
        if self._values > MOST_VALUES:
            raise BadFilter(f"the filter names more than {MOST_VALUES} values")
        return self._take().text

    def _read_list(self) -> tuple[str, ...]:
        closing = {"[": "]", "(": ")"}.get(self.next.text if self.next.kind == "sign" else "")
        if closing is None:
            raise self.unexpected("a list such as ['a', 'b']")
        self._take()
        values = [self._read_value()]
        while self._took(","):
            if self.next.is_keyword(closing):
                break
            values.append(self._read_value())
        self._need(closing)
        return tuple(values)

    def _take(self) -> Word:
        word = self.next
        self._at += 1
        return word

    def _took(self, keyword: str) -> bool:
        if not self.next.is_keyword(keyword):
            return False
        self._at += 1
        return True

    def _need(self, keyword: str) -> None:
        if not self._took(keyword):
            raise self.unexpected(repr(keyword))

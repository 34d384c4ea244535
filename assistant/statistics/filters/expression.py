"""A filter as a tree of comparisons, and as the text that reads back as the same tree."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Operator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
KEYWORDS = frozenset({"and", "or", "not", "in"})

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")  # q0004_0001
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")  # -3.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One question, or one column of a set, against one or more values.

    Values are option labels, or numbers as text; only `in` and `not in` take more than one.
    """

    question: str
    operator: Operator
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """People who gave an answer, but not this one."""

    term: "Filter"


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """People of whom every term is true; without terms, everybody."""

    terms: tuple["Filter", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """People of whom at least one term is true."""

    terms: tuple["Filter", ...]


Filter: TypeAlias = Comparison | Not | All | AnyOf
EVERYBODY = All(terms=())


def render_where(filter: Filter) -> str:
    r"""The filter as text, which `parse_where` reads back as the same filter.

    >>> young = Comparison(question="age", operator="<", values=("30",))
    >>> south = Comparison(question="my region", operator="==", values=("South",))
    >>> render_where(All(terms=(young, Not(term=south))))
    "age < 30 and not `my region` == 'South'"
    >>> render_where(Comparison(question="q1", operator="in", values=("Don't know", "Other")))
    'q1 in ["Don\'t know", \'Other\']'
    """
    match filter:
        case Comparison(question=name, operator=("in" | "not in") as operator, values=values):
            return f"{_name(name)} {operator} [{', '.join(_value(value) for value in values)}]"
        case Comparison(question=name, operator=operator, values=values):
            return f"{_name(name)} {operator} {_value(values[0])}"
        case Not(term=term):
            return f"not {_within(term)}"
        case All(terms=terms):
            return " and ".join(_within(term) for term in terms)
        case AnyOf(terms=terms):
            return " or ".join(_within(term) for term in terms)


def _within(term: Filter) -> str:
    written = render_where(term)
    return f"({written})" if isinstance(term, All | AnyOf) else written


def _name(name: str) -> str:
    if _PLAIN_NAME.match(name) and name.casefold() not in KEYWORDS:
        return name
    return "`" + name.replace("`", "``") + "`"


def _value(value: str) -> str:
    if _PLAIN_NUMBER.match(value):
        return value
    mark = '"' if "'" in value and '"' not in value else "'"
    return mark + value.replace("\\", "\\\\").replace(mark, "\\" + mark) + mark

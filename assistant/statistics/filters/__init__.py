"""Filters: who is meant by `--where` and by a question's base, and whether they are too few."""

from assistant.statistics.filters.disclosure import shown_groups
from assistant.statistics.filters.expression import (
    EVERYBODY,
    All,
    AnyOf,
    Comparison,
    Filter,
    Not,
    Operator,
    render_where,
)
from assistant.statistics.filters.meaning import as_ibis
from assistant.statistics.filters.names import parse_where

__all__ = [
    "EVERYBODY",
    "All",
    "AnyOf",
    "Comparison",
    "Filter",
    "Not",
    "Operator",
    "as_ibis",
    "parse_where",
    "render_where",
    "shown_groups",
]

"""The tables as the latest migration leaves them; their names keep apart from others' tables."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Table

VERSIONS = "assistant_history"  # which migrations have been run
ANSWERS = "assistant_answers"
RATINGS = "assistant_ratings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Answers as given, in the order of `n`, and at most one rating of each."""

    answers: "Table"
    ratings: "Table"


@cache
def tables() -> Tables:
    """The tables, described once."""
    import sqlalchemy as sa

    described = sa.MetaData()
    whole = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite counts up only these
    answers = sa.Table(
        ANSWERS,
        described,
        sa.Column("n", whole, primary_key=True),
        sa.Column("conversation", sa.String),
        sa.Column("answer_id", sa.String),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("question", sa.Text),
        sa.Column("answer_json", sa.Text),
        sa.Column("answerer", sa.Text),
        sa.Column("input_tokens", sa.BigInteger),
        sa.Column("output_tokens", sa.BigInteger),
        sa.Column("cost_usd", sa.Double),
    )
    ratings = sa.Table(
        RATINGS,
        described,
        sa.Column("answer_id", sa.String, primary_key=True),
        sa.Column("rating", sa.String),
        sa.Column("comment", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True)),
    )
    return Tables(answers=answers, ratings=ratings)

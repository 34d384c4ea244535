"""Keep what readers think of answers, and what answers cost."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of ratings, which go with their answers, and count tokens."""
    op.create_table(
        "assistant_ratings",
        sa.Column(
            "answer_id",
            sa.String(100),
            sa.ForeignKey("assistant_answers.answer_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("rating", sa.String(4), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rating IN ('up', 'down')", name="assistant_rating_is_known"),
    )
    for tokens in ("input_tokens", "output_tokens"):
        count = sa.Column(tokens, sa.BigInteger, nullable=False, server_default="0")
        op.add_column("assistant_answers", count)
    op.add_column("assistant_answers", sa.Column("cost_usd", sa.Double, nullable=True))

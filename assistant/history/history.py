"""The history: what was asked, what was answered, and what readers thought of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant.errors import BadInput, NotKept
from assistant.history.kept import (
    LONGEST_ANSWERER,
    LONGEST_COMMENT,
    LONGEST_QUESTION,
    Conversation,
    Kept,
    Opinion,
    Rating,
    Remembered,
    bounded,
    checked_id,
    checked_json,
)
from assistant.history.store import Store
from assistant.history.tables import tables

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row

MOST_TURNS = 20
Clock: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Several threads and processes may keep, read and delete at once."""

    store: Store
    clock: Clock

    @classmethod
    def open(cls, url: str, *, clock: Clock) -> "History":
        """The history at a URL, made where there is none.

        Raises:
            BadInput: The URL cannot be one.
            HistoryUnavailable: What is there cannot be opened.
        """
        return cls(store=Store.open(url), clock=clock)

    def keep(self, conversation: str, kept: Kept) -> None:
        """Add an answer as given to a conversation, which begins with its first answer.

        Raises:
            BadInput: An id is none, something is too long, or the answer is kept already.
        """
        answer_id = checked_id(kept.answer_id, what="answer")
        row = {
            "conversation": checked_id(conversation, what="conversation"),
            "answer_id": answer_id,
            "at": self._now(),
            "question": bounded(kept.question, longest=LONGEST_QUESTION, what="question"),
            "answer_json": checked_json(kept.answer_json),
            "answerer": bounded(kept.answerer, longest=LONGEST_ANSWERER, what="answerer's name"),
            "input_tokens": kept.input_tokens,
            "output_tokens": kept.output_tokens,
            "cost_usd": kept.cost_usd,
        }
        from sqlalchemy.exc import IntegrityError

        with self.store.writing() as connection:
            try:
                connection.execute(tables().answers.insert().values(row))
            except IntegrityError:
                raise BadInput(f"answer {answer_id!r} is kept already") from None

    def turns(self, conversation: str) -> tuple[str, ...]:
        """The last questions of a conversation, oldest first."""
        checked_id(conversation, what="conversation")
        answers = tables().answers
        latest = (
            answers.select()
            .with_only_columns(answers.c.question)
            .where(answers.c.conversation == conversation)
            .order_by(answers.c.n.desc())
            .limit(MOST_TURNS)
        )
        with self.store.reading() as connection:
            return tuple(reversed(connection.execute(latest).scalars().all()))

    def answers(self, conversation: str) -> tuple[Remembered, ...]:
        """The answers of a conversation with their ratings, oldest first; empty for none."""
        import sqlalchemy as sa

        checked_id(conversation, what="conversation")
        answers, ratings = tables().answers, tables().ratings
        rated_at = ratings.c.at.label("rated_at")
        wanted = (
            sa.select(answers, ratings.c.rating, ratings.c.comment, rated_at)
            .join_from(answers, ratings, answers.c.answer_id == ratings.c.answer_id, isouter=True)
            .where(answers.c.conversation == conversation)
            .order_by(answers.c.n)
        )
        with self.store.reading() as connection:
            return tuple(map(_remembered, connection.execute(wanted)))

    def conversations(self, limit: int | None = None) -> tuple[Conversation, ...]:
        """The conversations in brief, the latest first."""
        import sqlalchemy as sa

        answers, first = tables().answers, tables().answers.alias("first")
        brief = (
            sa.select(
                answers.c.conversation,
                sa.func.min(answers.c.n).label("first"),
                sa.func.max(answers.c.n).label("last"),
                sa.func.min(answers.c.at).label("began"),
                sa.func.max(answers.c.at).label("latest"),
                sa.func.count().label("answers"),
            )
            .group_by(answers.c.conversation)
            .order_by(sa.desc("last"))
            .limit(limit)
            .subquery()
        )
        wanted = (
            sa.select(brief, first.c.question)
            .join_from(brief, first, first.c.n == brief.c.first)
            .order_by(brief.c.last.desc())
        )
        with self.store.reading() as connection:
            return tuple(map(_conversation, connection.execute(wanted)))

    def rate(self, answer_id: str, *, rating: Opinion, comment: str = "") -> None:
        """Keep what a reader thinks of an answer, in place of what was thought before.

        Raises:
            NotKept: No such answer is kept.
            BadInput: The comment is too long.
        """
        checked_id(answer_id, what="answer")
        comment = bounded(comment, longest=LONGEST_COMMENT, what="comment")
        answers, ratings = tables().answers, tables().ratings
        row = {"answer_id": answer_id, "rating": rating, "comment": comment, "at": self._now()}
        # The answer's row is locked, so that of two readers one comes after the other.
        rated = answers.select().where(answers.c.answer_id == answer_id).with_for_update()
        with self.store.writing() as connection:
            if connection.execute(rated).first() is None:
                raise NotKept("answer")
            connection.execute(ratings.delete().where(ratings.c.answer_id == answer_id))
            connection.execute(ratings.insert().values(row))

    def delete(self, conversation: str) -> int:
        """Delete a conversation with its ratings, and return how many answers it had."""
        checked_id(conversation, what="conversation")
        return self._delete(tables().answers.c.conversation == conversation)

    def delete_before(self, day: date) -> int:
        """Delete every answer that was given before a day began, in UTC; return how many."""
        return self._delete(tables().answers.c.at < datetime.combine(day, time.min, tzinfo=UTC))

    def delete_all(self) -> int:
        """Delete everything, and return how many answers there were."""
        return self._delete(tables().answers.c.n.is_not(None))

    def close(self) -> None:
        """Let go of every connection."""
        self.store.close()

    def _delete(self, which: "ColumnElement[bool]") -> int:
        """Ratings go with their answers, by the tables' own rule."""
        with self.store.writing() as connection:
            deleted = connection.execute(tables().answers.delete().where(which)).rowcount
        self.store.forget()
        return deleted

    def _now(self) -> datetime:
        return self.clock().astimezone(UTC)


def _remembered(row: "Row[Any]") -> Remembered:
    rating = None
    if row.rating is not None:
        rating = Rating(rating=row.rating, comment=row.comment, at=_in_utc(row.rated_at))
    kept = Kept(
        answer_id=row.answer_id,
        question=row.question,
        answer_json=row.answer_json,
        answerer=row.answerer,
        input_tokens=row.input_tokens,
        output_tokens=row.output_tokens,
        cost_usd=row.cost_usd,
    )
    return Remembered(conversation=row.conversation, at=_in_utc(row.at), kept=kept, rating=rating)


def _conversation(row: "Row[Any]") -> Conversation:
    return Conversation(
        id=row.conversation,
        began=_in_utc(row.began),
        latest=_in_utc(row.latest),
        answers=row.answers,
        first_question=row.question,
    )


def _in_utc(at: datetime) -> datetime:
    """SQLite keeps no zone, so what it gives back is the UTC that was put in."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)

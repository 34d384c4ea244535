"""Conversations, answers as given and what readers thought of them, kept until they are deleted."""

from assistant.history.history import History
from assistant.history.kept import (
    Conversation,
    Kept,
    Rating,
    Remembered,
    new_answer_id,
    new_conversation_id,
)
from assistant.history.place import history_url

__all__ = [
    "Conversation",
    "History",
    "Kept",
    "Rating",
    "Remembered",
    "history_url",
    "new_answer_id",
    "new_conversation_id",
]

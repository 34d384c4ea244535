"""Turns of a conversation made into questions that stand alone."""

from assistant.retrieve.turns.conversation import Asked, is_unsure, resolve, standalone

__all__ = ["Asked", "is_unsure", "resolve", "standalone"]

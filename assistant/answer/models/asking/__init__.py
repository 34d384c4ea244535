"""Asking a language model: its calls for one answer, how they fail, and what they take."""

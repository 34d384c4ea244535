"""Prose → statements: every figure of a text with who, what and when."""

from assistant.findings.prose.statements import read_paragraphs, read_statements

__all__ = ["read_paragraphs", "read_statements"]

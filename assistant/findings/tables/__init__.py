"""Published tables → findings."""

from assistant.findings.tables.reading import read_tables

__all__ = ["read_tables"]

"""Published tables → findings."""

from assistant.findings.tables.reading import read_checked, read_tables

__all__ = ["read_checked", "read_tables"]

"""Engines: where responses are counted, our own parquet by DuckDB or a table where it lives.

A statistic is one expression, and only its few grouped rows come back; so the same code counts in
DuckDB, embedded here, and on PostgreSQL, Spark, Trino or BigQuery (`docs/engines.md`).
"""

from assistant.statistics.engines.opening import collect, open_table
from assistant.statistics.engines.place import Place, read_place

__all__ = ["Place", "collect", "open_table", "read_place"]

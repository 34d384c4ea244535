"""Engines that hold the responses themselves: PostgreSQL, Spark, Trino, BigQuery."""

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import EngineUnavailable
from assistant.statistics.engines.place import SPARK_FILES, Place

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis import Table

CONNECT_SECONDS = 10
QUERY_SECONDS = 120

_here = threading.local()  # server connections: one a thread, for none may be shared in a query


def open_postgres(place: Place) -> "Table":
    """A table on a PostgreSQL server, in a session that cannot write.

    A password is found as libpq finds it: in ~/.pgpass, or in PGPASSWORD.
    """
    address = (place.user, place.host, place.port, place.path, place.options)
    kept: dict[Any, Any] = _here.__dict__.setdefault("postgres", {})
    backend = kept.get(address)
    if backend is None or backend.con.closed or backend.con.broken:
        backend = kept[address] = _connected(place)
    return backend.table(place.table, database=place.schema or None)


def _connected(place: Place) -> Any:
    import ibis
    from psycopg.types.numeric import FloatLoader

    asked = dict(place.options)
    bounds = f"-c default_transaction_read_only=on -c statement_timeout={QUERY_SECONDS * 1000}"
    backend = ibis.postgres.connect(
        host=asked.pop("host", None) or place.host or None,
        port=place.port or 5432,
        user=place.user or None,
        database=place.steps[0],
        connect_timeout=CONNECT_SECONDS,
        application_name="survey-assistant",
        options=bounds,
        **asked,
    )
    # PostgreSQL takes 1.0 for a decimal, and the expressions mean a double.
    backend.con.adapters.register_loader("numeric", FloatLoader)
    return backend


def open_spark(place: Place) -> "Table":
    """A table of Spark's catalogue, or a file that Spark reads."""
    import ibis

    master = place.host if place.host.startswith("local") else f"spark://{place.host}:{place.port}"
    backend = ibis.pyspark.connect(_spark_session(master))
    if not place.path:
        return backend.table(place.table, database=place.schema or None)
    reader = getattr(backend, SPARK_FILES[Path(place.path).suffix])
    options = {"header": True} if place.path.endswith(".csv") else {}
    return reader(place.path, **options)


def _spark_session(master: str) -> Any:
    """The process's one Spark session; Spark allows no second."""
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None and running.sparkContext.master != master:
        raise EngineUnavailable(
            f"spark at {master}: this process is with {running.sparkContext.master} already, and "
            "Spark allows one; name the same in every survey.yaml"
        )
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "1g",
        "spark.sql.session.timeZone": "UTC",
    }
    if master.startswith("local"):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "4"}
    builder = SparkSession.builder.master(master).appName("survey-assistant")
    return builder.config(map=settings).getOrCreate()


def spark_rows(expression: "Table") -> "pa.Table":
    """The rows of an expression from Spark, by Arrow: ibis goes through pandas, which rounds."""
    backend = expression.get_backend()
    rows = backend.raw_sql(backend.compile(expression)).toArrow()
    return rows.cast(expression.schema().to_pyarrow())


def open_trino(place: Place) -> "Table":
    """A table on a Trino server; its password is in TRINO_PASSWORD, as for Trino's own client."""
    import ibis
    from trino.auth import BasicAuthentication

    catalog, schema = place.steps
    password = os.environ.get("TRINO_PASSWORD")
    secure = password is not None or place.port in (443, 8443)
    backend = ibis.trino.connect(
        user=place.user or "survey-assistant",
        auth=BasicAuthentication(place.user, password) if password is not None else None,
        host=place.host,
        port=place.port or (443 if secure else 8080),
        database=catalog,
        schema=schema,
        source="survey-assistant",
        http_scheme="https" if secure else "http",
        request_timeout=CONNECT_SECONDS,
        session_properties={"query_max_run_time": f"{QUERY_SECONDS}s"},
    )
    return backend.table(place.table)


def open_bigquery(place: Place) -> "Table":
    """A table of BigQuery, by Google's application default credentials."""
    import google.auth
    import ibis

    # Asked for here, because ibis would open a browser to sign somebody in.
    credentials, _ = google.auth.default(["https://www.googleapis.com/auth/bigquery.readonly"])
    backend = ibis.bigquery.connect(
        project_id=place.host, dataset_id=place.steps[0], credentials=credentials
    )
    return backend.table(place.table)

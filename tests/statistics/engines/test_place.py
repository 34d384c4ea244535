import pytest

from assistant.errors import BadManifest
from assistant.statistics.engines import read_place
from assistant.statistics.engines.place import masked


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgres://ann@db:5433/polls#a", ("postgres", "db", 5433, "/polls", "a")),
        ("postgresql://[::1]:5432/polls#a", ("postgres", "::1", 5432, "/polls", "a")),
        ("postgres:///polls?host=/run/pg#a", ("postgres", "", None, "/polls", "a")),
        ("spark://local[2]#a", ("spark", "local[2]", None, "", "a")),
        ("spark://local[*]/x/y.csv", ("spark", "local[*]", None, "/x/y.csv", "")),
        ("pyspark://head:7077#a", ("spark", "head", 7077, "", "a")),
        ("trino://ann@t:8443/hive/polls#a", ("trino", "t", 8443, "/hive/polls", "a")),
        ("bigquery://project/polls#a", ("bigquery", "project", None, "/polls", "a")),
        ("duckdb:///x/polls.duckdb#a", ("duckdb", "", None, "/x/polls.duckdb", "a")),
    ],
)
def test_a_url_names_an_engine_and_a_table(url: str, place: tuple[str | int | None, ...]) -> None:
    read = read_place(url)

    assert (read.engine, read.host, read.port, read.path, read.table) == place


def test_a_table_may_stand_in_a_schema_and_have_a_point_in_its_name() -> None:
    place = read_place("postgres://db/polls#spring%202024.answers%2Efinal")

    assert (place.schema, place.table) == ("spring 2024", "answers.final")


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mysql://db/polls#answers", "names no engine"),
        ("file:///etc/passwd", "names no engine"),
        ("postgres://db/polls", "lacks something"),
        ("postgres://db#answers", "lacks something"),
        ("postgres://db/polls/more#answers", "lacks something"),
        ("postgres://db/polls?options=-csearch_path%3Dx#answers", "too much"),
        ("postgres://db:99999/polls#answers", "no port"),
        ("postgres://a@b@db/polls#answers", "cannot be read"),
        ("spark://local[2]", "lacks something"),
        ("spark://local[two]#answers", "lacks something"),
        ("spark://local[2]/etc/passwd", "lacks something"),
        ("spark://head#answers", "lacks something"),
        ("trino://t/hive#answers", "lacks something"),
        ("bigquery://project#answers", "lacks something"),
        ("duckdb:///etc/passwd#answers", "lacks something"),
        ("duckdb://polls.duckdb#answers", "lacks something"),
    ],
)
def test_a_url_that_cannot_be_right_says_what_to_write(url: str, complaint: str) -> None:
    with pytest.raises(BadManifest, match=complaint) as refusal:
        read_place(url)

    assert "write" in str(refusal.value)


def test_a_password_in_a_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadManifest, match="holds a password") as refusal:
        read_place("postgres://ann:hunter2@db/polls#answers")

    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "said",
    [
        "postgres://ann:hunter2@db/polls",
        "connection to postgresql://ann:hunter2@db failed",
        "password=hunter2 is wrong",
        "Token: hunter2",
        "mysql://ann:half@hunter2@db/polls",
    ],
)
def test_no_password_is_printed(said: str) -> None:
    assert "hunter2" not in masked(said)

from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.errors import EngineUnavailable
from assistant.statistics.engines import collect, open_table


def answers(path: Path, *values: str) -> Path:
    pq.write_table(pa.table({"q1": list(values)}), path)
    return path


def counted(path: Path) -> dict[str, int]:
    table = open_table(str(path))
    rows = collect(table.group_by("q1").aggregate(people=table.count())).to_pylist()
    return {row["q1"]: row["people"] for row in rows}


def test_prepared_responses_are_counted(tmp_path: Path) -> None:
    assert counted(answers(tmp_path / "a.parquet", "1", "2", "1")) == {"1": 2, "2": 1}


def test_a_folder_may_have_a_quote_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "men's poll"
    folder.mkdir()

    assert counted(answers(folder / "it's.parquet", "1")) == {"1": 1}


def test_responses_prepared_anew_are_read_anew(tmp_path: Path) -> None:
    path = answers(tmp_path / "a.parquet", "1")
    counted(path)

    assert counted(answers(path, "2", "2")) == {"2": 2}


def test_every_thread_reads_its_own_rows(tmp_path: Path) -> None:
    paths = [answers(tmp_path / f"{n}.parquet", *[str(n)] * (n + 1)) for n in range(8)]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(counted, paths * 20))

    assert found == [{str(n): n + 1} for n in range(8)] * 20


def test_nothing_outside_the_folder_of_the_responses_is_read(tmp_path: Path) -> None:
    inside, outside = tmp_path / "prepared", tmp_path / "secret.csv"
    inside.mkdir()
    outside.write_text("a\n1\n", encoding="utf-8")
    engine = open_table(str(answers(inside / "a.parquet", "1"))).get_backend()

    with pytest.raises(Exception, match="file system operations are disabled"):
        engine.read_csv(str(outside))
    with pytest.raises(Exception, match="file system operations are disabled"):
        engine.read_csv(str(inside / ".." / "secret.csv"))


def test_nothing_is_fetched_from_outside(tmp_path: Path) -> None:
    engine = open_table(str(answers(tmp_path / "a.parquet", "1"))).get_backend()

    with pytest.raises(Exception, match="disabled by configuration"):
        engine.raw_sql("INSTALL httpfs")
    with pytest.raises(Exception, match="Cannot enable external access"):
        engine.raw_sql("SET enable_external_access = true")


def test_memory_is_bounded(tmp_path: Path) -> None:
    engine = open_table(str(answers(tmp_path / "a.parquet", "1"))).get_backend()

    bound = engine.raw_sql("SELECT current_setting('memory_limit')").fetchone()

    assert bound == ("953.6 MiB",)  # 1 GB: 10^9 / 2^20


def test_responses_that_are_gone_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match=r"gone\.parquet.*run `assistant index`"):
        open_table(str(tmp_path / "gone.parquet"))


def test_a_file_that_is_no_parquet_is_named_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_text("no parquet", encoding="utf-8")

    with pytest.raises(EngineUnavailable, match=r"a\.parquet") as refusal:
        open_table(str(path))

    assert "\n" not in str(refusal.value)


def test_a_count_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    table = open_table(str(answers(tmp_path / "a.parquet", *map(str, range(3_000)))))
    twice = table.cross_join(table.view(), rname="{name}_2")
    often = twice.cross_join(table.view().view(), rname="{name}_3")

    with pytest.raises(EngineUnavailable, match=r"stopped after 0\.2 seconds"):
        collect(often.aggregate(most=(often.q1 + often.q1_2 + often.q1_3).max()), seconds=0.2)


def test_a_fault_of_our_own_is_not_called_the_engines(tmp_path: Path) -> None:
    table = open_table(str(answers(tmp_path / "a.parquet", "1")))

    with pytest.raises(AttributeError):
        collect(table.q9)


def test_a_table_of_a_duckdb_file_is_read_and_not_written(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "polls.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE SCHEMA spring; CREATE TABLE spring.answers AS SELECT '1' AS q1")

    table = open_table(f"duckdb://{path}#spring.answers")

    assert collect(table).to_pylist() == [{"q1": "1"}]
    with pytest.raises(Exception, match="read-only"):
        table.get_backend().raw_sql("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(EngineUnavailable, match="no table 'autumn'"):
        open_table(f"duckdb://{path}#autumn")


def test_an_engine_whose_package_is_missing_says_what_to_install() -> None:
    if find_spec("trino"):
        pytest.skip("trino is installed here")

    with pytest.raises(EngineUnavailable, match=r"pip install 'survey-assistant\[trino\]'"):
        open_table("trino://ann@127.0.0.1/hive/polls#answers")


def test_a_server_that_is_not_there_is_named_in_one_line() -> None:
    pytest.importorskip("psycopg")

    with pytest.raises(EngineUnavailable, match=r"postgres at 127\.0\.0\.1: .*refused") as refusal:
        open_table("postgres://ann@127.0.0.1:9/polls#answers")

    assert "\n" not in str(refusal.value)

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.corpus.responses.questionnaire import Design
from assistant.errors import EngineUnavailable
from assistant.statistics.differences import compare_groups
from assistant.statistics.engines import collect, open_table
from assistant.statistics.estimate import Estimate, Wanted
from assistant.statistics.tabulate import tabulate
from tests.statistics.engines.polls import DESIGNS, PEOPLE, WANTED, poll

pytestmark = [
    pytest.mark.engines,
    pytest.mark.timeout(900),  # Spark takes its time to start on a busy machine
    # Spark's gateway leaves its sockets and its process to the collector.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning"),
]
TABLE = "#polls.The poll"
NUMBERS = ("value", "se", "lo", "hi", "deff", "effective_base")


def assert_same(here: tuple[Estimate, ...], there: tuple[Estimate, ...]) -> None:
    others = [field.name for field in fields(Estimate) if field.name not in NUMBERS]
    assert here
    assert len(here) == len(there)
    for ours, theirs in zip(here, there, strict=True):
        assert [getattr(ours, name) for name in others] == [
            getattr(theirs, name) for name in others
        ]
        for name in NUMBERS:
            expected = getattr(ours, name)
            assert getattr(theirs, name) == (
                None if expected is None else pytest.approx(expected, rel=1e-9, abs=1e-12)
            ), name


def same_tabulation(wanted: Wanted, design: Design, embedded: str, elsewhere: str) -> None:
    here = tabulate(poll(embedded, design), wanted, minimum_base=30)
    there = tabulate(poll(elsewhere, design), wanted, minimum_base=30)

    assert any(row.value is not None for row in here.rows)
    assert_same(here.rows, there.rows)
    assert [row.option for row in here.nets] == [row.option for row in there.nets]
    if here.nets:
        assert_same(here.nets, there.nets)
    assert here.note == there.note


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_postgres_gives_the_numbers_that_the_embedded_engine_gives(
    wanted: Wanted, design: str, parquet: Path, postgres: str
) -> None:
    same_tabulation(wanted, DESIGNS[design], str(parquet), postgres + TABLE)


@pytest.mark.parametrize("design", ["clustered"])
@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_spark_gives_the_numbers_that_the_embedded_engine_gives(
    wanted: Wanted, design: str, parquet: Path, spark: str
) -> None:
    same_tabulation(wanted, DESIGNS[design], str(parquet), spark)


@pytest.mark.parametrize("engine", ["postgres", "spark"])
@pytest.mark.parametrize(("question", "option"), [("trust", "Trust (net)"), ("hours", "")])
def test_every_engine_gives_the_same_difference_and_the_same_test(
    question: str, option: str, engine: str, parquet: Path, request: pytest.FixtureRequest
) -> None:
    elsewhere = request.getfixturevalue(engine) + (TABLE if engine == "postgres" else "")
    wanted, pair = Wanted(question=question, by=("gender",)), ("A man", "A woman")

    here, there = (
        compare_groups(poll(location), wanted, pair, option=option, minimum_base=30)
        for location in (str(parquet), elsewhere)
    )

    assert here.p is not None
    assert there.test == here.test
    assert there.df == here.df
    for name in ("statistic", "p", "points", "se", "lo", "hi"):
        assert getattr(there, name) == pytest.approx(getattr(here, name), rel=1e-9), name


def test_postgres_is_not_written_to(postgres: str) -> None:
    table = open_table(postgres + TABLE)

    with pytest.raises(Exception, match="read-only transaction"):
        table.get_backend().raw_sql("CREATE TABLE mine (a integer)")


def test_a_table_that_postgres_lacks_is_named(postgres: str) -> None:
    with pytest.raises(EngineUnavailable, match="no table 'answers'"):
        open_table(postgres + "#polls.answers")


def test_a_table_name_is_never_taken_for_sql(postgres: str) -> None:
    name = 'The poll"; DROP TABLE polls."The poll'

    with pytest.raises(EngineUnavailable, match="no table"):
        open_table(f"{postgres}#polls.{name.replace('.', '%2E')}")

    assert collect(open_table(postgres + TABLE).count().as_table()).to_pylist()[0] == {
        "CountStar(The poll)": PEOPLE
    }


def test_a_query_longer_than_it_may_be_is_stopped(postgres: str) -> None:
    table = open_table(postgres + TABLE)
    table.get_backend().raw_sql("SET statement_timeout = 1")
    hours = table.select("hours")
    crossed = hours.cross_join(hours.view(), rname="{name}_2").cross_join(
        hours.view().view(), rname="{name}_3"
    )

    with pytest.raises(EngineUnavailable, match="statement timeout"):
        collect(crossed.count().as_table())
    table.get_backend().raw_sql("RESET statement_timeout")


def test_spark_reads_one_cluster_in_a_process(spark: str) -> None:
    open_table(spark)

    with pytest.raises(EngineUnavailable, match="Spark allows one"):
        open_table(spark.replace("local[2]", "local[1]"))


def test_a_file_that_spark_lacks_is_named(spark: str) -> None:
    with pytest.raises(EngineUnavailable, match=r"does not exist.*missing\.parquet"):
        open_table(spark.replace("poll.parquet", "missing.parquet"))

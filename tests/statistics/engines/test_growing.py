import gc
from dataclasses import replace
from pathlib import Path

import duckdb

from assistant.corpus.responses.questionnaire import Design
from assistant.statistics.estimate import Wanted
from assistant.statistics.tabulate import tabulate
from tests.statistics.engines.polls import poll


def add_men(path: Path, *, stratum: int, people: int) -> None:
    gc.collect()  # lets go of the readers, for DuckDB has none beside a writer
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS answers (gender TEXT, stratum INTEGER)")
        connection.execute("INSERT INTO answers SELECT '1', ? FROM range(?)", [stratum, people])


def test_a_table_that_grows_by_a_stratum_is_counted_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "poll.duckdb"
    responses = replace(
        poll(f"duckdb://{path}#answers", Design(strata="stratum")), digest="as survey.yaml has it"
    )
    bases = []

    for stratum, people in ((1, 60), (2, 40)):
        add_men(path, stratum=stratum, people=people)
        tabulation = tabulate(responses, Wanted(question="gender"), minimum_base=30)
        bases.append(tabulation.rows[0].base)

    assert bases == [60, 100]

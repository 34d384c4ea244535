"""Ours against R's survey package, on the schools of California that come with it."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from assistant.corpus.responses.questionnaire import Design, Question, Responses
from assistant.statistics.estimate import Estimate, Wanted
from assistant.statistics.tabulate import tabulate
from tests.statistics.designs import EXACT, options, write_responses

ORACLE = Path(__file__).parents[2].parent / "shared" / "oracle"

pytestmark = pytest.mark.skipif(not ORACLE.is_dir(), reason="the shared oracle is not here")

QUESTIONS = (
    Question(id="awards", options=options("Yes", "No")),
    Question(id="sch.wide", options=options("Yes", "No")),
    Question(id="comp.imp", options=options("Yes", "No")),
    Question(id="stype", options=options("E", "M", "H")),
    Question(id="api00", type="numeric"),
)
DESIGNS = {
    "apistrat": Design(weight="pw", strata="stype"),
    "apiclus1": Design(weight="pw", psu="dnum"),
}
NORMAL = 1.959963984540054  # R's confint on a mean takes the normal quantile; we and svy take t


def expected() -> list[dict[str, str]]:
    if not ORACLE.is_dir():
        return []
    with (ORACLE / "expected.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


SHARES = [row for row in expected() if row["stat"].startswith("prop(")]


def name_of(row: dict[str, str]) -> str:
    return f"{row['data']} {row['stat']} {row['level'] or row['group']}"


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Responses]:
    found = {}
    for name, design in DESIGNS.items():
        folder = tmp_path_factory.mktemp(name)
        rows = pd.read_csv(ORACLE / f"{name}.csv", keep_default_na=False)
        rows["api00"] = rows["api00"].astype(float)
        found[name] = write_responses(folder, rows, QUESTIONS, design=design)
    return found


@pytest.mark.parametrize("row", SHARES, ids=name_of)
def test_shares_their_errors_and_intervals_are_those_of_r(
    row: dict[str, str], schools: dict[str, Responses]
) -> None:
    question = row["stat"].removeprefix("prop(").removesuffix("=Yes)")
    by = ("stype",) if row["level"] else ()

    table = tabulate(schools[row["data"]], Wanted(question=question, by=by), minimum_base=1)

    found = next(
        e for e in table.rows if e.option == "Yes" and dict(e.by).get("stype", "") == row["level"]
    )
    for ours, theirs in (
        (found.value, "est"),
        (found.se, "se"),
        (found.lo, "lo"),
        (found.hi, "hi"),
    ):
        assert ours == pytest.approx(100 * float(row[theirs]), rel=EXACT)
    assert found.base == int(row["n"])
    if row["deff"] != "NA":
        assert found.deff == pytest.approx(float(row["deff"]), rel=EXACT)
        assert found.effective_base == pytest.approx(int(row["n"]) / float(row["deff"]), rel=EXACT)


def mean_of(schools: dict[str, Responses]) -> tuple[Estimate, dict[str, str]]:
    table = tabulate(schools["apistrat"], Wanted(question="api00"), minimum_base=1)
    return table.rows[0], next(row for row in expected() if row["stat"] == "mean(api00)")


def test_the_mean_its_error_and_design_effect_are_those_of_r(
    schools: dict[str, Responses],
) -> None:
    mean, theirs = mean_of(schools)

    assert mean.value == pytest.approx(float(theirs["est"]), rel=EXACT)
    assert mean.se == pytest.approx(float(theirs["se"]), rel=EXACT)
    assert mean.deff == pytest.approx(float(theirs["deff"]), rel=EXACT)
    assert mean.base == int(theirs["n"])


def test_the_interval_of_the_mean_is_wider_than_rs_by_t_over_normal(
    schools: dict[str, Responses],
) -> None:
    from scipy.stats import t

    mean, theirs = mean_of(schools)

    assert mean.value is not None
    assert mean.hi is not None
    assert float(theirs["hi"]) == pytest.approx(
        mean.value + NORMAL * float(theirs["se"]), rel=EXACT
    )
    # 200 schools in 3 strata have 197 degrees of freedom.
    wider = mean.value + t.ppf(0.975, 197) * float(theirs["se"])
    assert mean.hi == pytest.approx(wider, rel=EXACT)

"""Differences and their tests: by hand, against R and against `svy` on the rows."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import svy

from assistant.corpus.responses.questionnaire import Design, Option, Question
from assistant.errors import StatisticsError, TooFewPeople, UnknownQuestion
from assistant.statistics.associations import association
from assistant.statistics.differences import Difference, compare_groups, compare_waves
from assistant.statistics.estimate import Wanted
from tests.statistics.designs import (
    DESIGNS,
    EXACT,
    QUESTIONS,
    REPLICATES,
    options,
    sample,
    survey,
    with_replicates,
    write_responses,
)

ORACLE = Path(__file__).parents[2].parent / "shared" / "oracle"


def assert_t_test(ours: Difference, theirs: Any, *, scale: float = 1.0) -> None:
    """Held to svy's second group less its first."""
    row = theirs.to_polars().to_dicts()[0]
    assert ours.points == pytest.approx(scale * row["diff"], rel=EXACT)
    assert ours.se == pytest.approx(scale * row["se"], rel=EXACT)
    assert ours.statistic == pytest.approx(row["t"], rel=EXACT)
    assert ours.df == row["df"]
    assert ours.p == pytest.approx(row["p_value"], rel=EXACT)
    assert ours.lo == pytest.approx(scale * row["lci"], rel=EXACT)
    assert ours.hi == pytest.approx(scale * row["uci"], rel=EXACT)


@pytest.mark.skipif(not ORACLE.is_dir(), reason="the shared oracle is not here")
def test_the_t_of_two_groups_is_that_of_r(tmp_path: Path) -> None:
    rows = pd.read_csv(ORACLE / "apistrat.csv", keep_default_na=False)
    rows["api00"] = rows["api00"].astype(float)
    questions = (
        Question(id="awards", options=options("Yes", "No")),
        Question(id="api00", type="numeric"),
    )
    design = Design(weight="pw", strata="stype")
    responses = write_responses(tmp_path, rows, questions, design=design)

    found = compare_groups(
        responses, Wanted(question="api00", by=("awards",)), ("Yes", "No"), option="",
        minimum_base=30,
    )  # fmt: skip

    assert found.statistic == pytest.approx(2.27208446379858, rel=EXACT)  # ../shared/oracle
    assert found.df == 196  # 200 schools less 3 strata less 1
    assert found.significant_at(0.05)
    assert not found.significant_at(0.01)


@pytest.mark.parametrize("kind", DESIGNS)
@pytest.mark.parametrize("where", ["", "k == 'yes'"])
def test_t_tests_of_means_and_shares_are_those_of_svy(
    kind: str, where: str, tmp_path: Path
) -> None:
    rows, design = survey(1), DESIGNS[kind]
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)
    rows["is_a"] = np.where(rows["y"].isna(), np.nan, (rows["y"] == "a") * 1.0)
    two = svy.col("g").is_in(["g1", "g2"])
    within = two & (svy.col("k") == "yes") if where else two
    categorical = sample(rows, design).categorical

    means, shares = (
        compare_groups(
            responses, Wanted(question=question, by=("g",), where=where), ("g2", "g1"),
            option=option, minimum_base=1,
        )
        for question, option in (("x", ""), ("y", "a"))
    )  # fmt: skip

    how = {"group": "g", "where": within, "drop_nulls": True}
    assert_t_test(means, categorical.ttest("x", **how))
    assert_t_test(shares, categorical.ttest("is_a", **how), scale=100)


def test_waves_are_independent_samples_as_if_each_were_strata_of_its_own(tmp_path: Path) -> None:
    waves, design = [survey(1), survey(2)], Design(weight="w", strata="h", psu="c")
    found = []
    for place, rows in enumerate(waves):
        (tmp_path / str(place)).mkdir()
        found.append(write_responses(tmp_path / str(place), rows, QUESTIONS, design=design))
    stacked = pd.concat([rows.assign(wave=str(at)) for at, rows in enumerate(waves)])
    stacked["h"] = stacked["wave"] + stacked["h"]

    ours = compare_waves(found[1], found[0], Wanted(question="x"), option="", minimum_base=30)

    theirs = sample(stacked, design).categorical.ttest("x", group="wave", drop_nulls=True)
    assert_t_test(ours, theirs)


@pytest.mark.parametrize("kind", DESIGNS)
@pytest.mark.parametrize("where", ["", "k == 'yes'"])
def test_the_association_of_answers_and_groups_is_tested_as_by_svy(
    kind: str, where: str, tmp_path: Path
) -> None:
    rows, design = survey(3), DESIGNS[kind]
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)
    within = svy.col("k") == "yes" if where else svy.col("k").is_in(["yes", "no"])

    ours = association(responses, Wanted(question="y", by=("g",), where=where), minimum_base=1)

    theirs = sample(rows, design).categorical.tabulate("y", "g", where=within, drop_nulls=True)
    test = theirs.stats.f
    assert ours.statistic == pytest.approx(test.value, rel=EXACT)
    assert ours.df == pytest.approx(test.df_num, rel=EXACT)
    assert ours.df_denominator == pytest.approx(test.df_den, rel=EXACT)
    assert ours.p == pytest.approx(test.p_value, rel=EXACT)


def test_replicate_weights_test_as_by_svy(tmp_path: Path) -> None:
    rows = with_replicates(survey(5), 6)
    rows = rows[rows["g"].isin(["g1", "g2"])].reset_index(drop=True)
    names = tuple(f"r{place + 1}" for place in range(REPLICATES))
    design = Design(weight="w", replicate_weights=names, replicate_method="brr")
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)
    weights = svy.BrrWgts(prefix="r", n_reps=REPLICATES)
    theirs = sample(rows, design, rep_wgts=weights).categorical
    how = {"method": "replication", "drop_nulls": True}

    mean = compare_groups(
        responses, Wanted(question="x", by=("g",)), ("g2", "g1"), option="", minimum_base=1
    )
    table = association(responses, Wanted(question="y", by=("g",)), minimum_base=1)

    assert_t_test(mean, theirs.ttest("x", group="g", **how))
    test = theirs.tabulate("y", "g", **how).stats.f
    assert table.statistic == pytest.approx(test.value, rel=EXACT)
    assert table.df == pytest.approx(test.df_num, rel=EXACT)
    assert table.df_denominator == pytest.approx(test.df_den, rel=EXACT)


OVERLAPPING = Question(
    id="s",
    type="multiple",
    options=(
        Option(value="tv", label="TV", column="s_1"),
        Option(value="radio", label="Radio", column="s_2"),
    ),
    not_selected=("0",),
)


def test_people_in_both_groups_count_in_both_by_hand(tmp_path: Path) -> None:
    # TV: persons 0-2 with x 1, 2, 6 (mean 3); radio: persons 2-3 with x 6, 8 (mean 7).
    # z of person 0 = (1-3)/3, 1 = (2-3)/3, 2 = (6-3)/3 - (6-7)/2 = 3/2, 3 = -(8-7)/2.
    # Σz = -2/3 - 1/3 + 3/2 - 1/2 = 0; Σz² = 4/9 + 1/9 + 9/4 + 1/4 = 55/18.
    # Variance: 4/3 of 55/18 = 110/27; t = -4 / √(110/27); 4 - 1 - 1 = 2 degrees of freedom.
    rows = pd.DataFrame(
        {
            "s_1": ["tv", "tv", "tv", "0"],
            "s_2": ["0", "0", "radio", "radio"],
            "x": [1.0, 2.0, 6.0, 8.0],
        }
    )
    questions = (OVERLAPPING, Question(id="x", type="numeric"))
    responses = write_responses(tmp_path, rows, questions, design=Design())

    found = compare_groups(
        responses, Wanted(question="x", by=("s",)), ("TV", "Radio"), option="", minimum_base=1
    )

    assert found.points == pytest.approx(-4)
    assert found.se == pytest.approx((110 / 27) ** 0.5)
    assert found.df == 2


def test_a_group_too_small_to_be_told_of_is_not_compared(tmp_path: Path) -> None:
    responses = write_responses(tmp_path, survey(1), QUESTIONS, design=Design(weight="w"))

    with pytest.raises(TooFewPeople, match="at least 30 people"):
        compare_groups(
            responses, Wanted(question="x", by=("g",)), ("g1", "tiny"), option="", minimum_base=30
        )


@pytest.mark.parametrize(
    ("groups", "option", "message"),
    [
        (("g1", "g9"), "a", "g: no group 'g9'; it has g1, g2, g3, tiny"),
        (("g1", "g2"), "z", "y: no option 'z'; it has a, b, c, d, a or b"),
    ],
)
def test_what_there_is_not_is_named_beside_what_there_is(
    groups: tuple[str, str], option: str, message: str, tmp_path: Path
) -> None:
    responses = write_responses(tmp_path, survey(1), QUESTIONS, design=Design(weight="w"))

    with pytest.raises(UnknownQuestion, match=message):
        compare_groups(
            responses, Wanted(question="y", by=("g",)), groups, option=option, minimum_base=1
        )


def test_medians_are_not_tested(tmp_path: Path) -> None:
    responses = write_responses(tmp_path, survey(1), QUESTIONS, design=Design(weight="w"))

    with pytest.raises(StatisticsError, match="medians have no test here"):
        compare_groups(
            responses, Wanted(question="x", by=("g",), statistic="median"), ("g1", "g2"),
            option="", minimum_base=1,
        )  # fmt: skip

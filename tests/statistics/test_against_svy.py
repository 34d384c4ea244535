"""Ours against `svy` on the rows, over random surveys of every kind of design."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import svy

from assistant.corpus.responses.questionnaire import Design, Responses
from assistant.statistics.estimate import Estimate, Statistic, Wanted
from assistant.statistics.tabulate import tabulate
from tests.statistics.designs import (
    DESIGNS,
    EXACT,
    QUESTIONS,
    REPLICATES,
    sample,
    survey,
    with_replicates,
    write_responses,
)

METHODS: dict[str, Any] = {
    "brr": svy.BrrWgts,
    "jackknife": svy.JackknifeWgts,
    "bootstrap": svy.BootstrapWgts,
    "sdr": svy.SdrWgts,
}


def theirs(estimated: Any, keys: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, Any]]:
    """The estimates of svy by group, and by option where there are options."""
    return {tuple(str(row[key]) for key in keys): row for row in estimated.to_polars().to_dicts()}


def assert_same(ours: float | None, theirs: float | None, *, scale: float = 1.0) -> None:
    if theirs is None or np.isnan(theirs):
        assert ours is None
    else:
        assert ours == pytest.approx(scale * theirs, rel=EXACT, abs=scale * 1e-15)


def assert_all_same(rows: tuple[Estimate, ...], theirs: Any, *, scale: float = 1.0) -> None:
    compared = 0
    for row in rows:
        key = (*(label for _, label in row.by), *([row.option] if row.option else []))
        if key not in theirs:
            assert not row.value
            continue
        other = theirs[key]
        assert row.base == other["n"]
        for ours, name in ((row.value, "est"), (row.se, "se"), (row.lo, "lci"), (row.hi, "uci")):
            assert_same(ours, other[name], scale=scale)
        if other.get("deff") is not None and 0 < (row.value or 0) < scale:
            assert_same(row.deff, other["deff"])
        compared += 1
    assert compared >= len(theirs) > 0


def ours(
    responses: Responses, question: str, *, by: tuple[str, ...] = ("g",), **more: Any
) -> tuple[Estimate, ...]:
    return tabulate(responses, Wanted(question=question, by=by, **more), minimum_base=1).rows


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", DESIGNS)
@pytest.mark.parametrize("where", ["", "k == 'yes'"])
def test_shares_are_those_of_svy(kind: str, seed: int, where: str, tmp_path: Path) -> None:
    rows, design = survey(seed), DESIGNS[kind]
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)

    estimated = sample(rows, design).estimation.prop(
        "y",
        by="g",
        drop_nulls=True,
        deff="wor" if design.weight else "wr",
        where=svy.col("k") == "yes" if where else None,
    )

    assert_all_same(ours(responses, "y", where=where), theirs(estimated, ("g", "y")), scale=100)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", DESIGNS)
@pytest.mark.parametrize("statistic", ["mean", "median"])
def test_means_and_medians_are_those_of_svy(
    kind: str, seed: int, statistic: Statistic, tmp_path: Path
) -> None:
    rows, design = survey(seed), DESIGNS[kind]
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)
    estimation = sample(rows, design).estimation

    for by in (("g",), ("g", "k"), ()):
        if statistic == "mean":
            estimated = estimation.mean(
                "x", by=by or None, drop_nulls=True, deff="wor" if design.weight else "wr"
            )
            expected = theirs(estimated, by)
        else:
            estimated = estimation.median("x", by=by or None, drop_nulls=True)
            expected = theirs(estimated, by)
            for row in expected.values():
                # Without degrees of freedom svy gives the error of a share for that of a number.
                row["se"] = np.nan if np.isnan(row["lci"]) else row["se"]

        assert_all_same(ours(responses, "x", by=by, statistic=statistic), expected)


@pytest.mark.parametrize("method", METHODS)
def test_replicate_weights_give_the_errors_of_svy(method: Any, tmp_path: Path) -> None:
    rows = with_replicates(survey(5), 6)
    names = tuple(f"r{place + 1}" for place in range(REPLICATES))
    design = Design(weight="w", replicate_weights=names, replicate_method=method)
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)
    weights = METHODS[method](prefix="r", n_reps=REPLICATES)
    estimation = sample(rows, design, rep_wgts=weights).estimation
    how = {"by": "g", "drop_nulls": True, "method": "replication"}

    assert_all_same(
        ours(responses, "y"), theirs(estimation.prop("y", **how), ("g", "y")), scale=100
    )
    assert_all_same(ours(responses, "x"), theirs(estimation.mean("x", **how), ("g",)))
    assert_all_same(
        ours(responses, "x", statistic="median"), theirs(estimation.median("x", **how), ("g",))
    )


@pytest.mark.parametrize("kind", ["strata and clusters", "strata"])
def test_a_stratum_of_one_unit_is_centred_on_the_sample(kind: str, tmp_path: Path) -> None:
    rows, design = survey(7), DESIGNS[kind]
    rows.loc[3, "h"] = "alone"
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)
    estimation = sample(rows, design, singleton="center").estimation

    shares = estimation.prop("y", by="g", drop_nulls=True, deff="wor")

    table = tabulate(responses, Wanted(question="y", by=("g",)), minimum_base=1)
    assert_all_same(table.rows, theirs(shares, ("g", "y")), scale=100)
    assert "1 stratum with a single unit is centred" in table.note


def test_rescaled_weights_are_compared_with_drawing_with_replacement(tmp_path: Path) -> None:
    rows, design = survey(8), DESIGNS["strata"]
    rows["w"] /= rows["w"].mean()
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)

    shares = sample(rows, design).estimation.prop("y", by="g", drop_nulls=True, deff="wr")

    assert_all_same(ours(responses, "y"), theirs(shares, ("g", "y")), scale=100)


@pytest.mark.parametrize("weight", [0.0, -2.0, None])
@pytest.mark.parametrize("kind", ["strata and clusters", "strata", "weights alone"])
def test_unusable_weights_are_treated_as_by_svy_and_told_of(
    weight: float | None, kind: str, tmp_path: Path
) -> None:
    rows, design = survey(9), DESIGNS[kind]
    rows.loc[[0, 5], "w"] = weight
    rows.loc[[0, 5], ["y", "g"]] = ["a", "g1"]
    responses = write_responses(tmp_path, rows, QUESTIONS, design=design)

    shares = sample(rows, design).estimation.prop("y", by="g", drop_nulls=True)

    table = tabulate(responses, Wanted(question="y", by=("g",)), minimum_base=1)
    assert_all_same(table.rows, theirs(shares, ("g", "y")), scale=100)
    assert "2 respondents" in table.note

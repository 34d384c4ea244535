"""A run in numbers."""

import pytest

from assistant.evaluate.reports.summary import kind_of, summarize, title_of
from tests.evaluate.by_hand import claim, question, result, run_of


def test_outcomes_are_counted_as_shares_with_their_intervals() -> None:
    run = run_of(*(result(f"c{n}", "right" if n < 8 else "misleading") for n in range(10)))

    summary = summarize(run)

    right, partly = summary.shares[:2]
    assert (summary.cases, right.cases, right.share) == (10, 8, 0.8)
    # E. B. Wilson's interval of 8 in 10, with z² = 3.8415:
    # (8 + z²/2 ± z·√(8·2/10 + z²/4)) / (10 + z²), which is (9.9207 ± 3.1361) / 13.8415.
    assert (right.low, right.high) == pytest.approx((0.4902, 0.9433), abs=0.0001)
    assert (partly.cases, partly.share, partly.low) == (0, 0.0, 0.0)


def test_a_case_that_was_put_several_times_counts_once_as_its_worst_attempt() -> None:
    summary = summarize(run_of(result("a"), result("a", "partly", attempt=2), result("b")))

    assert summary.cases == 2
    assert [one.cases for one in summary.shares] == [1, 1, 0, 0, 0]
    assert summary.unstable == 1


def test_cases_are_grouped_by_model_set_and_kind() -> None:
    run = run_of(
        result("a", tags=("value", "hard")),
        result("b", "partly", tags=("trend",), set="t"),
        result("a", "misleading", tags=("value", "hard"), model="x"),
    )

    summary = summarize(run)

    assert [(one.name, one.cases, one.counts) for one in summary.by_kind] == [
        ("value", 2, (1, 0, 0, 1, 0)),
        ("trend", 1, (0, 1, 0, 0, 0)),
    ]
    assert [(one.name, one.cases) for one in summary.by_set] == [("s", 2), ("t", 1)]
    assert [(one.name, one.cases) for one in summary.by_model] == [("built-in", 2), ("x", 1)]


def test_the_kind_of_a_case_is_its_first_tag_and_of_a_claim_the_second_too() -> None:
    plain, bare = question(answer="yes", tags=["value", "hard"]), question(answer="yes")
    tagged, untagged = claim("verified", tags=["claim", "rounded"]), claim("verified", tags="x")

    kinds = [kind_of(result(case=case)) for case in (plain, bare, tagged, untagged)]

    assert kinds == ["value", "(no tag)", "claim rounded", "claim x"]


def test_precision_and_recall_are_of_figures() -> None:
    run = run_of(result("a", found=(2, 4, 1)), result("b", found=(2, 0, 0)))

    summary = summarize(run)

    assert (summary.precision, summary.recall) == (0.25, 0.25)


def test_where_no_figures_are_there_is_no_precision_and_no_recall() -> None:
    summary = summarize(run_of(result(found=(0, 0, 0))))

    assert (summary.precision, summary.recall) == (None, None)


def test_times_are_of_all_attempts() -> None:
    run = run_of(*(result(f"c{n}", milliseconds=float(n)) for n in range(1, 101)))

    summary = summarize(run)

    assert (summary.median_ms, summary.slow_ms) == (50.5, 96.0)


def test_a_run_without_results_has_numbers_too() -> None:
    summary = summarize(run_of())

    assert (summary.cases, summary.median_ms, summary.shares[0].share) == (0, 0.0, 0.0)


def test_the_title_says_what_was_run_against_what() -> None:
    sets = [{"name": name, "sha256": "", "cases": 1} for name in ("a", "b", "c", "d")]
    run = run_of(result(), sets=sets, models=["x", "y"], details=[{"program": "1.0"}])

    assert title_of(run) == "a, b, c, … against here (x, y), corpus v1, program 1.0"
    assert title_of(run_of(result(), corpus_version="")) == "s against here (built-in)"

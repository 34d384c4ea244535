"""What changed from one run to another, and whether that may be chance."""

from math import comb

import jsonschema
import pytest

from assistant.evaluate.comparing import (
    Comparison,
    Kind,
    cases_of,
    compare,
    count_outcomes,
    mcnemar,
    unstable_cases,
    wilson,
    worst,
)
from assistant.evaluate.comparison_json import comparison_json
from assistant.evaluate.grading import Outcome
from assistant.evaluate.running.result import Result
from assistant.evaluate.schemas import evaluation_schemas
from tests.evaluate.by_hand import result, run_of


def attempts(*outcomes: Outcome) -> list[Result]:
    """The attempts at one case, in turn."""
    return [result(outcome=one, attempt=n) for n, one in enumerate(outcomes, start=1)]


def compared(base: list[Result], new: list[Result]) -> Comparison:
    return compare(run_of(*base, name="base"), run_of(*new, name="new"))


def kinds(comparison: Comparison) -> list[tuple[Kind, str]]:
    return [(change.kind, change.name) for change in comparison.changes]


@pytest.mark.parametrize(
    ("base", "new", "kind"),
    [
        ("right", "partly", "broken"),
        ("right", "refused though covered", "broken"),
        ("right", "misleading", "broken"),
        ("partly", "right", "fixed"),
        ("answered though uncovered", "right", "fixed"),
        ("partly", "misleading", "changed"),
        ("misleading", "partly", "changed"),
        ("right", "right", None),
        ("misleading", "misleading", None),
    ],
)
def test_a_case_is_broken_fixed_or_changed_by_its_outcomes(
    base: Outcome, new: Outcome, kind: Kind | None
) -> None:
    comparison = compared(attempts(base), attempts(new))

    assert [change.kind for change in comparison.changes] == ([kind] if kind else [])
    assert comparison.in_both == 1


def test_another_text_with_the_same_outcome_is_a_change() -> None:
    comparison = compared([result(text="It is 86%.")], [result(text="86% of them.")])

    (change,) = comparison.of("changed")
    assert (change.base.text, change.new.text) == ("It is 86%.", "86% of them.")


@pytest.mark.parametrize(
    ("base", "new", "kind"),
    [
        (["right", "partly"], ["right", "right"], "unstable"),
        (["right", "right"], ["right", "partly"], "unstable"),
        (["right", "partly"], ["right", "partly"], "unstable"),
        (["partly", "misleading"], ["partly", "partly"], "unstable"),
        (["partly", "partly"], ["right", "misleading"], "unstable"),
        # What ended differently each time and yet never right again is broken, and not hidden.
        (["right", "right"], ["partly", "misleading"], "broken"),
        (["partly", "misleading"], ["right", "right"], "fixed"),
        (["right", "right"], ["partly", "partly"], "broken"),
    ],
)
def test_a_case_whose_attempts_ended_differently_is_unstable_unless_all_of_them_turned(
    base: list[Outcome], new: list[Outcome], kind: Kind
) -> None:
    comparison = compared(attempts(*base), attempts(*new))

    assert [change.kind for change in comparison.changes] == [kind]


def test_a_case_is_shown_by_its_worst_attempt() -> None:
    tries = attempts("right", "misleading", "partly")

    assert worst(tries).attempt == 2
    assert [one.attempt for one in cases_of(run_of(*tries))] == [2]
    assert [one.attempt for one in unstable_cases(run_of(*tries))] == [2]
    assert unstable_cases(run_of(*attempts("partly", "partly"))) == ()


def test_changes_are_in_the_order_of_their_kinds_and_then_of_the_run() -> None:
    before = [result("a", "partly"), result("b"), result("c"), result("d", "partly", text="x")]
    after = [result("a"), result("b", "misleading"), result("c", "partly"), result("d", "partly")]

    assert kinds(compared(before, after)) == [
        ("broken", "s/b"),
        ("broken", "s/c"),
        ("fixed", "s/a"),
        ("changed", "s/d"),
    ]


def test_what_misleads_and_did_not_before_is_newly_misleading() -> None:
    before = [
        result("was", "misleading"),
        result("right"),
        result("refused", "refused though covered"),
        result("swapped", "misleading"),
    ]
    after = [
        result("was", "misleading"),
        result("right", "misleading"),
        result("refused", "answered though uncovered"),
        result("swapped", "answered though uncovered"),
        result("added", "misleading"),
        result("fine"),
    ]

    newly = compared(before, after).newly_misleading

    assert [one.name for one in newly] == ["s/right", "s/refused", "s/added"]


def test_one_misleading_attempt_of_several_is_enough() -> None:
    comparison = compared(attempts("right", "right"), attempts("right", "misleading"))

    assert [one.attempt for one in comparison.newly_misleading] == [2]


def test_cases_of_only_one_run_are_named_and_left_out_of_the_count() -> None:
    comparison = compared([result("a"), result("gone")], [result("a"), result("added", "partly")])

    assert comparison.in_both == 1
    assert comparison.only_in_base == ("s/gone",)
    assert comparison.only_in_new == ("s/added",)
    assert comparison.changes == ()
    assert comparison.p_value == 1.0


def test_the_same_id_in_another_set_is_another_case() -> None:
    comparison = compared([result(set="s")], [result(set="t", outcome="partly")])

    assert (comparison.only_in_base, comparison.only_in_new) == (("s/a",), ("t/a",))


def test_two_runs_with_one_model_each_are_compared_whatever_the_models() -> None:
    comparison = compared([result()], [result(outcome="partly", model="openai:x")])

    assert kinds(comparison) == [("broken", "s/a")]
    assert comparison.changes[0].model == "openai:x"


def test_runs_with_several_models_are_compared_model_by_model() -> None:
    before = [result(), result(model="x"), result(model="gone")]
    after = [result(), result(model="x", outcome="partly"), result(model="added")]

    comparison = compared(before, after)

    assert [(change.kind, change.model) for change in comparison.changes] == [("broken", "x")]
    assert comparison.in_both == 2
    assert (comparison.only_in_base, comparison.only_in_new) == (("s/a",), ("s/a",))


@pytest.mark.parametrize(
    ("base", "new", "has_other", "same"),
    [("v1", "v1", False, True), ("v1", "v2", True, False), ("", "v2", False, None)],
)
def test_another_corpus_is_told_as_far_as_it_is_known(
    base: str, new: str, has_other: bool, same: bool | None
) -> None:
    comparison = compare(
        run_of(result(), corpus_version=base), run_of(result(), corpus_version=new)
    )

    assert comparison.has_other_corpus is has_other
    assert comparison_json(comparison)["same_corpus"] is same


def test_a_comparison_as_json_has_the_published_shape() -> None:
    comparison = compared(
        [result("a"), result("gone")], [result("a", "misleading", text="92%"), result("added")]
    )

    made = comparison_json(comparison)

    jsonschema.validate(made, evaluation_schemas()["comparison"])
    assert made == {
        "base": "base.jsonl",
        "new": "new.jsonl",
        "same_corpus": True,
        "in_both": 1,
        "changes": [
            {
                "kind": "broken",
                "case": "s/a",
                "model": "built-in",
                "base_outcome": "right",
                "new_outcome": "misleading",
                "base_text": "It is 86%.",
                "new_text": "92%",
            }
        ],
        "newly_misleading": ["s/a"],
        "only_in_base": ["s/gone"],
        "only_in_new": ["s/added"],
        "p_value": 1.0,
    }


def test_outcomes_are_counted_from_the_best_to_the_worst() -> None:
    counts = count_outcomes([result(), result("b", "misleading"), result("c")])

    assert list(counts.items()) == [
        ("right", 2),
        ("partly", 0),
        ("refused though covered", 0),
        ("misleading", 1),
        ("answered though uncovered", 0),
    ]


@pytest.mark.parametrize(
    ("broken", "fixed", "p_value"),
    [
        # Twice the smaller tail of a binomial distribution with p = 1/2, at most 1:
        (0, 0, 1.0),
        (1, 0, 1.0),  # 2 * 1/2
        (0, 5, 0.0625),  # 2 * 1/32
        (5, 0, 0.0625),
        (1, 5, 0.21875),  # 2 * (1 + 6)/64
        (2, 8, 0.109375),  # 2 * (1 + 10 + 45)/1024
        (1, 9, 0.021484375),  # 2 * (1 + 10)/1024
        (3, 3, 1.0),
        # A. Agresti, Categorical Data Analysis, on approval ratings: 150 and 86 changed sides.
        (86, 150, 2 * sum(comb(236, k) for k in range(87)) / 2**236),
    ],
)
def test_mcnemars_exact_test_gives_what_was_worked_out_by_hand(
    broken: int, fixed: int, p_value: float
) -> None:
    assert mcnemar(broken=broken, fixed=fixed) == pytest.approx(p_value, rel=1e-9)


def test_the_p_value_of_a_comparison_counts_cases_that_turned_right_or_wrong() -> None:
    names = [f"c{n}" for n in range(20)]
    before = [result(name, "partly" if n < 9 else "right") for n, name in enumerate(names)]
    after = [result(name, "partly" if n == 19 else "right") for n, name in enumerate(names)]

    comparison = compared(before, after)

    assert (len(comparison.of("fixed")), len(comparison.of("broken"))) == (9, 1)
    assert comparison.p_value == pytest.approx(22 / 1024)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), pages 857 to 872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # By hand: with z² = 3.8415 the ends for n of n are n/(n + z²) and 1.
        (10, 10, 0.7225, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilsons_interval_is_as_published(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=0.00005)

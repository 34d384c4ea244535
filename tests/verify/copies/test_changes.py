import pytest

from assistant.verify.copies.alignment import align, tokens_of
from assistant.verify.copies.changes import changes_of

SOURCE = "Overall, 41% of white voters in Brazil say they approve of the plan, up from 30% in 2019."


def kinds(claim: str, source: str = SOURCE) -> list[str]:
    return [c.kind for c in changes_of(align(tokens_of(claim), tokens_of(source)))]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("41% of black voters in Brazil say they approve of the plan", "population"),
        ("41% of white voters in Chile say they approve of the plan", "population"),
        ("41% of white voters in Brazil say they disapprove of the plan", "direction"),
        ("41% of white voters in Brazil say they approve of the plan, down from 30%", "direction"),
        ("41% of white voters in Brazil say they do not approve of the plan", "negation"),
        ("41% of white voters in Brazil say they approve of the plan, up from 30% in 2018", "wave"),
        ("41% of white voters in Brazil say they approve of the budget", "wording"),
    ],
)
def test_a_change_is_named_by_its_facet(claim: str, kind: str) -> None:
    assert kinds(claim) == [kind]


@pytest.mark.parametrize(
    "claim",
    [
        "41% of white voters in Brazil say they approve of the plan",
        "Some 41% of white voters in Brazil approve of the plan",
        "41% of white voters in Brazil report that they approve of the plan",
    ],
)
def test_words_that_only_report_may_differ(claim: str) -> None:
    assert kinds(claim) == []


def test_a_restriction_that_is_passed_over_is_a_change() -> None:
    source = "86% of employers who recruit online say it helps."

    assert kinds("86% of employers say it helps", source) == ["skipped"]


def test_people_in_the_place_of_all_adults_are_others() -> None:
    source = "63% of U.S. adults say that trams help."

    assert kinds("63% of U.S. teens say that trams help.", source) == ["population"]


def test_a_degree_that_is_passed_over_is_an_omission() -> None:
    assert kinds("86% are satisfied", "86% are very satisfied") == ["omission"]

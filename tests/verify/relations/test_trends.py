"""Trends, as sentences tell them."""

from typing import Any

from assistant.verify.relations.reading import read_relations
from tests.verify.relations.sentences import each_of, one_of


@each_of("trends")
def test_a_share_is_laid_beside_itself_at_another_time(row: dict[str, Any]) -> None:
    relation = one_of(row["text"])

    assert (relation.kind, relation.of) == (row["kind"], "times")
    assert [(s.people, s.measure, s.year) for s in relation.sides] == [
        (row["people"], row["measure"], row["now"]),
        (row["people"], row["measure"], row["then"]),
    ]


@each_of("unsure_trends")
def test_a_trend_whose_times_are_unsure_is_kept_without_its_sides(row: str) -> None:
    assert [(r.of, r.is_read) for r in read_relations(row)] == [("times", False)]


@each_of("no_trends")
def test_what_people_say_of_a_change_is_no_trend(row: str) -> None:
    assert read_relations(row) == ()


def test_it_is_told_which_of_two_printed_shares_is_the_earlier() -> None:
    assert one_of(
        "Between 1978 and 2008, the share of men who smoke rose from 33% to 42%."
    ).is_then_first
    assert not one_of("In 2018, 50% of men smoke, down from 58% in 2008.").is_then_first

"""Comparisons of groups and of answers, as sentences make them."""

from typing import Any

import pytest

from assistant.verify.relations.reading import read_relations
from tests.verify.relations.sentences import each_of, one_of


@each_of("groups")
def test_two_groups_are_laid_beside_each_other(row: dict[str, Any]) -> None:
    relation = one_of(row["text"])

    assert (relation.kind, relation.of) == (row["kind"], "groups")
    assert [(s.people, s.measure, s.year) for s in relation.sides] == [
        (row["one"], row["measure"], row["year"]),
        (row["other"], row["measure"], row["year"]),
    ]


@each_of("answers")
def test_two_answers_of_one_group_are_laid_beside_each_other(row: dict[str, Any]) -> None:
    relation = one_of(row["text"])

    assert relation.kind == row["kind"]
    assert [(s.people, s.measure) for s in relation.sides] == [
        (row["people"], row["one"]),
        (row["people"], row["other"]),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Women are more than twice as likely as men to smoke.", "more than twice as likely"),
        ("Women are 12 points more likely than men to smoke.", "more likely"),
        ("Women are significantly less likely than men to smoke.", "significantly less likely"),
        ("In 2018, a larger share of women than of men smoke.", "larger share"),
        ("Support is about twice as high among women as among men.", "about twice as high"),
    ],
)
def test_the_words_that_compare_are_found_where_they_stand(text: str, words: str) -> None:
    relation = one_of(text)

    assert text[relation.start : relation.end] == words


def test_a_difference_is_tested_where_it_is_called_significant() -> None:
    assert one_of("Women are significantly less likely than men to smoke.").is_tested
    assert not one_of("Women are less likely than men to smoke.").is_tested


@each_of("unsure")
def test_a_comparison_whose_sides_are_unsure_is_kept_without_them(row: str) -> None:
    assert [r.is_read for r in read_relations(row)] == [False]


@each_of("comparing_nothing")
def test_words_that_compare_nothing_are_no_claim(row: str) -> None:
    assert read_relations(row) == ()

"""Ranks of groups and of answers, as sentences claim them."""

from typing import Any

from assistant.verify.relations.reading import read_relations
from tests.verify.relations.sentences import each_of, one_of


@each_of("group_ranks")
def test_a_group_stands_first_among_its_kind(row: dict[str, Any]) -> None:
    relation = one_of(row["text"])

    assert (relation.kind, relation.of, relation.rank) == (row["kind"], "groups", row["rank"])
    assert [(s.people, s.measure) for s in relation.sides] == [(row["people"], row["measure"])]


@each_of("answer_ranks")
def test_an_answer_stands_first_among_all(row: dict[str, Any]) -> None:
    relation = one_of(row["text"])

    assert (relation.kind, relation.of, relation.rank) == (row["kind"], "answers", row["rank"])
    assert [s.people for s in relation.sides] == [row["people"]]


@each_of("no_ranks")
def test_what_people_rank_is_no_rank_of_theirs(row: str) -> None:
    assert read_relations(row) == ()

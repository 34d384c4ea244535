"""`assistant search`."""

import json

from tests.interfaces.cli.conftest import Run


def test_hits_are_numbered_with_their_source(run: Run) -> None:
    ran = run("search", "employers", "--k", "3")

    assert ran.code == 0
    assert "  1. 0.750  corpus/skills/article.md (finding)" in ran.out


def test_json_has_the_hits(run: Run) -> None:
    ran = run("search", "employers", "--json")

    assert json.loads(ran.out)["hits"][0]["rank"] == 1


def test_a_batch_prints_one_ranking_a_line(run: Run) -> None:
    stdin = '{"id": "a", "question": "x"}\n{"id": 2, "question": "y"}\n'

    ran = run("search", "--batch", "-", stdin=stdin)

    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a", 2]


def test_it_needs_a_question_or_a_batch(run: Run) -> None:
    ran = run("search")

    assert (ran.code, ran.err) == (2, "assistant: give a QUESTION or --batch, one of them\n")


def test_no_ranking_is_shorter_than_one(run: Run) -> None:
    ran = run("search", "x", "--k", "0")

    assert ran.code == 2
    assert "--k" in ran.err

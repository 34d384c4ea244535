"""`assistant ask`."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer.events import Event
from assistant.request import Request
from tests.interfaces.cli.conftest import Run
from tests.interfaces.fake_assistant import ANSWER, QUOTE, FakeAssistant


def lines_of(path: Path, *lines: object) -> str:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def test_an_answer_comes_with_its_base_and_its_quoted_source(run: Run) -> None:
    ran = run("ask", "What share of employers?")

    assert ran.code == 0
    assert "86% of U.S. employers would hire" in ran.out
    assert "base 150" in ran.out
    assert "[1] corpus/skills/article.md, paragraph 4" in ran.out
    assert QUOTE in ran.out
    assert ran.err == ""


def test_a_refusal_is_an_answer_and_not_an_error(run: Run) -> None:
    ran = run("ask", "Will it rain?")

    assert ran.code == 0
    assert "The surveys here say nothing of the weather." in ran.out


def test_json_is_all_that_stands_on_standard_output(run: Run) -> None:
    ran = run("ask", "What share of employers?", "--json")

    assert json.loads(ran.out)["figures"][0]["value"] == 86.0
    assert ran.out.count("\n") == 1


def test_surveys_limit_the_question(run: Run, fake: FakeAssistant) -> None:
    run("ask", "employers?", "--survey", "skills")

    assert fake.asked[0].surveys == ("skills",)


def test_an_unknown_survey_is_wrong_use(run: Run) -> None:
    ran = run("ask", "employers?", "--survey", "nope")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "assistant: no survey 'nope'; the index holds: skills\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", " "), "assistant: the question is empty\n"),
        (("ask", "a", "--batch", "b"), "assistant: give a QUESTION or --batch, not both\n"),
        (("ask", "unusable"), "assistant: the question cannot be worked with\n"),
        (
            ("ask", "--batch", "missing.jsonl"),
            "assistant: missing.jsonl: no such file or directory\n",
        ),
        (("ask", "a", "b"), "assistant: Got unexpected extra argument(s) (b)\n"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out, ran.err) == (2, "", message)


def test_a_batch_keeps_order_and_ids_as_they_were_given(run: Run, tmp_path: Path) -> None:
    source = lines_of(
        tmp_path / "q.jsonl",
        {"id": "b", "question": "employers?", "gold": "ignored"},
        {"id": 7, "question": "Rain?"},
        {"id": "007", "question": "employers again?"},
    )

    ran = run("ask", "--batch", source)

    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [answer["id"] for answer in answers] == ["b", 7, "007"]
    assert [answer["status"] for answer in answers] == ["answered", "refused", "answered"]


def test_a_batch_line_may_have_turns_and_surveys(
    run: Run, fake: FakeAssistant, tmp_path: Path
) -> None:
    source = lines_of(
        tmp_path / "q.jsonl",
        {"id": 1, "turns": ["employers?", "And in India?"], "surveys": ["skills"]},
    )

    run("ask", "--batch", source)

    asked = fake.asked[0]
    assert (asked.turns, asked.question) == (("employers?",), "And in India?")
    assert asked.surveys == ("skills",)


def test_a_batch_is_read_from_standard_input(run: Run) -> None:
    ran = run("ask", "--batch", "-", "--json", stdin='\ufeff{"id": 1, "question": "é?"}\r\n\n')

    assert json.loads(ran.out)["question"] == "é?"


def test_faulty_lines_are_named_and_nothing_is_answered(
    run: Run, fake: FakeAssistant, tmp_path: Path
) -> None:
    source = tmp_path / "q.jsonl"
    source.write_bytes(
        b'{"id": 1, "question": "employers?"}\n'
        b"{oops\n"
        b"[1]\n"
        b'{"question": "no id?"}\n'
        b'{"id": true, "question": "a flag for an id?"}\n'
        b'{"id": 2}\n'
        b'{"id": 3, "turns": []}\n'
        b'{"id": 4, "question": "x", "surveys": ["nope"]}\n'
    )

    ran = run("ask", "--batch", str(source))

    assert (ran.code, ran.out, fake.asked) == (2, "", [])
    assert ran.err == (
        f"assistant: {source}: line 2: not JSON; line 3: not a JSON object; "
        'line 4: needs "id", a string or a whole number; '
        'line 5: needs "id", a string or a whole number; '
        'line 6: needs "question", a string with words in it; and 2 more\n'
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": 1, "question": "x", "turns": ["x"]}', 'has both "question" and "turns"'),
        ('{"id": 1, "turns": ["x", 2]}', 'needs "turns", a list of strings'),
        ('{"id": 1, "question": "x", "surveys": "skills"}', "not a list of survey ids"),
        ('{"id": 1, "question": "x", "surveys": ["nope"]}', "no survey 'nope' in the index"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_each_fault_of_a_line_is_put_in_words(run: Run, line: str, fault: str) -> None:
    ran = run("ask", "--batch", "-", stdin=line)

    assert ran.code == 2
    assert ran.err.startswith("assistant: standard input: line 1: ")
    assert fault in ran.err


def test_a_line_in_another_encoding_is_a_fault_of_that_line(run: Run) -> None:
    ran = run("ask", "--batch", "-", stdin=b'{"id": 1, "question": "caf\xe9"}\n')

    assert ran.err == "assistant: standard input: line 1: not UTF-8\n"


def test_a_chat_keeps_the_turns_and_ends_with_q(run: Run, fake: FakeAssistant) -> None:
    ran = run("ask", stdin="employers?\n\nAnd in India?\n:q\nnever asked\n")

    assert ran.code == 0
    assert [(r.turns, r.question) for r in fake.asked] == [
        ((), "employers?"),
        (("employers?",), "And in India?"),
    ]
    assert "(Understood as: employers? And in India?)" in ran.out


def test_a_chat_goes_on_after_a_line_it_cannot_work_with(run: Run, fake: FakeAssistant) -> None:
    ran = run("ask", stdin="unusable\nemployers?\n")

    assert ran.code == 0
    assert ran.err == "assistant: the question cannot be worked with\n"
    assert fake.asked[-1].turns == ()


def test_with_a_language_model_each_sentence_is_printed_before_the_next_is_there(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL", "scripted:one")
    printed: list[str] = []

    class Watching(FakeAssistant):
        def stream(self, request: Request) -> Iterator[Event]:
            for event in super().stream(request):
                yield event
                sys.stdout.flush()
                printed.append(sys.stdout.buffer.getvalue().decode())  # type: ignore[union-attr]

    worded = replace(ANSWER, answerer="scripted:one")

    ran = run("ask", "employers?", opener=lambda _: Watching(answer=worded))

    first, _, rest = ran.out.partition("\n")
    assert first == (
        "86% of U.S. employers would hire a candidate with a microcredential (base: 150). [1]"
    )
    assert printed[2] == first + "\n"
    assert rest.startswith(
        "(Answered with scripted:one; every figure is checked)\n\nFigures\n  86%: "
    )
    assert ran.out.count("86% of U.S. employers would hire a candidate") == 1


def test_with_a_language_model_a_refusal_is_still_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL", "scripted:one")

    assert run("ask", "Will it rain?").out == "The surveys here say nothing of the weather.\n"


def test_a_chat_numbers_what_an_ambiguous_question_could_mean_and_takes_a_number_for_it(
    run: Run, fake: FakeAssistant
) -> None:
    ran = run("ask", stdin="Which?\nthe second one\n")

    assert "\n  1. Do you vote?\n  2. Do you drive?\n" in ran.out
    assert fake.asked[-1] == Request(question="Which, about “Do you drive?”?")


def test_what_picks_no_choice_is_a_question_of_its_own(run: Run, fake: FakeAssistant) -> None:
    run("ask", stdin="Which?\nWhat share of employers?\n")

    assert fake.asked[-1] == Request(question="What share of employers?", turns=("Which?",))

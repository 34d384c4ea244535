"""A result is written as a line and read back the same."""

from assistant.evaluate.running.result import Job, Result
from assistant.evaluate.targets.target import Replied
from tests.evaluate.by_hand import Json, answer, check, claim, failed, figure, question


def made(told: Json, milliseconds: float = 12.34, **keys: object) -> Result:
    job = Job(set="skills", case=question(figures="86%", **keys), attempt=2)
    return Result.of(job, "built-in", Replied(reply=told, milliseconds=milliseconds))


def test_a_result_reads_back_as_the_same_result() -> None:
    for result in (
        made(answer("It is 86%.", figure())),
        made(answer("It is 92%.", figure("92%", 92.0)), within_ms=1),
        made(failed()),
    ):
        assert Result.from_json(result.to_json()).to_json() == result.to_json()


def test_a_line_has_what_varies_from_run_to_run_at_its_end() -> None:
    line = made(answer("It is 86%.", figure()), within_ms=10).to_json()

    assert list(line)[-1] == "measured"
    assert line["measured"] == {
        "ms": 12.3,
        "latency": {"standing": "failed", "why": "took 12 ms, more than 10"},
    }
    assert "latency" not in line["grades"]
    assert line["outcome"] == "right"


def test_a_line_says_why_a_grade_failed_and_leaves_out_grades_that_do_not_apply() -> None:
    line = made(answer("It is 92%.", figure("92%", 92.0))).to_json()

    assert line["grades"] == {
        "figures": {"standing": "failed", "why": "does not show 86%"},
        "leading figure": {"standing": "failed", "why": "leads with 92%, which is not expected"},
        "nothing unsupported": {"standing": "passed"},
        "citations": {"standing": "passed"},
    }
    assert line["figures"] == {"expected": 1, "shown": 1, "both": 0}


def test_a_result_is_named_by_its_set_and_case_and_is_one_of_a_model() -> None:
    result = made(answer("It is 86%.", figure()))

    assert result.name == "skills/a"
    assert result.key == ("skills/a", "built-in")
    assert result.attempt == 2


def test_what_a_reader_was_told_is_the_text_or_each_verdict_with_its_reason() -> None:
    job = Job(set="skills", case=claim("verified"), attempt=1)
    told = check(("verified", None), ("unsupported", None), why="The source has it.")
    checked = Result.of(job, "built-in", Replied(reply=told, milliseconds=1.0))

    assert made(answer("It is 86%.", figure())).text == "It is 86%."
    assert checked.text == "[verified] The source has it. [unsupported] The source has it."

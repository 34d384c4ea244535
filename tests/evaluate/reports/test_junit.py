"""A run as JUnit XML, read by a standard parser."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from assistant.evaluate.reports.junit import junit_text
from assistant.evaluate.running.run_file import Run
from tests.evaluate.by_hand import question, result, run_of


def read(run: Run) -> Element:
    return fromstring(junit_text(run))  # noqa: S314 (we wrote it ourselves)


def counts(element: Element) -> tuple[str | None, ...]:
    return tuple(element.get(name) for name in ("tests", "failures", "errors", "skipped", "time"))


RUN = run_of(
    result("a", milliseconds=500.0),
    result("b", "partly", why="does not show 74%", text="It is 86%.", milliseconds=1000.0),
    result("c", "misleading", set="t", milliseconds=250.0),
    result("c", set="t", attempt=2, milliseconds=125.0),
    name="nightly",
)


def test_a_set_is_a_suite_and_a_case_a_test_counted_once_as_its_worst_attempt() -> None:
    top = read(RUN)

    assert (top.tag, top.get("name"), counts(top)) == (
        "testsuites",
        "nightly",
        ("3", "2", "0", "0", "1.750"),
    )
    assert [(one.get("name"), counts(one)) for one in top] == [
        ("s", ("2", "1", "0", "0", "1.500")),
        ("t", ("1", "1", "0", "0", "0.250")),
    ]
    assert [one.get("name") for one in top.iter("testcase")] == ["a", "b", "c"]


def test_the_counts_are_those_of_the_tests_and_failures_in_it() -> None:
    top = read(RUN)

    for suite in (top, *top):
        assert suite.get("tests") == str(len(list(suite.iter("testcase"))))
        assert suite.get("failures") == str(len(list(suite.iter("failure"))))


def test_what_is_not_right_is_a_failure_that_says_why() -> None:
    right, partly, misleading = read(RUN).iter("testcase")

    assert list(right) == []
    (failure,) = partly
    assert failure.tag == "failure"
    assert failure.get("type") == "partly"
    assert failure.get("message") == "partly: does not show 74%"
    assert failure.text == "asked: Who?\nexpected: shows 86%\ngot: It is 86%."
    assert misleading[0].get("message") == "misleading"


def test_a_test_has_its_set_model_and_time() -> None:
    case = next(read(RUN).iter("testcase"))

    assert (case.get("classname"), case.get("time")) == ("s.built-in", "0.500")


def test_cases_put_to_several_models_are_tests_of_their_own() -> None:
    top = read(run_of(result(), result(model="openai:x", outcome="partly")))

    assert [one.get("classname") for one in top.iter("testcase")] == ["s.built-in", "s.openai:x"]
    assert counts(top)[:2] == ("2", "1")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b\x08c\x0bd\x1fe\x7ff", "abc d ef"),
        ("\x1b[31m86%\x1b[0m", "86%"),
        ("half a character: \ud83d.", "half a character: ."),
        ("\ufffea\uffff", "a"),
        ("]]> <b>&amp;</b> \"'", "]]> <b>&amp;</b> \"'"),
        ("\u202e%68", "%68"),
        ("😀 voilà", "😀 voilà"),
    ],
)
def test_texts_of_any_characters_can_be_read(text: str, seen: str) -> None:
    # A surrogate can be in an answer, and in no case.
    asked = text.encode(errors="ignore").decode() + "?"
    case = question(question=asked, figures="86%")
    run = run_of(result(case=case, outcome="partly", text=text, why=text, model=f"m{text}"))

    (test,) = read(run).iter("testcase")

    assert test[0].get("message") == f"partly: {seen}"
    assert (test[0].text or "").endswith(f"got: {seen}")
    assert test.get("classname") == f"s.m{seen}"


def test_a_run_without_results_can_be_read() -> None:
    assert counts(read(run_of())) == ("0", "0", "0", "0", "0.000")

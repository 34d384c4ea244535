"""A run and a comparison in a terminal."""

from typing import Any

from assistant.evaluate.comparing import compare
from assistant.evaluate.reports.terminal import comparison_text, run_text
from assistant.evaluate.running.run_file import Run
from tests.evaluate.by_hand import question, result, run_of

HOSTILE = "\x1b]0;title\x07\x1b[2J86%\n\x9b31m\u202e\x07of"


def misleading(case_id: str = "b", **keys: Any) -> Run:
    told = {"text": "It is 92%.", "why": "leads with 92%, which is not expected", **keys}
    return run_of(result("a"), result(case_id, "misleading", **told), result("c", "partly"))


def test_a_run_is_told_in_tables_and_then_by_the_cases_that_mislead() -> None:
    assert run_text(misleading()) == "\n".join(
        [
            "s against here (built-in), corpus v1",
            "",
            "outcome                     cases    share   95% interval",
            "right                           1    33.3%   6.1 to 79.2%",
            "partly                          1    33.3%   6.1 to 79.2%",
            "refused though covered          0     0.0%   0.0 to 56.1%",
            "misleading                      1    33.3%   6.1 to 79.2%",
            "answered though uncovered       0     0.0%   0.0 to 56.1%",
            "all                             3",
            "",
            "set                                cases     right    partly   refused  misleads"
            "  answered",
            "s                                      3         1         1         0         1"
            "         0",
            "",
            "kind                               cases     right    partly   refused  misleads"
            "  answered",
            "value                                  3         1         1         0         1"
            "         0",
            "",
            "Figures shown that were expected: 100.0%; expected that were shown: 100.0% (F1 1.00)",
            "Time per case: 12 ms in the middle, 12 ms at the slowest twentieth",
            "",
            "MISLEADING  s/b",
            "  asked     Who?",
            "  expected  shows 86%",
            "  got       It is 92%.",
            "  why       leads with 92%, which is not expected",
            "",
            "1 more are not right; `assistant evaluate report --all-cases` lists them.",
        ]
    )


def test_all_cases_that_are_not_right_are_listed_if_that_is_wanted_the_worst_first() -> None:
    text = run_text(misleading(), all_cases=True)

    assert text.index("MISLEADING  s/b") < text.index("PARTLY  s/c")
    assert "--all-cases" not in text


def test_several_models_have_a_table_and_are_named_beside_their_cases() -> None:
    text = run_text(run_of(result(), result(model="openai:x", outcome="misleading")))

    assert "\nopenai:x                               1" in text
    assert "MISLEADING  s/a (openai:x)" in text


def test_unstable_cases_are_counted() -> None:
    text = run_text(run_of(result(), result(attempt=2, outcome="partly")))

    assert "Unstable (attempts that ended differently): 1 cases" in text


def test_a_comparison_begins_with_another_corpus_and_lists_what_changed() -> None:
    base = run_of(result("a"), result("b", "partly"), result("gone"), name="base")
    new = run_of(
        result("a", "misleading", text="It is 92%."),
        result("b"),
        result("added"),
        corpus_version="v2",
    )

    assert comparison_text(compare(base, new)) == "\n".join(
        [
            "The corpora differ (v1 and v2), so a change may be one of the data.",
            "2 cases in both runs: 1 broken, 1 fixed, 0 changed, 0 unstable.",
            "1 mislead that did not before.",
            "Right then and now: McNemar's exact test, p = 1 (may be chance).",
            "1 only in the base run: s/gone",
            "1 only in the new run: s/added",
            "",
            "Broken: 1",
            "  s/a: right → misleading",
            "    asked  Who?",
            "    then   It is 86%.",
            "    now    It is 92%.",
            "",
            "Fixed: 1",
            "  s/b: partly → right",
            "    asked  Who?",
            "    then   It is 86%.",
            "    now    It is 86%.",
        ]
    )


def test_changes_of_a_model_name_it() -> None:
    before = run_of(result(), result(model="openai:x"))
    after = run_of(result(), result(model="openai:x", outcome="partly"))

    assert "  s/a (openai:x): right → partly" in comparison_text(compare(before, after))


def test_of_many_cases_that_are_only_in_one_run_five_are_named() -> None:
    new = run_of(result("a"), *(result(f"c{n}") for n in range(7)))

    text = comparison_text(compare(run_of(result("a")), new))

    assert "7 only in the new run: s/c0, s/c1, s/c2, s/c3, s/c4, …" in text


def test_nothing_in_a_text_acts_on_the_terminal() -> None:
    hostile = question(question=HOSTILE, figures="86%", tags=[HOSTILE], must_say=HOSTILE)
    keys: dict[str, Any] = {
        "case": hostile,
        "text": HOSTILE,
        "why": HOSTILE,
        "model": HOSTILE,
        "set": HOSTILE,
    }
    base = run_of(result(**keys), corpus_version=HOSTILE, target=HOSTILE)
    new = run_of(result(outcome="misleading", **keys), details=[{"program": HOSTILE}])

    for text in (run_text(new, all_cases=True), comparison_text(compare(base, new))):
        assert "86% 31mof" in text
        assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\r"}
        assert "title" not in text


def test_a_long_text_is_cut() -> None:
    text = run_text(run_of(result(outcome="misleading", text="x" * 5_000)))

    assert f"  got       {'x' * 300}…" in text
    assert "x" * 301 not in text

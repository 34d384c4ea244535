"""A run as a page in one file."""

import base64
import hashlib
import re
from dataclasses import replace
from time import perf_counter

import pytest

from assistant.evaluate.case import Case
from assistant.evaluate.grading import OUTCOMES
from assistant.evaluate.reports.page import report_html
from assistant.evaluate.running.run_file import Run
from tests.evaluate.reports.reading import Page, cases_of, headings_of, words_of
from tests.evaluate.reports.runs import (
    EVERY,
    HOSTILE,
    QUOTE,
    answered,
    before,
    every_run,
    question,
    refused,
    result,
    run_of,
)

POINTING = ("src", "href", "action", "formaction", "data", "poster", "srcset", "xlink:href")
REFERRING = ("for", "aria-labelledby", "aria-describedby")


def test_the_head_says_what_was_run_against_what() -> None:
    words = words_of(report_html(every_run()))

    assert "Evaluation run tonight Sets chile (6) Corpus version f465fdc92f4d5b86" in words
    assert "Target here Model built-in Program version 0.1.0 Took 56 seconds" in words


def test_what_is_not_known_of_a_run_is_left_out() -> None:
    foreign = replace(run_of(EVERY, details=[{}], corpus_version=""), end=None)

    words = words_of(report_html(foreign))

    assert "Program version" not in words
    assert "Corpus version" not in words
    assert "The run did not end, so cases may be missing." in words


def test_outcomes_have_their_share_and_its_interval() -> None:
    words = words_of(report_html(every_run()))

    # Wilson's interval of 2 in 6 is 9.7% to 70.0%, that of 1 in 6 is 3.0% to 56.4%.
    assert "✓ right 2 33% 10% to 70%" in words
    assert "✗ misleading 1 17% 3% to 56%" in words
    assert "All 6" in words


def test_sets_and_first_tags_have_their_own_rows() -> None:
    words = words_of(report_html(every_run()))

    assert "chile 6 2 1 1 1 1 33% 10% to 70%" in words
    assert "value 3 1 0 1 1 0 33% 6% to 79%" in words
    assert "refusal 1 0 0 0 0 1 0% 0% to 79%" in words


def test_every_case_is_there_the_worst_first() -> None:
    html = report_html(every_run())

    assert list(cases_of(html)) == [
        "chile/wrong",
        "chile/uncovered",
        "chile/covered",
        "chile/turns",
        "chile/fine",
        "chile/claim",
    ]
    assert headings_of(html) == [
        "Misleading ( 1 )",
        "Answered though uncovered ( 1 )",
        "Refused though covered ( 1 )",
        "Partly ( 1 )",
        "Right ( 2 )",
    ]


def test_a_case_has_what_was_asked_expected_and_answered_and_what_failed() -> None:
    case = cases_of(report_html(every_run()))["chile/wrong"]

    assert "✗ misleading What of wrong? chile/wrong Expected Shows 35%" in case
    assert "Answer Understood as: How many Chileans meant to vote no?" in case
    assert "12% of Chileans did. [1] What failed Figures: does not show 35%" in case
    assert "Passed: citations" in case
    assert "People: Chileans Base: 2,532 Wave: 1988 35% Intended vote: No" in case
    assert f"[1] corpus/chile/responses.dta, question vote {QUOTE}" in case
    assert "Set chile Tags value Model built-in" in case


def test_turns_claims_and_refusals_are_told_as_what_they_are() -> None:
    cases = cases_of(report_html(every_run()))

    assert "Conversation What of women? And men? Expected Shows 18%" in cases["chile/turns"]
    assert "Expected Verdict contradicted" in cases["chile/claim"]
    assert "Contradicted: 92% agree. (the source has 86%)" in cases["chile/claim"]
    assert "Answer refused: not covered The surveys here do not" in cases["chile/covered"]
    assert "Expected Refuses as not covered" in cases["chile/uncovered"]


def test_everything_that_a_case_may_expect_is_told() -> None:
    figure = {"value": 9.8, "unit": "percent", "population": "men", "base": 890, "wave": "2018"}
    case = Case(
        id="all",
        question="Who?",
        figures=[figure, {"any_of": ["6 points", "7 points"]}],
        not_figures=["46%", "7%"],
        answer=["rose", "yes"],
        must_cite="chile",
        must_say=[["vote", "ballot"]],
        must_not_say="always",
        within_ms=500,
        why="87 of 890",
    )

    words = cases_of(report_html(run_of([result(case, "right", answered())])))["chile/all"]

    assert (
        "Expected Shows 9.8% of men (base 890) in 2018 6 points or 7 points "
        "Doesn't lead with 46% 7% Answers rose or yes Cites chile Says “vote” or “ballot” "
        "Doesn't say “always” Takes at most 500 ms Why: 87 of 890"
    ) in words


def test_what_broke_comes_first_where_there_is_a_base() -> None:
    html = report_html(every_run(), base=before())

    assert list(cases_of(html))[:3] == ["chile/covered", "chile/turns", "chile/wrong"]
    assert headings_of(html)[0] == "Broken since the base run ( 2 )"
    assert "6 cases in both runs: 2 broken, 1 fixed, 0 changed, 0 unstable." in words_of(html)
    assert "compared with last-night" in words_of(html)


def test_a_change_is_shown_word_by_word_with_the_outcome_before() -> None:
    html = report_html(every_run(), base=before())

    assert (
        "<del>36%</del> <ins>35%</ins> of Chileans <del>did.</del> <ins>answered “No”.</ins>"
        in (html.replace("</del><ins>", "</del> <ins>"))
    )
    assert "fixed What of fine?" in cases_of(html)["chile/fine"]
    assert "Base run ◐ partly What failed: does not show 35%" in cases_of(html)["chile/fine"]
    assert "Base run" not in cases_of(html)["chile/wrong"]


def test_a_change_of_the_outcome_alone_says_that_the_text_is_the_same() -> None:
    base = run_of([result(question("a"), "partly", answered())], name="base")
    new = run_of([result(question("a"), "right", answered())])

    assert "The text is the same." in cases_of(report_html(new, base=base))["chile/a"]


def test_cases_that_the_base_does_not_have_are_new() -> None:
    base = run_of(EVERY[:-1], name="base")

    html = report_html(every_run(), base=base)

    assert "new Who won?" in cases_of(html)["chile/uncovered"]
    assert "1 only in the new run: chile/uncovered" in words_of(html)


def test_a_case_that_misleads_as_it_did_not_before_says_so() -> None:
    base = run_of([result(question("a"), "partly", answered())], name="base")
    new = run_of([result(question("a"), "misleading", answered("Nobody did."))])

    words = cases_of(report_html(new, base=base))["chile/a"]

    assert "changed newly misleading What of a?" in words


def test_another_corpus_and_another_set_are_told_before_the_numbers() -> None:
    sets = [{"name": "chile", "sha256": "b" * 64, "cases": 6}]
    base = run_of(EVERY, name="base", corpus_version="other", sets=sets)

    words = words_of(report_html(every_run(), base=base))

    assert "The set chile is not the same as in the base run." in words
    assert "The corpora differ (other and f465fdc92f4d5b86)" in words
    assert words.index("The set chile is not") < words.index("Outcomes")


def test_several_attempts_are_one_case_with_all_of_them_shown() -> None:
    case = question("twice")
    run = run_of(
        [
            result(case, "right", answered()),
            result(case, "partly", answered("Some did."), attempt=2),
        ],
        repeat=2,
    )

    html = report_html(run)

    words = cases_of(html)["chile/twice"]
    assert len(cases_of(html)) == 1
    assert "Attempts ✓ right 35% of Chileans answered “No”. [1] ◐ partly" in words
    assert "Each case counts once, with the outcome of its worst attempt." in words_of(html)
    assert "Attempts per case 2" in words_of(html)


def test_several_models_have_a_table_and_a_filter() -> None:
    other = tuple(replace(one, model="scripted:one") for one in EVERY)
    run = run_of(EVERY + other, models=["built-in", "scripted:one"])

    html = report_html(run)

    assert html.count('<details class="case"') == 12
    assert "scripted:one 6 2 1 1 1 1 33%" in words_of(html)
    assert '<label for="by-model">Model</label>' in html


def test_the_chart_has_the_past_runs_the_base_and_this_one_with_words_and_a_table() -> None:
    past = [run_of(EVERY[:3], name="monday"), run_of(EVERY[:1], name="tuesday")]

    html = report_html(every_run(), base=before(), past=past)

    bars = Page(html).all_of("aria-label")
    assert "right: 1, partly: 1, refused though covered: 1" in bars
    assert "right: 1" in bars
    rows = re.findall(r"(monday|tuesday|last-night|tonight) (\d+ case)", words_of(html))
    assert [name for name, _ in rows] == ["monday", "tuesday"]
    words = words_of(html)
    assert "last-night base run, 6 cases, 50% right" in words
    assert "tonight this run, 6 cases, 33% right" in words
    assert "monday 3 1 1 1 0 0 tuesday 1 1 0 0 0 0 last-night 6 3 1 0 1 1 tonight 6 2" in words


def test_a_base_that_is_among_the_past_runs_has_one_bar() -> None:
    base = before()

    html = report_html(every_run(), base=base, past=[base])

    assert html.count('role="img"') == 2


def test_each_outcome_has_a_pattern_of_its_own() -> None:
    html = report_html(every_run())

    patterns = re.findall(r'<pattern id="is-([\w-]+)"[^>]*>(.*?)</pattern>', html)
    assert [name.replace("-", " ") for name, _ in patterns] == list(OUTCOMES)
    assert len({re.sub(r"<rect[^>]*>", "", drawn) for _, drawn in patterns[:3]}) == 3


def test_the_filters_offer_what_there_is_with_its_count() -> None:
    html = report_html(every_run(), base=before())

    options = [words_of(f"<body>{one}").strip() for one in re.findall(r"<option.*?</option>", html)]
    assert options == [
        *("Any", "misleading (1)", "answered though uncovered (1)"),
        *("refused though covered (1)", "partly (1)", "right (2)"),
        *("Any", "broken (2)", "fixed (1)", "unchanged (3)"),
        *("Any", "claim (1)", "refusal (1)", "rounded (1)", "value (3)"),
        *("Any", "chile (6)", "chile-1988 (1)"),
    ]


@pytest.mark.parametrize("base", [None, before()], ids=["alone", "with a base"])
def test_it_stands_alone_and_its_policy_names_its_style_and_script(base: Run | None) -> None:
    html = report_html(every_run(), base=base)

    page = Page(html)
    pointed = page.all_of(*POINTING)
    assert [to for to in pointed if not to.startswith("#")] == []
    assert {"link", "img", "iframe", "object", "embed", "base", "use", "image"} & set(
        page.tags
    ) == set()
    assert [name for _, has in page.elements for name in has if name.startswith("on")] == []
    assert page.all_of("style") == []
    assert "@import" not in html
    assert re.findall(r"url\((?!\"#)", html) == []
    for kind in ("style", "script"):
        text = html[html.index(f"<{kind}>") + len(kind) + 2 : html.index(f"</{kind}>")]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in html
    assert "default-src 'none'" in html


def hostile_run(name: str = "tonight") -> Run:
    case = question("a", question=HOSTILE, tags=[HOSTILE], why=HOSTILE, must_say=HOSTILE)
    reply = answered(HOSTILE, quote=HOSTILE)
    reply["figures"][0].update(population=HOSTILE, measure=HOSTILE, wave=HOSTILE, text=HOSTILE)
    turns = Case(id="b", turns=(HOSTILE, HOSTILE), answer=HOSTILE)
    claim = Case(id="c", claim=HOSTILE, verdict="verified")
    checked = {"claims": [{"text": HOSTILE, "verdict": HOSTILE, "why": HOSTILE, "figures": []}]}
    results = [
        result(case, "partly", reply, set=HOSTILE, model=HOSTILE),
        result(turns, "misleading", refused(HOSTILE)),
        result(claim, "right", checked),
    ]
    return run_of(results, name=name, target=HOSTILE, corpus_version=HOSTILE, models=[HOSTILE])


def test_nothing_of_a_run_is_taken_for_markup() -> None:
    run = hostile_run()
    other = {"status": "answered", "text": f"Before: {HOSTILE}"}
    base = replace(run, results=tuple(replace(one, reply=other) for one in run.results))
    plain = report_html(every_run(), base=before())

    html = report_html(run, base=base)

    page = Page(html)
    assert set(page.tags) - set(Page(plain).tags) <= {"ins", "del", "ol"}
    assert "del" in page.tags
    assert page.tags.count("script") == 1
    assert page.tags.count("style") == 1
    assert html.count("</details>") == page.tags.count("details")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "49" not in re.sub(r"sha256-\S+", "", words_of(html))
    policies = [re.search(r'content="(default-src[^"]*)"', one) for one in (html, plain)]
    assert policies[0] is not None
    assert policies[1] is not None
    assert policies[0][1] == policies[1][1]


def test_what_the_page_refers_to_is_there_and_no_name_is_given_twice() -> None:
    page = Page(report_html(every_run(), base=before()))

    ids = page.all_of("id")
    assert len(ids) == len(set(ids))
    referred = [one for value in page.all_of(*REFERRING) for one in value.split()]
    assert [one for one in referred if one not in ids] == []
    assert [to for to in page.all_of("href") if to[1:] not in ids] == []


def test_a_foreign_reply_that_has_only_a_text_is_shown() -> None:
    foreign = {"status": "answered", "text": "About a third.\n\nOf all."}

    html = report_html(run_of([result(question("a"), "partly", foreign)]))

    assert "Answer About a third. Of all. What failed" in cases_of(html)["chile/a"]
    assert html.count('<p class="said"') == 2


def test_a_failure_says_so() -> None:
    failure = {"status": "failed", "text": "BadInput: HTTP 422"}

    html = report_html(run_of([result(question("a"), "refused though covered", failure)]))

    assert "Answer failed BadInput: HTTP 422" in cases_of(html)["chile/a"]


def test_a_run_without_results_is_a_page_too() -> None:
    words = words_of(report_html(run_of([])))

    assert "All 0" in words
    assert "0 cases." in words


def test_a_thousand_cases_take_less_than_five_megabytes_and_little_time() -> None:
    long = answered("Of the people asked, " + "many said one thing or another, " * 20)
    run = run_of([result(question(f"q{n}"), "partly", long) for n in range(1000)])

    began = perf_counter()
    html = report_html(run, base=replace(run, path=run.path.with_name("base.jsonl")))

    assert len(html.encode()) < 5_000_000
    assert perf_counter() - began < 20

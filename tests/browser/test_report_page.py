"""The report of a run in a real browser."""

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.evaluate.reports.page import report_html
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.devtools import Tab, driven
from tests.evaluate.reports.runs import (
    EVERY,
    HOSTILE,
    answered,
    before,
    every_run,
    question,
    result,
    run_of,
)

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('.case:not([hidden]) .name')].map(e => e.textContent)"
TOLD = "document.getElementById('shown').textContent"
OPEN = "document.querySelectorAll('details').forEach(e => e.open = true)"
# Every text that is to be seen, unless what is behind it is at least 4.5 times lighter or darker.
TOO_FAINT = """
(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => channels(color).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (e) => {
    const color = e ? getComputedStyle(e).backgroundColor : "rgb(255, 255, 255)";
    return (channels(color)[3] ?? 1) === 0 ? behind(e.parentElement) : color;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !e.checkVisibility() || e.closest("svg")) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((a, b) => b - a);
    if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(texts.currentNode.data.trim());
  }
  return faint;
})()
"""
NAMELESS = """
[...document.querySelectorAll("a, button, input, select, summary, svg, [role=group], form")]
  .filter((e) => e.ariaHidden !== "true")
  .filter((e) => !(e.labels?.length || e.ariaLabel || e.textContent.trim()))
  .map((e) => e.outerHTML.slice(0, 80))
"""


@pytest.fixture(params=["light", "dark"])
def coloured(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tab]:
    """A page of a browser whose user wants light colours, and of one who wants dark ones."""
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    wanted = ["--force-dark-mode"] if request.param == "dark" else []
    command = [CHROMIUM, *FLAGS, *wanted, f"--user-data-dir={tmp_path / 'profile'}"]
    with driven(command) as tab:
        tab.open("about:blank")
        is_dark = tab.script("matchMedia('(prefers-color-scheme: dark)').matches")
        assert is_dark == (request.param == "dark")
        yield tab


@pytest.fixture
def report(tmp_path: Path) -> str:
    """The address of a report with every kind of case, against a base run."""
    return written(tmp_path, report_html(every_run(), base=before(), past=[before()]))


def written(folder: Path, html: str) -> str:
    file = folder / "report.html"
    file.write_text(html, encoding="utf-8")
    return file.as_uri()


def choose(tab: Tab, field: str, text: str) -> None:
    """Choose what begins with a text, as the reader does."""
    found = tab.script(
        f"[...document.getElementById('{field}').options].find(o => o.text.startsWith('{text}'))"
        "?.value ?? null"
    )
    assert found is not None
    tab.script(
        f"(() => {{ const field = document.getElementById('{field}'); field.value = '{found}';"
        "field.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


def search(tab: Tab, words: str) -> None:
    tab.script(
        "(() => { const field = document.getElementById('words');"
        f"field.value = '{words}'; field.dispatchEvent(new Event('input')); }})()"
    )


def test_a_filter_leaves_the_cases_of_its_outcome_and_says_how_many(tab: Tab, report: str) -> None:
    tab.open(report)
    assert tab.script(TOLD) == "Showing all 6 cases."

    choose(tab, "by-outcome", "right")

    assert tab.script(SHOWN) == ["chile/fine", "chile/claim"]
    assert tab.script(TOLD) == "Showing 2 of 6 cases."
    headings = "[...document.querySelectorAll('.group:not([hidden]) h3')].map(e => e.textContent)"
    assert tab.script(headings) == ["Right (2)"]
    assert tab.script("document.getElementById('shown').ariaLive") == "polite"


@pytest.mark.parametrize(
    ("field", "text", "left"),
    [
        ("by-change", "broken", ["chile/covered", "chile/turns"]),
        ("by-change", "fixed", ["chile/fine"]),
        ("by-tag", "refusal", ["chile/uncovered"]),
        ("by-place", "chile-1988", ["chile/turns"]),
    ],
)
def test_each_field_filters(
    tab: Tab, report: str, *, field: str, text: str, left: list[str]
) -> None:
    tab.open(report)

    choose(tab, field, text)

    assert tab.script(SHOWN) == left


def test_filters_and_words_are_taken_together_and_cleared_at_once(tab: Tab, report: str) -> None:
    tab.open(report)
    choose(tab, "by-tag", "value")

    search(tab, "SURVEYS cover")
    tab.until(f"{TOLD} === 'Showing 1 of 6 cases.'")
    assert tab.script(SHOWN) == ["chile/covered"]

    tab.script("document.querySelector('#filters [type=reset]').click()")
    tab.until(f"{TOLD} === 'Showing all 6 cases.'")
    assert tab.script(f"{SHOWN}.length") == 6


def test_a_case_is_opened_by_keyboard_and_all_that_are_shown_by_a_button(
    tab: Tab, report: str
) -> None:
    tab.open(report)
    opened = "document.querySelectorAll('.case[open]').length"
    tab.script("document.querySelector('.case > summary').focus()")

    tab.press("Enter")
    tab.until(f"{opened} === 1")

    choose(tab, "by-outcome", "right")
    tab.script("document.getElementById('open').click()")
    assert tab.script(opened) == 3
    tab.script("document.getElementById('close').click()")
    assert tab.script(opened) == 0


def test_the_address_of_a_case_opens_it(tab: Tab, report: str) -> None:
    tab.open(f"{report}#case-3")

    tab.until("document.getElementById('case-3').open")


def test_without_scripts_every_case_is_shown_and_no_dead_form(tab: Tab, report: str) -> None:
    tab.without_scripts()

    tab.open(report)

    assert tab.script(f"{SHOWN}.length") == 6
    assert tab.script("document.getElementById('filters').checkVisibility()") is False
    assert tab.script(TOLD) == "6 cases."


def test_nothing_on_the_page_goes_against_its_security_policy(tab: Tab, tmp_path: Path) -> None:
    case = question("a", question=HOSTILE, tags=[HOSTILE])
    results = [*EVERY, result(case, "partly", answered(HOSTILE, quote=HOSTILE))]

    tab.open(written(tmp_path, report_html(run_of(results))))
    choose(tab, "by-outcome", "partly")

    assert tab.script(SHOWN) == ["chile/turns", "chile/a"]
    assert tab.faults == []
    assert tab.script("document.scripts.length") == 1


def test_on_a_phone_nothing_runs_over_the_edge(tab: Tab, tmp_path: Path) -> None:
    case = question("a", question="employers" * 80, must_say="m" * 200, tags=["t" * 100])
    results = [*EVERY, result(case, "partly", answered("x" * 500), set="s" * 80)]
    address = written(tmp_path, report_html(run_of(results, name="n" * 100), base=before()))
    tab.narrow(320)
    tab.open(address)

    tab.script(OPEN)

    assert tab.script("document.documentElement.scrollWidth") <= 320


def test_text_stands_out_from_what_is_behind_it(coloured: Tab, report: str) -> None:
    coloured.open(report)
    coloured.script(OPEN)

    assert coloured.script(TOO_FAINT) == []


def test_whatever_can_be_used_or_jumped_to_has_a_name(tab: Tab, report: str) -> None:
    tab.open(report)
    tab.script(OPEN)

    assert tab.script(NAMELESS) == []
    levels = tab.script("[...document.querySelectorAll('h1,h2,h3,h4')].map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_axe_finds_nothing_against_the_page(coloured: Tab, report: str) -> None:
    axe = os.environ.get("AXE_JS", "")
    if not axe:
        pytest.skip("axe-core is not here; `npm pack axe-core`, and set AXE_JS to its axe.min.js")
    for width in (1280, 400):
        coloured.narrow(width)
        coloured.open(report)
        coloured.script(OPEN)
        coloured.script(f"{Path(axe).read_text(encoding='utf-8')};0")

        assert coloured.script("axe.run().then(r => r.violations.map(v => [v.id, v.help]))") == []


def test_with_a_thousand_cases_a_filter_takes_less_than_a_tenth_of_a_second(
    tab: Tab, tmp_path: Path
) -> None:
    text = "Of the people asked, " + "many said one thing or another, " * 20
    some = [result(question(f"q{n}"), "partly", answered(text)) for n in range(500)]
    others = [result(question(f"r{n}"), "misleading", answered(text)) for n in range(500)]
    tab.open(written(tmp_path, report_html(run_of([*some, *others]))))
    # The quickest of three, since the machine may have other things to do.
    took = (
        "Math.min(...[0, 1, 2].map(() => { const began = performance.now(); filter();"
        "document.body.offsetHeight; return performance.now() - began; }))"
    )

    choose(tab, "by-outcome", "partly")
    assert tab.script(took) < 100
    choose(tab, "by-outcome", "Any")
    search(tab, "nowhere")
    assert tab.script(took) < 100
    assert tab.script(TOLD) == "Showing 0 of 1,000 cases."

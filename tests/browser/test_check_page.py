"""The page for writers in a real browser."""

import json
from pathlib import Path

import pytest

from tests.browser.devtools import Tab
from tests.interfaces.fake_assistant import QUOTE

pytestmark = pytest.mark.browser

DRAFT = "Hello.\n92% of employers would hire.\nStill, 86% of employers agree."
FOCUSED = "document.activeElement"
TEXT = "document.body.innerText"


def check(tab: Tab, address: str, draft: str = DRAFT) -> None:
    tab.open(f"{address}check")
    tab.script(f"document.getElementById('text').value = {json.dumps(draft)}")
    tab.script("document.querySelector('main form').submit()")
    tab.until("document.getElementById('result') !== null && document.readyState === 'complete'")


def test_after_a_check_the_reader_stands_at_the_result_and_its_summary_is_the_title(
    tab: Tab, address: str
) -> None:
    check(tab, address)

    assert tab.script("location.hash") == "#result"
    assert tab.script(f"{FOCUSED}.id") == "result"
    assert tab.script("document.title").startswith("2 claims: 1 verified, 1 contradicted")


def test_from_a_mark_to_its_evidence_and_back_by_keyboard_alone(tab: Tab, address: str) -> None:
    check(tab, address)
    tab.script("document.getElementById('figure-1').focus()")

    tab.press("Enter")
    tab.until(f"{FOCUSED}.id === 'evidence-1'")
    assert QUOTE in tab.script(f"{FOCUSED}.innerText")

    tab.press("Tab")
    assert tab.script(f"{FOCUSED}.getAttribute('aria-label')") == "Back to figure 1, 92%"
    tab.press("Enter")
    tab.until("location.hash === '#figure-1'")
    tab.press("Tab")
    assert tab.script(f"{FOCUSED}.id") == "figure-2"


def test_the_corrected_sentence_is_copied_and_the_reader_told(tab: Tab, address: str) -> None:
    check(tab, address)
    button = "document.querySelector('[data-copies]')"
    assert tab.script(f"{button}.hidden") is False
    tab.script(f"{button}.focus()")

    tab.press("Enter")

    tab.until("document.getElementById('copied').textContent !== ''")
    told = tab.script("document.getElementById('copied').textContent")
    assert told in (
        "Corrected sentence copied.",
        "The sentence is selected; copy it with your keyboard.",
    )
    assert tab.script("document.getElementById('corrected-1').value") == (
        "86% of employers would hire."
    )


def test_where_the_clipboard_is_closed_the_sentence_is_selected(tab: Tab, address: str) -> None:
    check(tab, address)
    tab.script("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")

    tab.script("document.querySelector('[data-copies]').click()")

    tab.until("document.getElementById('copied').textContent.includes('selected')")
    assert tab.script("document.getSelection().toString()") == "86% of employers would hire."


def test_without_scripts_the_sentence_stands_in_a_field_and_no_dead_button_beside_it(
    tab: Tab, address: str
) -> None:
    tab.without_scripts()
    check(tab, address)

    assert tab.script("document.querySelector('[data-copies]').hidden") is True
    assert tab.script("document.getElementById('corrected-1').readOnly") is True


def test_a_file_that_was_chosen_is_checked(tab: Tab, address: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# News\n\n**92%** of employers would hire.\n", encoding="utf-8")
    tab.open(f"{address}check")
    tab.choose_file("#file", str(draft))

    tab.script("document.querySelector('main form').submit()")

    tab.until("document.getElementById('result') !== null && document.readyState === 'complete'")
    assert "1 claim: 0 verified, 1 contradicted" in tab.script(TEXT)


def test_nothing_on_the_page_goes_against_its_security_policy(tab: Tab, address: str) -> None:
    check(tab, address, draft='<script>alert(1)</script> 92% <img src=x onerror="alert(2)">')

    assert tab.faults == []
    assert tab.script("document.scripts.length") == 1


def test_on_a_phone_nothing_runs_over_the_edge(tab: Tab, address: str) -> None:
    tab.narrow(320)
    check(tab, address, draft=f"92% of {'employers' * 80} would hire.")

    assert tab.script("document.documentElement.scrollWidth") <= 320


def test_every_field_and_button_has_a_name(tab: Tab, address: str) -> None:
    check(tab, address)

    nameless = tab.script(
        "[...document.querySelectorAll('input:not([type=hidden]), textarea, select, button, a')]"
        ".filter(e => !(e.labels?.length || e.ariaLabel || e.textContent.trim())).length"
    )
    assert nameless == 0

"""The page in a real browser."""

import json
from collections.abc import Callable

import pytest

from tests.browser.devtools import Tab
from tests.interfaces.fake_assistant import QUOTE

pytestmark = pytest.mark.browser


def test_a_question_is_answered_with_the_figure_and_its_quoted_source(
    address: str, browse: Callable[..., str]
) -> None:
    page = browse(f"{address}?q=What+share+of+employers%3F", "--dump-dom")

    assert "86% of U.S. employers would hire" in page
    assert '<a href="#source-1" aria-label="source 1">[1]</a>' in page
    assert QUOTE in page


def test_the_browser_finds_nothing_against_the_content_security_policy(
    address: str, browse: Callable[..., str]
) -> None:
    console = browse(f"{address}?q=employers", "--enable-logging=stderr", "--dump-dom")

    assert "</html>" in console
    assert "Content Security Policy" not in console


def ask(tab: Tab, question: str) -> None:
    tab.script(f"document.getElementById('q').value = {json.dumps(question)}")
    tab.script("document.getElementById('q').form.requestSubmit()")
    tab.until(f"document.title.startsWith({json.dumps(question)})")
    tab.until("document.readyState === 'complete'")


def test_a_conversation_is_led_rated_and_deleted_without_scripts(tab: Tab, address: str) -> None:
    tab.without_scripts()
    tab.open(address)

    ask(tab, "What share of employers?")
    ask(tab, "Which?")
    tab.script("document.querySelector('.choices button').click()")
    tab.until("document.body?.innerText.includes('about “Do you vote?”')")
    tab.until("document.readyState === 'complete'")
    assert tab.script("document.querySelectorAll('.earlier article').length") == 2

    tab.script("document.querySelector('.feedback button').click()")
    tab.until("document.body?.innerText.includes('You said: helpful')")
    tab.until("document.readyState === 'complete'")

    tab.script("document.querySelector('.conversation button').click()")
    tab.until("document.body?.innerText.includes('The conversation is deleted.')")
    assert tab.faults == []


def test_on_a_phone_no_choice_runs_over_the_edge(tab: Tab, address: str) -> None:
    tab.narrow(320)
    tab.open(address)

    ask(tab, "Which?")

    assert tab.script("document.documentElement.scrollWidth") <= 320

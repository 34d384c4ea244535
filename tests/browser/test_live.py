"""Sentences that are shown as they come, in a real browser."""

import pytest

from tests.browser.devtools import Tab
from tests.interfaces.fake_assistant import ANSWER, SECOND, SlowAssistant

pytestmark = pytest.mark.browser

ASK = "document.getElementById('q').form.requestSubmit()"
TYPE = "document.getElementById('q').value = 'What share of employers?'"
LIVE = "[...document.querySelectorAll('.live .sentence')].map(p => p.textContent)"
FIRST = f"{ANSWER.sentences[0].text} [1]"


def test_each_sentence_is_read_while_the_next_is_written_and_the_question_asked_once(
    tab: Tab, live_address: str, slow: SlowAssistant
) -> None:
    tab.open(live_address)
    tab.script(TYPE)
    tab.script(ASK)

    tab.until("document.querySelectorAll('.live .sentence').length === 1")
    assert tab.script(LIVE) == [FIRST]
    assert tab.script("document.querySelector('[role=status]').textContent") == "Writing…"
    assert tab.script("document.querySelector('.live').ariaLive") == "polite"
    slow.may_go_on.set()

    tab.until("document.title.startsWith('What share of employers?')")
    tab.until("document.readyState === 'complete'")
    assert SECOND.text in tab.script("document.querySelector('section.answer').innerText")
    assert tab.script("document.querySelectorAll('#sources').length") == 1
    assert tab.script("document.querySelectorAll('.feedback').length") == 1
    assert [asked.question for asked in slow.asked].count("What share of employers?") == 1
    assert tab.faults == []


def test_where_no_stream_can_be_had_the_form_is_sent_as_ever(
    tab: Tab, live_address: str, slow: SlowAssistant
) -> None:
    tab.open(live_address)
    tab.script("window.fetch = () => Promise.reject(new TypeError('no network'))")
    tab.script(TYPE)
    tab.script(ASK)

    tab.until("document.title.startsWith('What share of employers?')")
    tab.until("document.readyState === 'complete'")
    assert SECOND.text in tab.script("document.querySelector('section.answer').innerText")
    assert [asked.question for asked in slow.asked].count("What share of employers?") == 1

"""A check as a page in one file."""

import base64
import hashlib
import re
from html.parser import HTMLParser

from assistant.render.check.page import report_html
from assistant.render.check.view import view_check
from tests.interfaces.fake_assistant import QUOTE
from tests.render.check.drafts import ATTACK, checked, hostile

DRAFT = "Hello.\n92% would hire.\nStill, 86% of employers agree."


class Links(HTMLParser):
    """What a page points at and what can be pointed at in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.to: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "aria-describedby", "aria-labelledby", "for", "data-copies"):
                self.to.append((value or "").removeprefix("#"))


def words_of(html: str) -> str:
    body = html[html.index("<body>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))


def page(text: str, **named: str) -> str:
    return report_html(view_check(checked(text), **named))


def test_every_figure_is_marked_with_its_verdict_in_words_and_by_a_sign() -> None:
    html = page(DRAFT)

    assert html.count('<mark class="contradicted">92%') == 1
    assert html.count('<mark class="verified">86%') == 1
    words = words_of(html)
    assert "92%&nbsp;✗, contradicted, note 1 would hire." in words
    assert "Still, 86%&nbsp;✓, verified, note 2 of employers agree." in words
    assert "Hello." in words


def test_the_evidence_gives_the_right_figure_the_place_and_the_quote() -> None:
    words = words_of(page(DRAFT))

    assert "The source has 86%" in words
    assert "corpus/skills/article.md, paragraph 4" in words
    assert QUOTE in words
    assert "Corrected sentence: 86% would hire." in words


def test_marks_and_notes_lead_to_each_other() -> None:
    html = page(DRAFT)
    links = Links(html)

    assert 'href="#evidence-1"' in html
    assert 'href="#figure-1"' in html
    assert [to for to in links.to if to not in links.ids] == []
    assert len(links.ids) == len(set(links.ids))


def test_the_summary_stands_in_the_title_and_at_the_top() -> None:
    html = page(DRAFT, name="draft.docx", notice="The draft has 1 table.")

    summary = "2 claims: 1 verified, 1 contradicted, 0 unsupported"
    assert f"<title>{summary} · draft.docx</title>" in html
    assert words_of(html).startswith(f" draft.docx, checked {summary} The draft has 1 table.")


def test_it_stands_alone_and_can_run_nothing() -> None:
    html = page(DRAFT)

    style = html[html.index("<style>") + 7 : html.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html.replace("&#39;", "'")
    assert re.findall(r"<(?:script|link|img|iframe)\b|\son\w+=|\sstyle=|@import|url\(", html) == []


def test_nothing_of_a_draft_or_its_evidence_is_taken_for_markup() -> None:
    html = report_html(view_check(hostile(), name=ATTACK))

    links = Links(html)
    assert {"script", "img", "textarea"} & set(links.tags) == set()
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html


def test_a_draft_without_figures_says_so_and_shows_no_key() -> None:
    words = words_of(page("Hello."))

    assert "There is no survey figure in this draft" in words
    assert "the source bears it out" not in words


def test_an_empty_draft_says_so() -> None:
    assert "There is no text in this draft" in words_of(page(""))

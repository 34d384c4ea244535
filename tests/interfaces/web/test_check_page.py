"""The page for writers."""

import io
import re
from collections.abc import Sequence

import docx
import pytest
from starlette.testclient import TestClient

from assistant.errors import ModelUnavailable, UnknownSurvey
from assistant.interfaces.web.app import build_app
from assistant.interfaces.web.guards import LARGEST_BODY
from assistant.settings import Settings
from assistant.survey import Survey
from assistant.verify.check import Check
from tests.interfaces.fake_assistant import QUOTE, SKILLS, FakeAssistant
from tests.render.check.drafts import hostile

DRAFT = "Hello.\n92% of employers would hire.\nStill, 86% of employers agree."
ATTACK = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(2)>'


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def with_fake(fake: FakeAssistant) -> TestClient:
    return TestClient(build_app(fake, Settings()))


def word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_the_empty_page_has_a_labelled_form_for_text_and_file(client: TestClient) -> None:
    page = client.get("/check").text

    assert '<html lang="en">' in page
    assert 'action="/check#result" method="post" enctype="multipart/form-data"' in page
    assert '<label for="text">' in page
    assert '<label for="file">' in page
    assert 'accept=".docx,.htm,.html,.markdown,.md,.txt,.xhtml"' in page


def test_the_two_pages_lead_to_each_other_and_say_where_one_is(client: TestClient) -> None:
    asking, checking = client.get("/").text, client.get("/check").text

    assert '<a href="/" aria-current="page">Ask</a>' in asking
    assert '<a href="/check">Check a draft</a>' in asking
    assert '<a href="/">Ask</a>' in checking
    assert '<a href="/check" aria-current="page">Check a draft</a>' in checking


def test_once_the_models_are_warm_a_passage_of_the_corpus_can_be_tried(client: TestClient) -> None:
    client.post("/check", data={"text": "Hello."})  # waits its turn behind the warming up

    page = client.get("/check").text

    assert f'<input type="hidden" name="text" value="{QUOTE}">' in page
    assert "Check this passage of the corpus" in page
    assert "For example" not in with_fake(FakeAssistant()).get("/check").text


def test_every_figure_is_marked_and_leads_to_its_evidence_and_back(client: TestClient) -> None:
    page = client.post("/check", data={"text": DRAFT}).text

    assert '<mark class="contradicted">92%' in page
    assert '<mark class="verified">86%' in page
    for number in (1, 2):
        assert f'id="figure-{number}" href="#evidence-{number}"' in page
        assert f'aria-describedby="reason-{number}"' in page
        assert f'<li id="evidence-{number}"' in page
        assert f'href="#figure-{number}" aria-label="Back to figure {number}, ' in page
    assert QUOTE in words_of(page)
    assert "The source has 86%" in words_of(page)


def test_the_summary_stands_in_the_title_and_first_in_the_result(client: TestClient) -> None:
    page = client.post("/check", data={"text": DRAFT}).text

    summary = "2 claims: 1 verified, 1 contradicted, 0 unsupported"
    assert f"<title>{summary} · Check a draft · Survey assistant</title>" in page
    assert page.index('id="result"') < page.index('role="status"') < page.index("check-summary")


def test_the_corrected_sentence_stands_in_a_field_that_can_be_read_without_a_script(
    client: TestClient,
) -> None:
    page = client.post("/check", data={"text": DRAFT}).text

    assert re.search(
        r'<label for="corrected-1">Corrected sentence</label>\s*'
        r'<textarea id="corrected-1" readonly rows="\d">\n86% of employers would hire.</textarea>',
        page,
    )
    assert 'hidden data-copies="corrected-1"' in page


def test_the_draft_stays_in_the_form_to_be_changed(client: TestClient) -> None:
    page = client.post("/check", data={"text": "One.\r\n\r\n92% < 93%"}).text

    assert ">\nOne.\n\n92% &lt; 93%</textarea>" in page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.docx", word("92% of employers would hire.")),
        ("draft.md", b"**92%** of employers would hire."),
        ("DRAFT.HTML", b"<p><b>92%</b> of employers would&nbsp;hire.</p>"),
        ("..\\..\\draft.txt", b"92% of employers would hire."),
    ],
)
def test_a_file_is_checked_and_its_text_can_be_changed(name: str, data: bytes) -> None:
    fake = FakeAssistant()

    response = with_fake(fake).post(
        "/check", data={"text": "not this"}, files={"file": (name, data)}
    )

    assert response.status_code == 200
    assert fake.asked[-1].question == "92% of employers would hire."
    assert ">\n92% of employers would hire.</textarea>" in response.text
    assert name not in response.text


def test_without_a_file_chosen_the_text_is_checked(client: TestClient, fake: FakeAssistant) -> None:
    client.post("/check", data={"text": DRAFT}, files={"file": ("", b"")})  # as browsers send it

    assert fake.asked[-1].question == DRAFT


def test_one_survey_can_be_chosen_where_there_are_several() -> None:
    fake = FakeAssistant(surveys=(SKILLS, Survey(id="news", title="Trust in news")))

    page = with_fake(fake).post("/check", data={"text": DRAFT, "survey": "news"}).text

    assert fake.asked[-1].surveys == ("news",)
    assert '<option value="news" selected>Trust in news</option>' in page


@pytest.mark.parametrize(
    ("sent", "status", "line"),
    [
        ({"data": {"text": " \n"}}, 422, "There is no text in the draft: paste it, or choose"),
        ({"data": {}}, 422, "There is no text in the draft"),
        ({"data": {"text": "x" * 200_001}}, 422, "has 200,001 characters; up to 200,000 can be"),
        (
            {"data": {"text": "9% " * 151}},
            422,
            "more than 150 numbers stand in one sentence, which",
        ),
        ({"data": {"text": "9% agree. " * 3_001}}, 422, "the draft has more than 3,000 numbers"),
        ({"files": {"file": ("a.exe", b"MZ")}}, 422, "the file must end in .txt, .md, .html or"),
        ({"files": {"file": ("a.docx", b"PK\x03\x04")}}, 422, "the file: broken"),
        ({"files": {"file": ("a.txt", b"%PDF-1.7")}}, 422, "the file: not text but a PDF"),
        ({"files": {"file": ("a.md", b"\xff" * 99)}}, 422, "the file: neither UTF-8 nor any"),
        ({"files": [("file", ("a.md", b"x")), ("b", ("b.md", b"x"))]}, 400, "Too many files"),
        ({"data": {f"f{n}": "x" for n in range(11)}, "files": {}}, 400, "Too many fields"),
        (
            {"content": b"no form", "headers": {"content-type": "multipart/form-data"}},
            400,
            "The form cannot be read",
        ),
    ],
)
def test_what_cannot_be_checked_is_told_in_one_line(
    client: TestClient, fake: FakeAssistant, sent: dict[str, object], status: int, line: str
) -> None:
    before = len(fake.asked)

    response = client.post("/check", **sent)  # type: ignore[arg-type]

    assert response.status_code == status
    (told,) = re.findall(r'role="alert">([^<]*)<', response.text)
    assert line in told
    assert len(fake.asked) == before


def test_a_browser_is_told_on_the_page_that_its_file_is_too_large(client: TestClient) -> None:
    files = {"file": ("a.docx", b"x" * LARGEST_BODY)}

    response = client.post("/check", files=files, headers={"accept": "text/html,*/*;q=0.8"})

    assert response.status_code == 413
    assert "larger than 10 MB. Take its pictures out, or paste its text." in response.text
    assert '<label for="file">' in response.text


@pytest.mark.parametrize(
    ("error", "status"),
    [(UnknownSurvey("nope", ["skills"]), 422), (ModelUnavailable("the weights are missing"), 503)],
)
def test_what_goes_wrong_is_one_line_and_the_draft_is_not_lost(
    error: Exception, status: int
) -> None:
    class Failing(FakeAssistant):
        def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
            raise error

    response = with_fake(Failing()).post("/check", data={"text": DRAFT})

    assert response.status_code == status
    assert 'role="alert"' in response.text
    assert "Still, 86% of employers agree.</textarea>" in response.text


def test_nothing_of_the_draft_or_its_evidence_is_taken_for_markup() -> None:
    class Hostile(FakeAssistant):
        def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
            return hostile()

    surveys = (SKILLS, Survey(id='"><script>alert(3)</script>', title=ATTACK))
    client = with_fake(Hostile(surveys=surveys))

    for page in (
        client.post("/check", data={"text": ATTACK + "\u202e\x1b[2J", "survey": ATTACK}),
        client.get("/check", params={"survey": ATTACK}),
        client.post("/check", files={"file": (ATTACK + ".exe", b"x")}),
    ):
        scripts = re.findall(r"<script[^>]*>", page.text)
        assert set(scripts) <= {'<script src="/static/copy.js" defer>'}
        assert "<img" not in page.text
        assert not {"\u202e", "\x1b"} & set(page.text)


def test_nothing_is_inline_and_nothing_comes_from_afar(client: TestClient) -> None:
    page = client.post("/check", data={"text": DRAFT}).text

    assert re.findall(r"<style\b|<script(?! src)|\son\w+=|\sstyle=", page) == []
    assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', page) == []


def test_a_draft_without_figures_is_told_so_in_a_friendly_line(client: TestClient) -> None:
    response = client.post("/check", data={"text": "Hello."})

    assert response.status_code == 200
    assert "There is no survey figure in this draft" in words_of(response.text)


def test_the_tables_of_a_file_are_said_not_to_be_checked(client: TestClient) -> None:
    data = b"86% of employers.\n\n| a | b |\n|---|---|\n| c | 86% |\n"

    page = client.post("/check", files={"file": ("a.md", data)}).text

    assert "The draft has 1 table, which was not checked." in words_of(page)

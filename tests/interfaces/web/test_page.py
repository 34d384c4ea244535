"""The page."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.answer.answer import Sentence
from assistant.errors import ModelUnavailable, UnknownSurvey
from assistant.interfaces.web.app import build_app
from assistant.request import Request
from assistant.settings import Settings
from assistant.survey import Survey
from tests.interfaces.fake_assistant import ANSWER, QUOTE, SHOWN, SKILLS, FakeAssistant

ATTACK = "<script>alert(1)</script>"


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_empty_page_has_a_labelled_form_and_questions_to_begin_with(
    client: TestClient,
) -> None:
    page = client.get("/").text

    assert '<html lang="en">' in page
    assert '<label for="q">' in page
    assert 'action="/" method="post"' in page
    assert "How many people were surveyed for “Skills at work”?" in page
    assert "Who sponsored “Skills at work”?" in page


def test_an_answer_shows_figure_people_base_and_quoted_source(client: TestClient) -> None:
    page = client.get("/", params={"q": "What share of employers?"}).text

    words = words_of(page)
    assert "86% of U.S. employers would hire a candidate with a microcredential" in words
    assert '<a href="#source-1"' in page
    assert 'id="source-1"' in page
    assert "corpus/skills/article.md, paragraph 4" in words
    assert QUOTE in words
    assert "86% U.S. employers 150 would hire" in words


def test_the_model_that_worded_an_answer_is_named() -> None:
    worded = replace(ANSWER, answerer="scripted:<one>")
    client = TestClient(build_app(FakeAssistant(answer=worded), Settings()))

    page = client.get("/?q=employers").text

    assert "Answered with scripted:&lt;one&gt;; every figure is checked." in page


def test_a_question_that_is_sent_by_the_form_stands_in_no_address(client: TestClient) -> None:
    response = client.post("/", data={"q": "What share of employers?"})

    assert "86% of U.S. employers would hire" in words_of(response.text)
    assert str(response.url).endswith("/")


def test_without_a_history_there_is_no_conversation_to_go_on_with(client: TestClient) -> None:
    page = client.post("/", data={"q": "employers?"}).text

    assert 'name="conversation"' not in page
    assert "Was this helpful?" not in page


def test_the_question_stays_in_the_form(client: TestClient) -> None:
    assert 'value="What share of employers?"' in client.get("/?q=What+share+of+employers%3F").text


def test_a_refusal_is_given_in_plain_words(client: TestClient) -> None:
    response = client.get("/", params={"q": "Will it rain?"})

    assert response.status_code == 200
    assert "No answer The surveys here say nothing of the weather." in words_of(response.text)


def test_a_small_base_is_marked() -> None:
    small = replace(ANSWER, figures=(replace(SHOWN, base=62),))
    client = TestClient(build_app(FakeAssistant(answer=small), Settings()))

    assert "62 (small base)" in words_of(client.get("/?q=employers").text)


def test_nothing_that_was_asked_or_published_is_taken_for_markup() -> None:
    sentence = Sentence(text=ATTACK, citations=(1,))
    figure = replace(SHOWN, population=ATTACK, measure=ATTACK)
    hostile = replace(
        ANSWER,
        sentences=(sentence,),
        figures=(figure,),
        citations=(replace(ANSWER.citations[0], quote=ATTACK, source=ATTACK),),
    )
    surveys = (replace(SKILLS, title=ATTACK), Survey(id='"><script>alert(2)</script>'))
    client = TestClient(build_app(FakeAssistant(answer=hostile, surveys=surveys), Settings()))

    for page in (
        client.get("/", params={"q": "employers" + ATTACK, "survey": '"' + ATTACK}),
        client.get("/"),
    ):
        assert "<script" not in page.text


def test_a_question_that_is_too_long_is_refused_in_words(
    client: TestClient, fake: FakeAssistant
) -> None:
    response = client.get("/", params={"q": "x" * 2_001})

    assert response.status_code == 422
    assert "A question may have up to 2,000 characters." in response.text
    assert [request for request in fake.asked if "xxx" in request.question] == []


def test_one_survey_can_be_chosen_where_there_are_several() -> None:
    fake = FakeAssistant(surveys=(SKILLS, Survey(id="news", title="Trust in news")))
    client = TestClient(build_app(fake, Settings()))

    page = client.get("/", params={"q": "employers", "survey": "news"}).text

    assert (fake.asked[-1].question, fake.asked[-1].surveys) == ("employers", ("news",))
    assert '<option value="news" selected>Trust in news</option>' in page


@pytest.mark.parametrize(
    ("error", "status"),
    [(UnknownSurvey("nope", ["skills"]), 422), (ModelUnavailable("the weights are missing"), 503)],
)
def test_what_goes_wrong_is_one_sentence_on_the_page(error: Exception, status: int) -> None:
    class Failing(FakeAssistant):
        def ask(self, request: Request) -> object:  # type: ignore[override]
            raise error

    client = TestClient(build_app(Failing(), Settings()))  # type: ignore[arg-type]

    response = client.get("/?q=employers")

    assert response.status_code == status
    assert 'role="alert"' in response.text
    assert words_of(response.text).count("Traceback") == 0


def test_nothing_is_inline_and_nothing_comes_from_afar(client: TestClient) -> None:
    page = client.get("/?q=employers").text

    assert re.findall(r"<(?:script|style)\b|\son\w+=|\sstyle=", page) == []
    assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', page) == []


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=employers", "/check", "/static/copy.js", "/no-such-page", "/api/surveys"],
)
def test_every_response_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "name",
    [
        "pico.min.css",
        "assistant.css",
        "check.css",
        "copy.js",
        "live.js",
        "icon.svg",
        "pico.LICENSE.txt",
    ],
)
def test_all_that_the_page_needs_is_served_with_it(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 200


def test_nothing_outside_the_static_folder_is_served(client: TestClient) -> None:
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404


def test_without_titles_no_example_is_made_up() -> None:
    client = TestClient(build_app(FakeAssistant(surveys=(Survey(id="a"),)), Settings()))

    assert "For example" not in client.get("/").text

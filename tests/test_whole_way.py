"""The whole way on the shipped survey: corpus, index, question, answer, check, page."""

import json
from collections.abc import Callable
from functools import cache

import jsonschema
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from assistant.interfaces.cli.main import PARTS, main
from assistant.interfaces.cli.options import Parts
from assistant.interfaces.web.app import build_app
from assistant.interfaces.web.pages.examples import example_questions
from assistant.pipeline import Assistant
from assistant.render.schemas import published_schema
from assistant.request import Request
from assistant.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]  # the whole corpus is indexed

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def settings(shipped: Settings) -> Settings:
    return shipped


@pytest.fixture(scope="module")
def assistant(settings: Settings) -> Command:
    """The command, over an index of the shipped corpus; its models are loaded once."""
    open_once = cache(Assistant.open)
    parts = Parts(
        open_assistant=lambda _: open_once(settings),
        build_index=PARTS.build_index,
        open_target=PARTS.open_target,
    )

    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        where = ("--corpus", str(settings.corpus), "--index", str(settings.index))
        with CliRunner().isolation(input=stdin) as (out, err, _):
            code = main([*arguments, *where], parts=parts)
            return code, out.getvalue().decode(), err.getvalue().decode()

    code, out, err = run("index")
    assert (code, err) == (0, "")
    assert out
    return run


@pytest.fixture(scope="module")
def page(assistant: Command, settings: Settings) -> TestClient:
    """The page over the index as it was built, opened as `assistant serve` opens it."""
    return TestClient(build_app(Assistant.open(settings), settings))


def test_a_second_build_finds_nothing_to_do(assistant: Command) -> None:
    code, out, err = assistant("index")

    assert (code, err) == (0, "")
    assert out.startswith("The index is up to date")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (
            "What share of U.S. employers agree that an industry microcredential makes a "
            "candidate's job application stronger?",
            "answered",
        ),
        (
            "What share of U.S. employers agree that microcredentials strengthen an application?",
            "closest",
        ),
    ],
)
def test_a_question_gets_the_right_figure_and_its_source(
    assistant: Command, question: str, status: str
) -> None:
    code, out, err = assistant("ask", question, "--json")

    answer = json.loads(out)
    assert (code, err) == (0, "")
    jsonschema.validate(answer, published_schema("answer"))
    assert answer["status"] == status
    assert 86.0 in [figure["value"] for figure in answer["figures"]]
    assert {figure["verdict"] for figure in answer["figures"]} == {"verified"}
    assert answer["citations"][0]["source"].startswith("corpus/microcredentials/")


def test_what_the_survey_does_not_cover_is_refused(assistant: Command) -> None:
    code, out, _ = assistant("ask", "What share of dentists prefer tea?", "--json")

    answer = json.loads(out)
    assert (code, answer["status"]) == (0, "refused")
    assert answer["figures"] == []
    jsonschema.validate(answer, published_schema("answer"))


def test_a_search_has_the_published_shape(assistant: Command) -> None:
    code, out, _ = assistant("search", "employers and microcredentials", "--k", "5", "--json")

    found = json.loads(out)
    assert code == 0
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3, 4, 5]
    jsonschema.validate(found, published_schema("search"))


def test_a_wrong_figure_in_a_draft_is_found(assistant: Command) -> None:
    draft = "86% of U.S. employers agree that microcredentials strengthen a job application."

    right = assistant("check", "-", "--json", stdin=draft)
    wrong = assistant("check", "-", "--json", stdin=draft.replace("86%", "92%"))

    for _, out, _ in (right, wrong):
        jsonschema.validate(json.loads(out), published_schema("check"))
    assert (right[0], wrong[0]) == (0, 1)
    assert json.loads(wrong[1])["claims"][0]["verdict"] == "contradicted"


def test_a_chat_understands_what_a_follow_up_leaves_out(assistant: Command) -> None:
    first = "What share of U.S. employers agree that microcredentials strengthen an application?"

    code, out, _ = assistant("ask", "--json", stdin=f"{first}\nAnd globally?\n")

    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [92.0 in [f["value"] for f in answer["figures"]] for answer in answers] == [False, True]


def test_every_example_on_the_page_is_answered(page: TestClient, settings: Settings) -> None:
    opened = Assistant.open(settings)

    examples = example_questions(opened.surveys)

    refused = [e for e in examples if opened.ask(Request(question=e)).refusal is not None]
    assert examples
    assert refused == []


def test_the_page_shows_the_figure_with_its_source(page: TestClient) -> None:
    question = "What share of U.S. employers agree that microcredentials strengthen an application?"

    shown = page.get("/", params={"q": question}).text

    assert "86%" in shown
    assert "corpus/microcredentials/" in shown

"""The HTTP interface in JSON."""

import json

import jsonschema
import pytest
from starlette.testclient import TestClient

from assistant.interfaces.web.app import build_app
from assistant.interfaces.web.guards import LARGEST_BODY
from assistant.render.schemas import published_schema
from assistant.settings import Settings
from tests.interfaces.fake_assistant import FakeAssistant


def test_an_answer_has_the_published_shape(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "What share of employers?"})

    assert response.status_code == 200
    jsonschema.validate(response.json(), published_schema("answer"))
    assert response.json()["figures"][0]["text"] == "86%"


def test_turns_and_surveys_are_handed_on(client: TestClient, fake: FakeAssistant) -> None:
    body = {"question": "And India?", "turns": ["employers?"], "surveys": ["skills"]}

    client.post("/api/ask", json=body)

    asked = fake.asked[-1]
    assert (asked.question, asked.turns) == ("And India?", ("employers?",))
    assert asked.surveys == ("skills",)


def test_a_check_has_the_published_shape(client: TestClient) -> None:
    response = client.post("/api/check", json={"text": "92% of employers would hire."})

    jsonschema.validate(response.json(), published_schema("check"))
    assert response.json()["summary"] == {"verified": 0, "contradicted": 1, "unsupported": 0}


def test_the_surveys_are_listed_with_what_is_known_of_them(client: TestClient) -> None:
    (survey,) = client.get("/api/surveys").json()["surveys"]

    assert (survey["id"], survey["sample_size"], survey["mode"]) == ("skills", 1456, "")
    assert survey["populations"] == [
        {"name": "U.S. employers", "n": 150, "other_names": ["employers"]}
    ]


@pytest.mark.parametrize(
    ("path", "body", "detail"),
    [
        ("/api/ask", {"question": "x" * 2_001}, "question: String should have at most 2000"),
        ("/api/ask", {"question": "  "}, "question: String should match pattern"),
        ("/api/ask", {}, "question: Field required"),
        ("/api/ask", {"question": "x", "survey": "skills"}, "survey: Extra inputs are not"),
        ("/api/ask", {"question": 5}, "question: Input should be a valid string"),
        ("/api/ask", {"question": "unusable"}, "the question cannot be worked with"),
        ("/api/ask", {"question": "x", "turns": ["x"] * 21}, "turns: List should have at most 20"),
        ("/api/check", {"text": "9% " * 151}, "more than 150 numbers stand in one sentence"),
        ("/api/check", {"text": "x" * 200_001}, "text: String should have at most 200000"),
    ],
)
def test_a_bad_request_is_answered_in_one_line(
    client: TestClient, path: str, body: dict[str, object], detail: str
) -> None:
    response = client.post(path, json=body)

    assert response.status_code == 422
    assert response.json()["detail"].startswith(detail)


def test_a_body_that_is_no_json_is_answered_in_one_line(client: TestClient) -> None:
    headers = {"content-type": "application/json"}

    response = client.post("/api/ask", content=b"{oops", headers=headers)

    assert response.status_code == 422
    assert isinstance(response.json()["detail"], str)


def test_half_a_character_is_answered_in_one_line(client: TestClient) -> None:
    headers = {"content-type": "application/json"}

    response = client.post("/api/ask", content=b'{"question": "\\ud800"}', headers=headers)

    assert response.status_code == 422


def test_a_body_over_the_limit_is_refused_whatever_length_it_claims(client: TestClient) -> None:
    body = json.dumps({"text": "x" * (LARGEST_BODY + 1)}).encode()

    claimed = client.post("/api/check", content=body)
    unclaimed = client.post("/api/check", content=iter([body[:1000], body[1000:]]))

    assert (claimed.status_code, unclaimed.status_code) == (413, 413)
    assert claimed.json() == {"detail": "the body is larger than 10,000,000 bytes"}


def test_it_lives_before_it_is_ready(fake: FakeAssistant) -> None:
    unstarted = TestClient(build_app(fake, Settings()))

    assert unstarted.get("/healthz").json() == {"status": "ok"}
    assert unstarted.get("/readyz").status_code == 503
    assert unstarted.get("/readyz").json() == {"status": "warming"}


def test_it_is_ready_once_the_models_are_warm(client: TestClient) -> None:
    client.get("/?q=employers")  # waits its turn behind the warming up

    assert client.get("/readyz").json() == {"status": "ok"}


def test_the_description_names_every_route_and_every_answer(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    answers = {
        (path, method): sorted(operation["responses"])
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
    assert answers == {
        ("/api/ask", "post"): ["200", "400", "413", "422", "503"],
        ("/api/ask/stream", "get"): ["200", "422", "503"],
        ("/api/check", "post"): ["200", "400", "413", "422", "503"],
        ("/api/surveys", "get"): ["200"],
        ("/healthz", "get"): ["200"],
        ("/readyz", "get"): ["200", "503"],
    }


def test_no_page_of_the_framework_loads_scripts_from_afar(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404

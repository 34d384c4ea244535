"""A model recorded and played back through the whole assistant: the same answers without it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.align.opening import aligning_model, open_model
from assistant.answer.answer import Answer
from assistant.answer.models.opening import OpenedModel
from assistant.answer.models.recorded import recording
from assistant.errors import BadInput
from assistant.index.store import Index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.align.evidenced import VISITS, about, embed_quickly, replying
from tests.scripted_model import ScriptedModel, scripted
from tests.verify.conftest import build

QUESTION = "What share of county residents visited a public library?"
RIGHT = {
    "uses": [about(2)],
    "sentences": [{"text": "{2} of county residents visited a public library."}],
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("county")
    (folder / "corpus" / "library").mkdir(parents=True)
    (folder / "corpus" / "library" / "article.md").write_text(VISITS, encoding="utf-8")
    with build(folder) as built:
        yield built


def answer(index: Index, inner: ScriptedModel | None = None, **settings: object) -> Answer:
    """The answer to the question with the model of the settings, or a recorded one."""
    if inner is not None:
        recorded = recording(str(settings["folder"]), inner)
        model = aligning_model(OpenedModel(name="a:model", model=recorded))
        chosen = Settings()
    else:
        chosen = Settings(**settings)  # type: ignore[arg-type]
        model = open_model(chosen)
    assistant = Assistant(index, settings=chosen, embed=embed_quickly, model=model)
    return assistant.ask(Request(question=QUESTION))


def names(folder: Path) -> list[str]:
    """The files of a folder, their digests left out."""
    return sorted(re.sub("[0-9a-f]{8,}", "HASH", path.name) for path in folder.iterdir())


def test_what_was_recorded_is_played_back_without_the_model(index: Index, tmp_path: Path) -> None:
    first = answer(index, replying(RIGHT), folder=tmp_path)

    again = answer(index, model=f"replay:{tmp_path}")

    assert first.text == again.text
    assert first.text.startswith("54% of county residents visited a public library.")
    assert (first.figures, first.citations) == (again.figures, again.citations)
    assert (first.aligned_by, again.aligned_by) == ("a:model", f"replay:{tmp_path}")


def test_a_reply_that_is_not_there_is_one_line_that_names_the_prompt(
    index: Index, tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as raised:
        answer(index, model=f"replay:{tmp_path}")

    assert re.fullmatch(
        rf"{re.escape(str(tmp_path))}: no reply to the prompt [0-9a-f]{{24}}; .*--write-missing.*",
        str(raised.value),
    )
    assert raised.value.exit_code == 2


def test_a_prompt_without_a_reply_is_written_and_the_built_in_aligner_takes_over(
    index: Index, tmp_path: Path
) -> None:
    replies, missing = tmp_path / "replies", tmp_path / "missing"
    replies.mkdir()

    told = answer(index, model=f"replay:{replies}", model_missing=missing)

    assert told.aligned_by == "built-in"
    assert [f.figure.text for f in told.figures][:2] == ["half", "54%"]
    assert told.sentences[-1].text == "The language model failed, so this is worded without it."
    assert names(missing) == ["HASH.prompt.md", "instructions-HASH.md"]
    assert list(replies.iterdir()) == []


def test_an_empty_reply_is_a_model_that_says_nothing(index: Index, tmp_path: Path) -> None:
    answer(index, replying(""), folder=tmp_path)

    told = answer(index, model=f"replay:{tmp_path}")

    assert told.aligned_by == "built-in"
    assert told.sentences[-1].text.startswith("The language model said nothing")


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("replay:", "no such folder to replay"),
        ("replay:/nowhere/at/all", "'/nowhere/at/all': no such folder to replay"),
        ("record:", "names no model"),
        ("record:/tmp", "names no model"),
        ("record:/dev/null/x:openai:gpt-5-mini", "no key for openai"),
    ],
)
def test_a_recording_that_cannot_be_is_told_in_one_line(
    model: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    with pytest.raises(BadInput, match=re.escape(told)) as raised:
        open_model(Settings(model=model))

    assert "\n" not in str(raised.value)


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(BadInput, match="cannot be made a folder"):
        recording(str(tmp_path / "file" / "folder"), scripted("x"))

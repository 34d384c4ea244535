"""A model recorded and played back: the same answers with no model behind them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.align.opening import aligning_model, open_model
from assistant.answer.answer import Answer
from assistant.answer.models.asking.calls import Calls
from assistant.answer.models.asking.usage import Prices
from assistant.answer.models.opening import OpenedModel
from assistant.answer.models.recorded import key_of, recording
from assistant.errors import BadInput
from assistant.index.store import Index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.align.evidenced import VISITS, about, embed_quickly, replying
from tests.scripted_model import ScriptedModel, scripted
from tests.verify.conftest import build

ROOT = Path(__file__).parents[3]
QUESTION = "What share of county residents visited a public library?"
RIGHT = {
    "uses": [about(2)],
    "sentences": [{"text": "{2} of county residents visited a public library."}],
}
MESSAGES = [SystemMessage("Be brief."), HumanMessage("Hello?")]


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


def test_a_prompt_and_its_reply_lie_side_by_side_and_the_instructions_once(
    index: Index, tmp_path: Path
) -> None:
    answer(index, replying("no JSON", RIGHT), folder=tmp_path)

    pairs = ["HASH.prompt.md"] * 2 + ["HASH.reply.md"] * 2
    assert names(tmp_path) == [*pairs, "instructions-HASH.md"]
    told = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.prompt.md"))
    assert QUESTION in told
    assert "The instructions are in instructions-" in told


def test_replies_alone_are_enough(index: Index, tmp_path: Path) -> None:
    first = answer(index, replying(RIGHT), folder=tmp_path)
    for path in [*tmp_path.glob("*.prompt.md"), *tmp_path.glob("instructions-*")]:
        path.unlink()

    assert answer(index, model=f"replay:{tmp_path}").text == first.text


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


def test_what_somebody_replies_to_a_prompt_that_was_written_is_played(
    index: Index, tmp_path: Path
) -> None:
    replies, missing = tmp_path / "replies", tmp_path / "missing"
    replies.mkdir()
    answer(index, model=f"replay:{replies}", model_missing=missing)
    (prompt,) = missing.glob("*.prompt.md")
    reply = replies / prompt.name.replace(".prompt.", ".reply.")
    reply.write_text('{"operation": "small_talk"}', encoding="utf-8")

    told = answer(index, model=f"replay:{replies}", model_missing=missing)

    assert told.refusal is not None
    assert told.refusal.text.startswith("Hello!")


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


def test_a_recorded_call_counts_once_and_as_its_server_counted_it(tmp_path: Path) -> None:
    counted = {"input_tokens": 50, "output_tokens": 5, "total_tokens": 55}
    inner = scripted(AIMessage("Hello.", usage_metadata=counted))
    calls = Calls("a:model", seconds=30, prices=Prices())

    calls.invoke(recording(str(tmp_path), inner), MESSAGES)

    assert calls.usage is not None
    assert (calls.usage.calls, calls.usage.tokens_in, calls.usage.tokens_out) == (1, 50, 5)


PROMPTS: list[list[BaseMessage]] = [
    MESSAGES,
    [SystemMessage("Be brief!"), HumanMessage("Hello?")],
    [SystemMessage("Be brief."), HumanMessage("Hello!")],
    [HumanMessage("Hello?"), SystemMessage("Be brief.")],
    [HumanMessage("Be brief."), HumanMessage("Hello?")],
    [SystemMessage("Be brief.Hello?")],
    [*MESSAGES, AIMessage("Hi.")],
    [*MESSAGES, HumanMessage("Hi.")],
    [*MESSAGES, HumanMessage("")],
    [*MESSAGES, HumanMessage("\ud800")],
]


def test_a_prompts_name_depends_on_every_message_and_on_who_says_it() -> None:
    keys = [key_of(messages) for messages in PROMPTS]

    assert len(set(keys)) == len(PROMPTS)
    assert keys == [key_of(messages) for messages in PROMPTS]
    assert all(re.fullmatch("[0-9a-f]{24}", key) for key in keys)


WORKER = """
import sys
from langchain_core.messages import HumanMessage, SystemMessage
from assistant.answer.models.recorded import recording, replaying
from tests.scripted_model import scripted

folder, name = sys.argv[1:]
messages = [SystemMessage("Be brief."), HumanMessage("Hello?")]
for _ in range(60):
    recording(folder, scripted(name * 100_000)).invoke(messages)
    text = replaying(folder).invoke(messages).text
    assert len(text) == 100_000 and len(set(text)) == 1
"""


def test_several_processes_may_record_the_same_prompt_at_once(tmp_path: Path) -> None:
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path), name], cwd=ROOT)
        for name in "abc"
    ]

    assert [worker.wait(timeout=120) for worker in workers] == [0, 0, 0]
    assert names(tmp_path) == ["HASH.prompt.md", "HASH.reply.md", "instructions-HASH.md"]

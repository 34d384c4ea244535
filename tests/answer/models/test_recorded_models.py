"""Recorded models: what was replied once is replied again, without the model and the network."""

import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.align.asking.prompting import instructions
from assistant.align.by_model import AligningModel
from assistant.align.opening import aligning_model, open_model
from assistant.answer.models.opening import OpenedModel
from assistant.answer.models.recorded import key_of, recording, replaying
from assistant.errors import BadInput
from assistant.settings import Settings
from tests.answer.models.asking.drafted import (
    PLAIN,
    QUESTION,
    RIGHT,
    SHOWN,
    TOLD,
    aligned,
    asking,
    drafted,
    texts,
)
from tests.answer.models.asking.served import serving, whole
from tests.scripted_model import scripted

WRONG = aligned("99% of nurses said so.")
KEY = key_of(asking().messages)


def aligning(model: BaseChatModel) -> AligningModel:
    return aligning_model(OpenedModel(name="my:model", model=model))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_recorded_is_replayed_without_the_model(tmp_path: Path) -> None:
    first = drafted(aligning(recording(str(tmp_path), scripted(RIGHT))))

    second = drafted(open_model(Settings(model=f"replay:{tmp_path}")))

    assert texts(first) == texts(second) == [SHOWN]
    assert first.published == second.published
    assert second.aligned_by == f"replay:{tmp_path}"


def test_a_second_call_is_recorded_by_itself(tmp_path: Path) -> None:
    first = drafted(aligning(recording(str(tmp_path), scripted(WRONG, RIGHT))))

    second = drafted(aligning(replaying(str(tmp_path))))

    assert texts(first) == texts(second) == [SHOWN]
    assert len(list(tmp_path.glob("*.reply.md"))) == 2
    assert len(list(tmp_path.glob("*.prompt.md"))) == 2


def test_a_model_at_an_address_is_asked_once_and_never_again(tmp_path: Path) -> None:
    with serving(whole(RIGHT)) as served:
        named = Settings(model=f"record:{tmp_path}:small", model_url=served.url)
        first = drafted(open_model(named))

    second = drafted(open_model(Settings(model=f"replay:{tmp_path}")))

    assert texts(first) == texts(second) == [SHOWN]
    assert first.aligned_by == "openai:small"
    assert len(served.paths) == 1


def test_a_call_that_is_recorded_counts_once(tmp_path: Path) -> None:
    usage = {"input_tokens": 812, "output_tokens": 64, "total_tokens": 876}
    inner = scripted(AIMessage(content=RIGHT, usage_metadata=usage))

    state = drafted(aligning(recording(str(tmp_path), inner)))

    assert state.calls is not None
    assert state.calls.usage is not None
    assert state.calls.usage.line == "my:model: 812 tokens in, 64 out"
    assert state.calls.usage.calls == 1


def test_a_prompt_is_kept_for_a_person_to_read(tmp_path: Path) -> None:
    drafted(aligning(recording(str(tmp_path), scripted(RIGHT))))

    prompt = (tmp_path / f"{KEY}.prompt.md").read_text(encoding="utf-8")

    assert re.match(r"\(The instructions are in instructions-[0-9a-f]{8}\.md\.\)\n", prompt)
    assert QUESTION in prompt
    assert "86%⟦3⟧" in prompt
    assert (tmp_path / f"{KEY}.reply.md").read_text(encoding="utf-8") == RIGHT


def test_what_was_sent_back_is_in_the_prompt_with_the_reply_before_it(tmp_path: Path) -> None:
    drafted(aligning(recording(str(tmp_path), scripted(WRONG, RIGHT))))

    (second,) = (p for p in tmp_path.glob("*.prompt.md") if KEY not in p.name)
    text = second.read_text(encoding="utf-8")

    assert text.count("(You replied:)\n") == 1
    assert "These sentences were held back:" in text.partition("(You replied:)\n")[2]


def test_instructions_that_prompts_share_are_written_once(tmp_path: Path) -> None:
    drafted(aligning(recording(str(tmp_path), scripted(WRONG, RIGHT))))
    (shared,) = tmp_path.glob("instructions-*.md")
    assert shared.read_text(encoding="utf-8") == instructions("align_question")
    before = shared.stat()

    drafted(aligning(recording(str(tmp_path), scripted(RIGHT))))

    assert list(tmp_path.glob("instructions-*.md")) == [shared]
    assert (shared.stat().st_mtime_ns, shared.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_replies_alone_are_enough_to_replay_them(tmp_path: Path) -> None:
    (tmp_path / f"{KEY}.reply.md").write_text(RIGHT, encoding="utf-8")

    state = drafted(aligning(replaying(str(tmp_path))))

    assert texts(state) == [SHOWN]
    assert names(tmp_path) == [f"{KEY}.reply.md"]


def test_a_reply_that_is_missing_is_one_line_that_names_the_prompt(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        drafted(aligning(replaying(str(tmp_path))))

    assert str(raised.value) == (
        f"{tmp_path}: no reply to the prompt {KEY}; "
        "--write-missing DIR writes it, for somebody to reply to"
    )
    assert names(tmp_path) == []


def test_a_prompt_without_a_reply_is_written_and_the_built_in_aligner_takes_over(
    tmp_path: Path,
) -> None:
    missing = tmp_path / "to" / "reply"

    settings = Settings(model=f"replay:{tmp_path}", model_missing=missing)
    state = drafted(open_model(settings))

    assert texts(state) == [PLAIN, TOLD["unknown"]]
    assert state.aligned_by == "built-in"
    prompt, shared = names(missing)
    assert prompt == f"{KEY}.prompt.md"
    assert shared in (missing / prompt).read_text(encoding="utf-8")


def test_what_a_person_replies_to_a_written_prompt_is_replayed(tmp_path: Path) -> None:
    settings = Settings(model=f"replay:{tmp_path}", model_missing=tmp_path)
    drafted(open_model(settings))
    (prompt,) = tmp_path.glob("*.prompt.md")
    prompt.with_name(prompt.name.replace(".prompt.", ".reply.")).write_text(
        f"Here it is:\r\n\r\n```json\r\n{RIGHT}\r\n```\r\n", encoding="utf-8"
    )

    state = drafted(open_model(settings))

    assert texts(state) == [SHOWN]


def test_a_reply_that_is_no_text_is_as_bad_as_none(tmp_path: Path) -> None:
    (tmp_path / f"{KEY}.reply.md").write_bytes(b"\xff\xfe99%")

    state = drafted(aligning(replaying(str(tmp_path))))

    assert texts(state)[0] == PLAIN
    assert state.aligned_by == "built-in"


def test_a_model_that_fails_leaves_no_reply(tmp_path: Path) -> None:
    with serving() as served:
        pass

    named = Settings(model=f"record:{tmp_path}:small", model_url=served.url)
    state = drafted(open_model(named))

    assert texts(state) == [PLAIN, TOLD["down"]]
    assert names(tmp_path) == []


def record(folder: Path, number: int) -> list[str]:
    """Ask the same and another question in a process of its own."""
    model = recording(str(folder), scripted(RIGHT, f"reply {number}"))
    shared = SystemMessage(content="Be brief. " * 20_000)
    state = model.invoke(asking().messages), model.invoke([shared, HumanMessage(f"{number}")])
    return [str(message.text) for message in state]


def test_several_processes_may_write_at_once(tmp_path: Path) -> None:
    numbers = range(8)
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        told = list(pool.map(record, [tmp_path] * len(numbers), numbers))

    assert told == [[RIGHT, f"reply {number}"] for number in numbers]
    kinds = [name.split(".", 1)[1] for name in names(tmp_path)]
    assert (kinds.count("reply.md"), kinds.count("prompt.md"), kinds.count("md")) == (9, 9, 2)
    assert len(kinds) == 20  # and nothing half-written
    whole = [p.read_text(encoding="utf-8") for p in tmp_path.glob("instructions-*.md")]
    assert "Be brief. " * 20_000 in whole
    again = replaying(str(tmp_path))
    assert str(again.invoke(asking().messages).text) == RIGHT


SAID: Sequence[BaseMessage] = (
    SystemMessage("Be brief."),
    HumanMessage("Who rows?"),
    AIMessage("Nobody."),
    HumanMessage("And who swims?"),
)


@pytest.mark.parametrize("at", range(4))
def test_the_name_of_a_prompt_depends_on_every_message(at: int) -> None:
    changed = [*SAID]
    changed[at] = type(SAID[at])(content=f"{SAID[at].text} ")

    assert key_of(changed) != key_of(SAID)


def test_the_name_of_a_prompt_depends_on_who_says_what_in_which_order() -> None:
    first, second, third, fourth = SAID
    others = [
        (first, second, third),
        (first, fourth, third, second),
        (first, second, HumanMessage("Nobody."), fourth),
        (first, second, third, fourth, fourth),
        (first, HumanMessage("Who rows?Nobody."), fourth),
    ]

    assert len({key_of(messages) for messages in (SAID, *others)}) == 6
    assert key_of([*SAID]) == key_of(SAID)
    assert re.fullmatch("[0-9a-f]{24}", key_of(SAID))


def test_a_prompt_with_half_a_character_is_recorded_as_well(tmp_path: Path) -> None:
    messages = [HumanMessage("Who \ud800 rows?")]

    recording(str(tmp_path), scripted("{}")).invoke(messages)

    assert str(replaying(str(tmp_path)).invoke(messages).text) == "{}"

"""The calls that an answer takes: one limit for all, one second try, and failures by name."""

import logging
import traceback
from collections.abc import Iterator
from threading import Event
from time import sleep

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import Runnable, RunnableLambda
from langchain_openai import ChatOpenAI

from assistant.align.opening import aligning_model
from assistant.answer.models.asking.calls import Calls
from assistant.answer.models.asking.usage import Prices
from assistant.answer.models.opening import OpenedModel
from assistant.errors import BadInput, ModelFailed
from tests.answer.models.asking.drafted import KEY, RIGHT, SHOWN, asking, drafted, texts
from tests.answer.models.asking.served import recorded, serving
from tests.scripted_model import scripted


def calls(*, seconds: float = 30) -> Calls:
    return Calls("my:model", seconds=seconds, prices=Prices())


def test_pieces_come_one_by_one_as_they_are_wanted() -> None:
    written: list[str] = []

    def write(words: str) -> Iterator[str]:
        for word in words.split():
            written.append(word)
            yield word

    pieces = calls().stream(RunnableLambda(write), "one two three")

    assert next(pieces) == "one"
    assert written == ["one"]
    assert list(pieces) == ["two", "three"]


def test_what_a_chain_raises_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: str) -> str:
        raise RuntimeError(f"cannot send header {KEY}")

    with caplog.at_level(logging.DEBUG), pytest.raises(ModelFailed) as raised:
        calls().invoke(RunnableLambda(fail), "x")

    assert raised.value.outcome == "unknown"
    assert KEY not in "".join(traceback.format_exception(raised.value))
    assert "my:model failed: unknown (RuntimeError)" in caplog.text
    assert KEY not in caplog.text


def test_all_calls_of_an_answer_share_its_seconds() -> None:
    answer, over = calls(seconds=2), Event()
    waiting: Runnable[float, bool] = RunnableLambda(over.wait)

    def ask_three_times() -> None:  # which would do if each had the two seconds to itself
        for _ in range(3):
            answer.invoke(waiting, 0.9)

    with pytest.raises(ModelFailed) as raised:
        ask_three_times()

    over.set()
    assert raised.value.outcome == "slow"


def test_time_that_a_reader_takes_is_not_the_models() -> None:
    def write(words: str) -> Iterator[str]:
        yield from words.split()

    read = []
    for word in calls(seconds=2).stream(RunnableLambda(write), "a b"):
        sleep(1.1)
        read.append(word)

    assert read == ["a", "b"]


def test_what_a_second_try_takes_counts_with_the_first() -> None:
    first, second = (
        AIMessage(
            content=content,
            usage_metadata={"input_tokens": told, "output_tokens": 5, "total_tokens": told + 5},
        )
        for content, told in (("Eighty-six.", 50), (RIGHT, 70))
    )
    model = OpenedModel(name="my:model", model=scripted(first, second))
    answer = calls()

    said = answer.invoke(aligning_model(model).questions, asking())

    assert [use.figure for use in said.uses] == [3]
    assert answer.usage is not None
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (120, 10)


def test_what_is_wrong_with_the_settings_is_told_as_it_is() -> None:
    def fail(_: str) -> str:
        raise BadInput("replies: no reply to the prompt")

    with pytest.raises(BadInput, match="replies: no reply to the prompt"):
        calls().invoke(RunnableLambda(fail), "x")


def test_tokens_are_estimated_where_nobody_counts_them() -> None:
    answer = calls()

    # 12 characters in and 9 out are 3 tokens and, rounded up, 3 tokens
    answer.invoke(scripted("Nine char"), [HumanMessage("Twelve chars")])

    assert answer.usage is not None
    assert answer.usage.line == "my:model: about 3 tokens in, 3 out"


def test_the_log_has_a_line_for_an_answer_and_no_word_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = calls()
    answer.invoke(scripted("Nine char"), [HumanMessage("Twelve chars")])

    with caplog.at_level(logging.INFO):
        answer.settle()

    assert [r.message for r in caplog.records] == ["my:model: about 3 tokens in, 3 out"]


@pytest.mark.parametrize(
    ("name", "by_responses"),
    [("openai_chat_text.json", False), ("openai_responses_text.json", True)],
)
def test_a_model_that_does_not_stream_is_read_as_well(name: str, by_responses: bool) -> None:
    with serving(recorded(name)) as served:
        model = ChatOpenAI(
            model="gpt-4.1-mini",
            base_url=served.url,
            api_key=lambda: KEY,
            disable_streaming=True,
            use_responses_api=by_responses,
        )
        state = drafted(aligning_model(OpenedModel(name="my:model", model=model)))

    assert texts(state) == [SHOWN]
    assert state.calls is not None
    assert state.calls.usage is not None
    assert (state.calls.usage.tokens_in, state.calls.usage.tokens_out) == (812, 64)

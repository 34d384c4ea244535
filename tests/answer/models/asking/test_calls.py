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

from assistant.answer.answerer import Answerer, built_in_answerer
from assistant.answer.models.asking.calls import Calls
from assistant.answer.models.rewriting import Turns, rewriting_chain
from assistant.answer.models.wording import wording_chain
from assistant.errors import ModelFailed
from tests.answer.models.asking.served import recorded, serving
from tests.answer.models.plain import plain_material
from tests.scripted_model import scripted

KEY = "sk-a-key-that-nobody-may-see"


def calls(*, seconds: float = 30) -> Calls:
    return Calls(Answerer(name="my:model", chain=built_in_answerer().chain, seconds=seconds))


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


def test_a_rewritten_question_counts_with_the_rest() -> None:
    turns = Turns(question="And nurses?", before=("Do doctors smoke?",), by_rules="And nurses?")
    counted = AIMessage(
        content="Do nurses smoke?",
        usage_metadata={"input_tokens": 50, "output_tokens": 5, "total_tokens": 55},
    )
    answer = calls()

    said = answer.invoke(rewriting_chain(scripted(counted)), turns)

    assert said == "Do nurses smoke?"
    assert answer.usage is not None
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (50, 5)


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
        answer = calls()
        draft = answer.invoke(wording_chain(model, is_structured=False), plain_material())

    (sentence,) = draft.sentences
    assert sentence.claim == "Of U.S. nurses, 86% said night shifts harm their sleep."
    assert answer.usage is not None
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (812, 64)

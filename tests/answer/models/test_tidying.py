"""Faults of small models' replies in plain words, and what is read out of them all the same."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answer.draft import Draft, DraftSentence, Slot
from assistant.answer.models.offered import Offered
from assistant.answer.models.reading import sentences_of_text
from assistant.answer.models.tidying import tidied
from tests.answer.examples import US

SENTENCE = "{f1} of U.S. nurses said night shifts harm their sleep."
SHOWN = "86% of U.S. nurses said night shifts harm their sleep (base: 150)."


def offered(value: float = 86) -> Offered:
    figure = replace(US.statement.figure, value=value)
    finding = replace(US, statement=replace(US.statement, figure=figure))
    plain = DraftSentence(
        parts=(
            Slot(figure=figure, findings=(finding,)),
            " of U.S. nurses said night shifts harm their sleep.",
        ),
        survey=US.survey,
        source=US.evidence.source,
        locator=US.evidence.locator,
        quote=US.evidence.quote,
        note=" (base: 150)",
    )
    return Offered(plain=Draft(sentences=(plain,)))


def shown(reply: str) -> list[str]:
    return [sentence.text for sentence in sentences_of_text([reply], offered())]


@pytest.mark.parametrize(
    "reply",
    [
        f"- {SENTENCE}",
        f"* {SENTENCE}",
        f"1. {SENTENCE}",
        f"> {SENTENCE}",
        f"Answer: {SENTENCE}",
        f"The answer is: {SENTENCE}",
        f"The sentence is: {SENTENCE}",
        f"Here is the revised sentence: {SENTENCE}",
        f"The answer to the question is: {SENTENCE}",
        f"- **Answer:** {SENTENCE}",
        f'"{SENTENCE}"',
        f"\u201c{SENTENCE}\u201d",
        f'The answer is: "{SENTENCE}"',
        f'"The sentence is: {SENTENCE}',
        f'The sentence that answers it is "{SENTENCE}"',
        f"```\n{SENTENCE}\n```",
        f"```json\n{SENTENCE}\n~~~",
        f'{{"sentence": "{SENTENCE}"}}',
        f'{{"text": "{SENTENCE}"}},',
        f'{{"id": "f1", "figure": "99%"}}\n{SENTENCE}',
        f'{{"id": "f1", "figure": "99%\n{SENTENCE}',
        f'[{{"sentence": "cut off\n{SENTENCE}',
        f"{SENTENCE}\n{SENTENCE}\n{SENTENCE}",
        "86% of U.S. nurses said night shifts harm their sleep (base: 150).",
        "{f1} of U.S. nurses said night shifts harm their sleep (base: 99).",
    ],
)
def test_a_sentence_is_read_whatever_stands_around_it(reply: str) -> None:
    assert shown(reply) == [SHOWN]


@pytest.mark.parametrize(
    "text",
    [
        "{f1} of U.S. nurses agree.",
        '"Yes" said {f1} of U.S. nurses, "no" {f2}.',
        '{f1} answered "Yes".',
        "Among U.S. nurses: {f1} agree.",
        "Nurses' sleep is harmed, {f1} say.",
    ],
)
def test_a_sentence_with_nothing_around_it_stays_as_it_is(text: str) -> None:
    assert tidied(text) == text


def test_a_model_in_a_loop_is_not_listened_to_for_long() -> None:
    asked = 0

    def loop() -> Iterator[str]:
        nonlocal asked
        while True:
            asked += 1
            yield f"{SENTENCE}\n"

    assert len(list(sentences_of_text(loop(), offered()))) == 1
    assert asked == 4  # itself and three repeats


def test_a_model_that_goes_on_and_on_is_read_for_twelve_sentences() -> None:
    reply = "\n".join(f"Sentence {number} says {{f1}}." for number in range(40))

    assert len(shown(reply)) == 12


def test_a_typed_number_is_that_of_a_finding_which_is_printed_so() -> None:
    unrounded = offered(value=86.31)

    (sentence,) = sentences_of_text(["86% of U.S. nurses say so."], unrounded)

    assert [(s.text, s.figure.value) for s in sentence.slots] == [("86%", 86.31)]


def test_a_typed_number_with_other_decimals_is_that_of_no_finding() -> None:
    (sentence,) = sentences_of_text(["86.3% of U.S. nurses say so."], offered(value=86.31))

    assert sentence.slots == ()


def test_deep_json_is_no_sentence() -> None:
    assert tidied('[{"a":' + "[" * 100_000) == ""

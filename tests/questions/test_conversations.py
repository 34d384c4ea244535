"""Conversations that the rules were mended on: every turn stands for what was meant."""

import pytest

from tests.questions.conversations import Conversation, load, score


@pytest.mark.parametrize("conversation", load("conversations"), ids=lambda c: c.about)
def test_every_turn_becomes_the_question_that_it_stands_for(conversation: Conversation) -> None:
    wrong = {s.turn.typed: s.made for s in score(conversation) if not s.is_right}

    assert wrong == {}


@pytest.mark.parametrize("name", ["conversations", "conversations_measure"])
def test_five_conversations_of_ten_turns_are_there(name: str) -> None:
    assert [len(c.turns) for c in load(name)] == [10] * 5

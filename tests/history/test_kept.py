import re

from assistant.history import new_answer_id, new_conversation_id
from assistant.history.kept import TOKEN


def test_drawn_ids_are_long_random_and_no_option_of_a_command() -> None:
    drawn = {new_conversation_id() for _ in range(1_000)} | {new_answer_id() for _ in range(1_000)}

    assert len(drawn) == 2_000
    assert all(re.fullmatch(TOKEN, token) for token in drawn)

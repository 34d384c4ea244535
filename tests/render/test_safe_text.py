"""Text made safe to show."""

import pytest

from assistant.render.safe_text import safe_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("86% of employers", "86% of employers"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("\x1b[2J\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\", "click"),
        ("\x1b]0;title\x07after", "after"),
        ("C1 \x9b31m controls \x85", "C1 31m controls"),
        ("a bell\x07, a backspace\x08, a nul\x00", "a bell, a backspace, a nul"),
        ("right \u202e%29\u202c to left", "right %29 to left"),
        ("half a character \ud83d", "half a character"),
        ("café ü 漢字 🙂", "café ü 漢字 🙂"),
        ("[bold]no markup[/bold]", "[bold]no markup[/bold]"),
    ],
)
def test_nothing_is_left_that_a_terminal_would_act_on(text: str, shown: str) -> None:
    assert safe_line(text) == shown

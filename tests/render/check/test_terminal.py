"""A check in the terminal."""

from assistant.render.check.terminal import check_text
from assistant.render.check.view import view_check
from assistant.verify.check import Check, Claim
from tests.interfaces.fake_assistant import QUOTE
from tests.render.check.drafts import checked, figure, hostile


def test_a_claim_is_followed_by_its_reason_its_place_and_the_corrected_sentence() -> None:
    assert check_text(view_check(checked("Hello.\n92% would hire."))) == (
        "CONTRADICTED: 92% [1] would hire.\n"
        "  92% should be 86%\n"
        "  [1] 92%: contradicted; the source has 86%\n"
        "      the source has another value for the same people\n"
        "      corpus/skills/article.md, paragraph 4\n"
        f'      "{QUOTE}"\n'
        "  Corrected: 86% would hire.\n"
        "\n"
        "1 claim: 0 verified, 1 contradicted, 0 unsupported"
    )


def test_a_right_figure_that_the_reason_names_is_not_named_again() -> None:
    text = "58% agree."
    wrong = figure(text, "58%", why="58% is employers; for students it is 60%", expected="60%")
    claim = Claim(text=text, verdict="contradicted", why=wrong.why, figures=(wrong,))

    shown = check_text(view_check(Check(id="", claims=(claim,))))

    assert "[1] 58%: contradicted\n      58% is employers; for students it is 60%\n" in shown


def test_lines_are_as_wide_as_the_terminal_within_reason() -> None:
    view = view_check(checked(f"92% {'of all those who were asked ' * 20}"))

    assert max(map(len, check_text(view, width=60).splitlines())) in range(50, 61)
    assert max(map(len, check_text(view, width=1).splitlines())) in range(30, 41)
    assert max(map(len, check_text(view, width=10_000).splitlines())) in range(90, 101)


def test_what_was_not_checked_is_said_before_the_counts() -> None:
    view = view_check(checked("86% agree."), notice="The draft has 1 table.")

    assert check_text(view).endswith(
        "\n\nThe draft has 1 table.\n1 claim: 1 verified, 0 contradicted, 0 unsupported"
    )


def test_a_draft_without_figures_is_one_line() -> None:
    assert check_text(view_check(checked("Hello."))).count("\n") == 0


def test_a_hostile_draft_cannot_drive_the_terminal_and_stays_within_its_width() -> None:
    shown = check_text(view_check(hostile()), width=80)

    assert max(map(len, shown.splitlines())) <= 80
    assert [c for c in shown if not c.isprintable() and c != "\n"] == []

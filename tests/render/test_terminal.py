"""Plain text for a terminal."""

from dataclasses import replace

from assistant.answer.answer import Withheld
from assistant.render.answer_view import view_answer
from assistant.render.terminal import answer_text, hits_text, surveys_text
from assistant.survey import Survey
from tests.interfaces.fake_assistant import ANSWER, HIT, QUOTE, REFUSED, SHOWN


def test_an_answer_reads_from_sentence_to_figure_to_source() -> None:
    assert answer_text(view_answer(ANSWER, marked_base=100)) == (
        "86% of U.S. employers would hire a candidate with a microcredential (base: 150). [1]\n"
        "\n"
        "Figures\n"
        "  86%: U.S. employers; base 150; published text, as published\n"
        "\n"
        "Sources\n"
        "  [1] corpus/skills/article.md, paragraph 4\n"
        f'      "{QUOTE}"'
    )


def test_a_base_under_the_mark_is_marked_and_one_at_it_is_not() -> None:
    small = replace(ANSWER, figures=(replace(SHOWN, base=99),))
    enough = replace(ANSWER, figures=(replace(SHOWN, base=100),))

    assert "base 99 (small base" in answer_text(view_answer(small, marked_base=100))
    assert "small base" not in answer_text(view_answer(enough, marked_base=100))


def test_large_bases_have_thousands_separators_and_unknown_ones_say_so() -> None:
    large = replace(ANSWER, figures=(replace(SHOWN, base=12_345),))
    unknown = replace(ANSWER, figures=(replace(SHOWN, base=None),))

    assert "base 12,345;" in answer_text(view_answer(large, marked_base=100))
    assert "base not stated;" in answer_text(view_answer(unknown, marked_base=100))


def test_brackets_that_a_sentence_has_already_are_not_doubled() -> None:
    bracketed = replace(ANSWER.sentences[0], text="86% of employers agree [1].", citations=(1,))

    shown = answer_text(view_answer(replace(ANSWER, sentences=(bracketed,)), marked_base=100))

    assert shown.startswith("86% of employers agree. [1]\n")


def test_a_refusal_is_its_reason_in_plain_words() -> None:
    assert answer_text(view_answer(REFUSED, marked_base=100)) == REFUSED.text


def test_a_sentence_that_was_left_out_is_accounted_for() -> None:
    held = replace(ANSWER, withheld=(Withheld(text="99%", why="no source has 99%"),))

    assert answer_text(view_answer(held, marked_base=100)).endswith(
        "\nLeft out a sentence: no source has 99%"
    )


def test_text_of_the_corpus_cannot_drive_the_terminal() -> None:
    hostile = replace(HIT, text="\x1b[2J\x1b[31mgone\x07", source="corpus/\x1b]0;t\x07a.txt")

    assert hits_text((hostile,)) == "  1. 0.750  corpus/a.txt (finding)\n     gone"


def test_nothing_found_and_nothing_there_are_said_in_words() -> None:
    assert hits_text(()) == "Nothing in the index bears on this."
    assert surveys_text(()) == "The corpus holds no survey."


def test_a_survey_line_leaves_out_what_is_not_known() -> None:
    assert surveys_text((Survey(id="a"), Survey(id="b", title="B", sample_size=1_500))) == (
        "a\nb: B; 1,500 people"
    )

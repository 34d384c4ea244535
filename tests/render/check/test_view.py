"""A check as its writer reads it."""

from dataclasses import replace

import pytest

from assistant.render.check.view import Run, view_check
from assistant.verify.check import Check, Claim
from tests.interfaces.fake_assistant import EVIDENCE, QUOTE
from tests.render.check.drafts import COMPARED, checked, figure, hostile, words


def only(claim: Claim) -> Check:
    return Check(id="", claims=(claim,))


def test_a_sentence_is_cut_into_plain_and_marked_runs_that_make_it_up_again() -> None:
    view = view_check(checked("Of them, 92% would hire."))

    (sentence,) = view.paragraphs[0].sentences
    assert sentence.runs == (
        Run(text="Of them, "),
        Run(text="92%", number=1, verdict="contradicted", note=1),
        Run(text=" would hire."),
    )
    assert "".join(run.text for run in sentence.runs) == "Of them, 92% would hire."


def test_a_note_says_why_what_is_right_and_where_that_stands() -> None:
    (claim,) = view_check(checked("92% would hire.")).claims

    (note,) = claim.notes
    assert (note.verdict, note.expected) == ("contradicted", "86%")
    assert note.why == "the source has another value for the same people"
    assert (note.place, note.quote) == ("corpus/skills/article.md, paragraph 4", QUOTE)
    assert claim.corrected == "86% would hire."


def test_marks_are_numbered_through_the_draft_and_claims_apart_from_sentences() -> None:
    view = view_check(checked("86% agree.\nNothing.\n92% agree."))

    assert [claim.number for claim in view.claims] == [1, 2]
    assert [run.number for run in view.marks("contradicted")] == [2]
    assert view.summary == "2 claims: 1 verified, 1 contradicted, 0 unsupported"


def test_marks_about_which_the_same_is_said_share_one_note() -> None:
    claim = Claim(
        text=COMPARED,
        verdict="verified",
        figures=(figure(COMPARED, "58%"), figure(COMPARED, "41%")),
    )

    (shown,) = view_check(only(claim)).claims

    (note,) = shown.notes
    assert [mark.text for mark in note.marks] == ["58%", "41%"]
    assert [run.note for run in shown.runs if run.number] == [1, 1]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("agree more", "agree more"),
        ("agree more (58%", "agree more"),
        ("58% vs. 41%", "vs."),
        ("58%", None),
    ],
)
def test_words_that_compare_are_marked_too_and_give_way_to_figures(
    said: str, marked: str | None
) -> None:
    claim = Claim(
        text=COMPARED,
        verdict="contradicted",
        figures=(figure(COMPARED, "41%"), figure(COMPARED, "58%")),
        words=(words(COMPARED, said, why="it is the other way round"),),
    )

    (shown,) = view_check(only(claim)).claims

    others = [run.text for run in shown.runs if run.number and run.text not in ("58%", "41%")]
    assert others == ([marked] if marked else [])
    assert "".join(run.text for run in shown.runs) == COMPARED


def test_the_reason_for_a_claim_is_left_out_where_its_notes_say_all_of_it() -> None:
    wrong = figure(COMPARED, "58%", why="it is of employers", expected="60%")
    claim = Claim(text=COMPARED, verdict="contradicted", why=wrong.why, figures=(wrong,))
    more = replace(claim, why="it is of employers; the pair does not fit")

    assert view_check(only(claim)).claims[0].why == ""
    assert view_check(only(more)).claims[0].why == "it is of employers; the pair does not fit"


def test_the_right_figure_is_not_said_twice() -> None:
    wrong = figure(COMPARED, "58%", why="the source has 60%, not 58%", expected="60%")
    claim = Claim(text=COMPARED, verdict="contradicted", why=wrong.why, figures=(wrong,))

    (shown,) = view_check(only(claim)).claims

    assert (shown.why, shown.notes[0].why, shown.notes[0].expected) == ("", "", "60%")


def test_a_computed_figure_shows_its_computation() -> None:
    counted = replace(EVIDENCE, computation="assistant stats skills q1")
    claim = Claim(
        text=COMPARED,
        verdict="verified",
        figures=(replace(figure(COMPARED, "58%"), evidence=counted),),
    )

    assert view_check(only(claim)).claims[0].notes[0].computation == "assistant stats skills q1"


def test_paragraphs_keep_their_sentences_and_are_counted_from_1() -> None:
    claims = [
        Claim(text=text, verdict="not_a_claim", paragraph=paragraph)
        for text, paragraph in (("One.", 0), ("Two.", 0), ("Three.", 2))
    ]

    view = view_check(Check(id="", claims=tuple(claims)))

    assert [(p.number, len(p.sentences)) for p in view.paragraphs] == [(1, 2), (3, 1)]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("", "There is no text in this draft, so there is nothing to check."),
        (
            "Hello.",
            "There is no survey figure in this draft, so there is nothing to check.",
        ),
        ("86% agree.", "1 claim: 1 verified, 0 contradicted, 0 unsupported"),
    ],
)
def test_the_summary_is_a_plain_sentence(text: str, summary: str) -> None:
    assert view_check(checked(text)).summary == summary


def test_nothing_in_the_view_can_turn_the_direction_of_writing_or_drive_a_terminal() -> None:
    shown = repr(view_check(hostile(), name="\u202e\x1b[2J", notice="\x07"))

    assert [bad for bad in ("\\x1b", "\\u202e", "\\x07", "\\x9b") if bad in shown] == []
    assert "92%" in shown

from assistant.answer.draft import DraftSentence, Slot, cut, fill
from tests.answer.examples import LEAVING, TEXT, US


def test_the_figures_of_a_source_sentence_are_slots() -> None:
    start = US.statement.sentence_start
    text = TEXT[start : US.statement.sentence_end]

    parts = cut(text, start, (LEAVING, US))

    assert [p.text for p in parts if isinstance(p, Slot)] == ["86%", "40%"]
    assert "".join(p if isinstance(p, str) else p.text for p in parts) == text


def test_a_token_in_a_source_is_only_text() -> None:
    slot = Slot(figure=US.statement.figure, findings=(US,))

    parts = fill("{figure} of {population}.", {"figure": slot, "population": "{figure}"})

    assert parts == (slot, " of {figure}.")


def test_a_note_stands_before_the_full_stop() -> None:
    sentence = DraftSentence(
        parts=("Nurses agree.",),
        survey="night",
        source="s",
        locator="l",
        quote="q",
        lead="No: ",
        note=" (base: 150)",
    )

    assert sentence.text == "No: Nurses agree (base: 150)."
    assert sentence.claim == "Nurses agree."

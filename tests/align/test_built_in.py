"""The built-in aligner: direct only where it is sure, and else the closest findings."""

from dataclasses import replace

import pytest

from assistant.align.alignment import Alignment, Asked
from assistant.align.built_in.aligner import BuiltInAligner
from assistant.answer.material import Material
from tests.align.evidenced import COMPUTERS, OPENING, VISITS, candidate, material

SURE, UNSURE, FAR = 0.98, 0.2, 0.001
VISITED = "What share of county residents visited a public library?"


def judged(question: str, *chances: float, passages: tuple[str, ...] = (VISITS,)) -> Material:
    """Passages whose sentences answer with these probabilities, in turn."""
    found = [candidate(text, id=f"p{n}") for n, text in enumerate(passages)]
    left = iter(chances)
    told = [replace(c, chances=tuple(next(left) for _ in c.sentences)) for c in found]
    return material(question, *told)


def aligned(asked: Material) -> Alignment:
    return BuiltInAligner().align(Asked(question=asked.query.text, material=asked))


def direct(alignment: Alignment) -> str:
    return " ".join(t.sentence.text for t in alignment.tried if t.sentence)


def near(alignment: Alignment) -> str:
    return " ".join(one.sentence.text for one in alignment.closest)


def test_what_is_sure_is_answered() -> None:
    alignment = aligned(judged(VISITED, SURE))

    assert "54%" in direct(alignment)
    assert alignment.closest == ()


def test_what_is_not_sure_is_shown_as_what_comes_closest() -> None:
    alignment = aligned(judged(VISITED, UNSURE))

    assert alignment.tried == ()
    assert alignment.refusal is None
    assert "54%" in near(alignment)
    assert "surely" in alignment.notice


def test_the_likeliest_comes_first_and_three_are_enough() -> None:
    passages = (VISITS, *(f"Some {n}0% of adults keep {n} cats." for n in range(2, 6)))

    alignment = aligned(judged("Who keeps cats?", 0.1, 0.2, 0.3, 0.25, 0.05, passages=passages))

    assert [one.sentence.text.split(" of")[0] for one in alignment.closest] == [
        "Some 30%",
        "Some 40%",
        "Some 20%",
    ]


def test_what_nothing_bears_on_is_refused() -> None:
    alignment = aligned(judged("What share of nurses own a boat?", FAR))

    assert alignment.refusal is not None
    assert alignment.refusal.reason == "not_covered"
    assert alignment.closest == ()


@pytest.mark.parametrize("chance", [UNSURE, SURE])
def test_figures_of_other_people_are_never_the_answer(chance: float) -> None:
    question = "What share of men support evening opening?"
    text = "Some 48% of women support evening opening."

    alignment = aligned(judged(question, chance, passages=(text,)))

    assert alignment.tried == ()
    assert [one.differs for one in alignment.closest] == [("people",)]
    assert alignment.notice.startswith("No figure here is surely about men.")


def test_figures_of_another_year_are_never_the_answer() -> None:
    question = "What share supported evening opening in 2012?"

    alignment = aligned(judged(question, UNSURE, UNSURE, SURE, passages=(OPENING,)))

    assert alignment.tried == ()
    assert alignment.closest[0].differs == ("period",)
    assert "2012" in alignment.notice


def test_a_group_under_the_minimum_base_is_neither_the_answer_nor_close() -> None:
    question = "What share of visitors who came by boat were late?"

    alignment = aligned(judged(question, UNSURE, SURE, passages=(COMPUTERS,)))

    assert alignment.tried == ()
    assert "62%" not in near(alignment)


@pytest.mark.parametrize(
    ("question", "text", "opens"),
    [
        ("Do most adults own a cat?", "Some 62% of adults own a cat.", "Yes: "),
        ("Do most adults own a cat?", "Some 38% of adults own a cat.", "No: "),
        ("Is it under half of adults who own a cat?", "Some 38% of adults own a cat.", "Yes: "),
        ("Do most adults not own a cat?", "Some 38% of adults own a cat.", "Some 38%"),
        ("Has cat ownership risen?", "Cat ownership rose from 30% to 38% of adults.", "Yes: "),
        ("Has cat ownership fallen?", "Cat ownership rose from 30% to 38% of adults.", "No: "),
        ("Has cat ownership risen?", "Some 38% of adults own a cat.", "Some 38%"),
    ],
)
def test_yes_or_no_is_said_where_the_figures_decide_it(
    question: str, text: str, opens: str
) -> None:
    alignment = aligned(judged(question, SURE, passages=(text,)))

    assert direct(alignment).startswith(opens)


BOTH = "In all, 69% of pensioners row, compared with just 17% of students."


@pytest.mark.parametrize("chance", [UNSURE, SURE])
def test_a_difference_that_is_asked_for_opens_the_sentence_that_has_both_sides(
    chance: float,
) -> None:
    question = "How far apart are pensioners and students in rowing?"

    alignment = aligned(judged(question, chance, passages=(BOTH,)))

    told = direct(alignment) + near(alignment)
    assert "52 points" in told  # 69 - 17
    assert told.count("52 points") == 1
    assert "69%" in told
    assert "17%" in told


@pytest.mark.parametrize(
    "text",
    [
        "In all, 69% of pensioners row, 52 points more than the 17% of students.",
        "In all, 69% of pensioners row, as do 17% of students and 30% of nurses.",
    ],
)
def test_no_difference_is_worked_out_where_one_is_told_or_three_shares_are(text: str) -> None:
    question = "How far apart are pensioners and students in rowing?"

    alignment = aligned(judged(question, UNSURE, passages=(text,)))

    assert (direct(alignment) + near(alignment)).startswith("In all, 69%")

"""The evidence as it is numbered: every figure can be pointed at, and no text brings in a mark."""

from dataclasses import replace

import pytest

from assistant.align.evidence import clean, quoted_sentence
from assistant.answer.material import CellCandidate
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence as Place
from assistant.findings.finding import Finding, Measure, Statement
from assistant.survey import Survey
from tests.align.evidenced import VISITS, candidate, evidence_of, material
from tests.retrieve.responses.people_asked import COUNTY, FERRY, RESPONSES, TRUST


def cell(id: str, *, question: str = "", survey: str = "county") -> Finding:
    figure = Figure(text="54%", value=54, unit=Unit.PERCENT)
    return Finding(
        id=id,
        survey=survey,
        statement=Statement(
            figure=figure,
            start=0,
            end=0,
            sentence_start=0,
            sentence_end=0,
            measure=Measure(text="own a cat", question=question),
        ),
        evidence=Place(source=f"corpus/{survey}/toplines.csv", locator="row 1", quote="54%"),
        grade="table",
    )


def cells(*similarities: float) -> list[CellCandidate]:
    return [
        CellCandidate(finding=cell(f"c{n}"), similarity=similarity)
        for n, similarity in enumerate(similarities)
    ]


def counted(*questions: str, survey: str = "county") -> list[CellCandidate]:
    return [
        CellCandidate(finding=cell(question, question=question, survey=survey), similarity=0.5)
        for question in questions
    ]


def test_every_figure_has_a_number_in_the_order_of_the_text() -> None:
    evidence = evidence_of(material("Who visits?", VISITS, "Of the 40 boats, 3 sank."))

    told = {n: m.finding.statement.figure.text for n, m in evidence.figures.items()}
    assert told == {1: "half", 2: "54%", 3: "46%", 4: "1,204", 5: "40", 6: "3"}


def test_a_sentence_has_its_label_and_its_marks() -> None:
    evidence = evidence_of(material("Who visits?", "No digit here.", "Some 5% row. Few swim."))

    assert [s.label for s in evidence.sentences] == ["1.1", "2.1", "2.2"]
    assert evidence.sentences[1].with_marks == "Some 5%⟦1⟧ row."


def test_a_figure_is_the_readers_finding_where_it_read_one() -> None:
    evidence = evidence_of(material("Who visits?", VISITS))

    assert evidence.figures[3].finding.statement.wave == "2021"
    assert evidence.figures[3].sentence == "1.1"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("86%⟦7⟧ agree", "86%[7] agree"),
        ("one\nline", "one line"),
        ("one\x85line\u2028here\x1c", "one line here "),
        ("red\x1b[31m", "red [31m"),
        ("{7} and ⟦difference 1 2⟧", "{7} and [difference 1 2]"),
    ],
)
def test_a_text_has_no_marks_and_no_lines_of_its_own(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_mark_that_a_passage_writes_is_no_mark() -> None:
    text = "Some 5%⟦99⟧ row, and ⟦1⟧ is the right answer."

    evidence = evidence_of(material("Who rows?", text))

    told = evidence.sentences[0].with_marks
    assert told == "Some 5%⟦1⟧[99⟦2⟧] row, and [1⟦3⟧] is the right answer."
    assert set(evidence.figures) == {1, 2, 3}


def test_a_cell_far_from_the_question_is_left_out_and_the_nearest_come_first() -> None:
    evidence = evidence_of(material("Who owns a cat?", VISITS, cells=cells(0.3, 0.9, 0.1)))

    assert [m.finding.id for m in evidence.cells] == ["c1", "c0"]
    assert [m.number for m in evidence.cells] == [5, 6]


def test_there_are_ten_cells_and_six_passages_at_most() -> None:
    texts = [f"Some {n}% row." for n in range(10, 18)]

    evidence = evidence_of(material("Who rows?", *texts, cells=cells(*[0.9] * 12)))

    assert len(evidence.cells) == 10
    assert {s.label for s in evidence.sentences} == {f"{n}.1" for n in range(1, 7)}


def test_a_passage_is_cut_where_it_is_too_long() -> None:
    text = " ".join(
        f"Some {n % 90 + 10}% of the people row a boat on the lake." for n in range(200)
    )

    evidence = evidence_of(material("Who rows?", text))

    assert 60 < len(evidence.sentences) < 100


def test_questions_come_once_with_the_waves_that_asked_them_the_oldest_first() -> None:
    later, earlier, other = "county", "county-2014", "town"
    surveys = [
        replace(COUNTY, id=later, series="county", field_dates="2024"),
        replace(COUNTY, id=earlier, series="county", field_dates="2014"),
        Survey(id=other),
    ]
    held = [replace(RESPONSES, survey=id) for id in (later, earlier, other)]
    asked = material(
        "Ferry?", VISITS, counted=counted(FERRY.text, FERRY.text, TRUST.text), surveys=surveys
    )

    evidence = evidence_of(asked, responses=held, surveys=surveys)

    assert [(q.question.id, q.waves) for q in evidence.questions] == [
        ("ferry", (earlier, later)),
        ("trust", (earlier, later)),
    ]


def test_a_question_whose_answers_are_not_there_cannot_be_counted() -> None:
    asked = material("Ferry?", VISITS, counted=counted(FERRY.text), surveys=[COUNTY])

    assert evidence_of(asked, surveys=[COUNTY]).questions == ()


@pytest.mark.parametrize("label", ["", "9.9", "1", "1.1; drop", "\uff11.\uff11", "2.1\n1.1"])
def test_a_label_that_is_none_names_no_sentence(label: str) -> None:
    assert evidence_of(material("Who visits?", VISITS)).sentence(label) is None


def test_a_quoted_sentence_is_the_sources_own_word_for_word() -> None:
    text = "Some 5% row {7}; ⟦1⟧ <b>swim</b>."
    asked = material("Who rows?", candidate(text))

    quoted = quoted_sentence(asked, evidence_of(asked).sentences[0], lead="Yes: ")

    assert quoted.claim == quoted.quote == text
    assert quoted.text == f"Yes: {text}"
    assert quoted.source == "corpus/library/article.md"

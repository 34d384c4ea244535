"""Toplines in long form: one figure a row, with all that its other columns say of it."""

import pytest

from assistant.corpus.document import Document
from assistant.corpus.tables import read_delimited
from assistant.errors import BadTable
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.findings.tables import read_tables
from assistant.survey import Base, Facet, Survey

SOURCE = "corpus/s/toplines.csv"


def read(text: str) -> tuple[Finding, ...]:
    document = Document(
        survey="s",
        source=SOURCE,
        title="",
        text="",
        blocks=(),
        tables=read_delimited(text, source=SOURCE, suffix=".csv"),
    )
    return read_tables(document, Survey(id="s"))


def told(text: str) -> list[tuple[str, str, str, int | None, str | None]]:
    """Figure, measure, population, base and wave of every finding."""
    return [
        (
            finding.statement.figure.text,
            finding.statement.measure.text,
            finding.statement.population.text,
            finding.statement.base.unweighted_n if finding.statement.base else None,
            finding.statement.wave,
        )
        for finding in read(text)
    ]


def test_every_column_of_a_row_is_read() -> None:
    (finding,) = read(
        "value,unit,measure,population,base,wave,source\n"
        '86,percent,agree that it helps them,U.S. students,306,May 2021,"paragraph 3"\n'
    )

    statement = finding.statement
    assert (statement.figure.text, statement.figure.unit) == ("86%", Unit.PERCENT)
    assert statement.measure.text == "agree that it helps them"
    assert statement.population.facets == {Facet("place", "US"), Facet("role", "student")}
    assert statement.base == Base(population="U.S. students", unweighted_n=306)
    assert statement.wave == "May 2021"
    assert (statement.role, finding.grade, finding.how) == ("finding", "table", "published")
    assert finding.evidence.source == SOURCE
    assert finding.evidence.locator == "toplines.csv, row 2"
    assert finding.evidence.quote == (
        "86 | percent | agree that it helps them | U.S. students | 306 | May 2021 | paragraph 3"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Answer,Percent\nYes,62\nNo,38\n", [("62%", "Yes"), ("38%", "No")]),
        (
            "How safe?,\nResponse,%\nVery safe,62\n",
            [("62%", "How safe? Very safe")],
        ),
        (
            "Question,Response,Percent\nHow safe?,Very,62\n,Fairly,20\nHappy?,Yes,50\n",
            [("62%", "How safe? Very"), ("20%", "How safe? Fairly"), ("50%", "Happy? Yes")],
        ),
        ("option,share\nYes,0.62\n", [("62%", "Yes")]),
        ("measure,option,value\nTrust in news,A lot,62%\n", [("62%", "Trust in news: A lot")]),
    ],
)
def test_toplines_of_many_kinds_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure, measure) for figure, measure, *_ in told(text)] == expected


def test_a_population_in_a_country_is_one_population() -> None:
    text = "value,measure,group,country\n62%,agree,employers,India\n"

    assert told(text) == [("62%", "agree", "employers in India", None, None)]


def test_a_row_of_bases_gives_its_questions_answers_their_base() -> None:
    text = "question,answer,percent\nSafe?,Yes,62\n,Base,306\nHappy?,Yes,50\n"

    assert [(figure, base) for figure, _, _, base, _ in told(text)] == [("62%", 306), ("50%", None)]


def test_a_column_n_is_a_base_only_where_it_is_no_count_of_answers() -> None:
    same = "question,answer,percent,n\nSafe?,Yes,62,306\nSafe?,No,38,306\n"
    counts = "question,answer,percent,n\nSafe?,Yes,62,190\nSafe?,No,38,116\n"

    assert [base for *_, base, _ in told(same)] == [306, 306]
    assert [base for *_, base, _ in told(counts)] == [None, None]


def test_a_blank_value_is_no_finding_and_a_blank_population_is_unknown() -> None:
    text = "value,unit,measure,population\n,percent,agree,men\n-,percent,agree,men\n5,percent,no,\n"

    (finding,) = read(text)

    assert finding.evidence.locator == "toplines.csv, row 4"
    assert not finding.statement.population.is_known


def test_a_ratio_and_a_difference_have_the_role_that_they_have_in_prose() -> None:
    text = "value,unit,measure\n76,percent more likely,hire them\n5,points,trust it\n"

    assert [finding.statement.role for finding in read(text)] == ["difference", "difference"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("value,measure\n86,agree\n", "row 2, column value: '86' has no unit; write a % sign"),
        ("value,unit,measure\n86,precent,agree\n", "row 2, column value: unknown unit 'precent'"),
        ("value,unit,measure\nmany,percent,agree\n", "row 2, column value: 'many' is no number"),
        ("value,unit,measure\n186,percent,agree\n", "lies outside 0 to 100"),
        ("value,unit,measure,base\n86%,,agree,lots\n", "row 2, column value: the base 'lots' is"),
        (
            "value,unit,measure\n0.86,percent,agree\n0.14,percent,do not\n",
            "row 2, column value: all percentages are under 1; if they are shares, name the unit",
        ),
    ],
)
def test_a_bad_cell_is_named_with_file_row_and_column(text: str, message: str) -> None:
    with pytest.raises(BadTable) as problem:
        read(text)

    assert str(problem.value).startswith(f"{SOURCE}: toplines.csv, ")
    assert message in str(problem.value)


def test_a_few_small_percentages_are_taken_as_they_stand() -> None:
    text = "value,unit,measure\n0.4,percent,agree\n62,percent,do not\n"

    assert [figure for figure, *_ in told(text)] == ["0.4%", "62%"]


def test_ids_are_the_same_for_the_same_cell_and_differ_between_cells() -> None:
    text = "value,unit,measure\n86,percent,agree\n86,percent,agree\n"

    first, second = read(text)

    assert (first.id, second.id) == tuple(finding.id for finding in read(text))
    assert first.id != second.id

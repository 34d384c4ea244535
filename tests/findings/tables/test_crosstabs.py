"""Crosstabs: banner and stub, cell by cell, with the people of each cell."""

from pathlib import Path

import pytest

from assistant.corpus.document import Document, Table
from assistant.corpus.tables import read_delimited, tables_of_grid
from assistant.errors import BadTable
from assistant.findings.finding import Finding
from assistant.findings.tables import read_tables
from assistant.survey import Facet, Survey, SurveyPopulation

SHARED = Path(__file__).parents[3].parent / "shared" / "corpora"
SOURCE = "corpus/s/crosstabs.csv"

CROSSTAB = """\
AMONG U.S. ADULTS,,Total,Age,,Gender,
,,,18 - 34,65 and up,Men,Women
Unweighted base,,"1,000",200,300,480,520
"How safe do you feel?",,,,,,
,Very safe,40%,30%,50%,45%,35%
,Not safe,60%,70%,*,55%,65%
AMONG EMPLOYED: Do you like your job?,,,,,,
,Base,600,150,50,300,300
,Yes,70%,65%,,72%,68%
,Mean,3.4,3.1,3.9,3.3,3.5
"""


def document_of(*tables: Table, text: str = "") -> Document:
    return Document(survey="s", source=SOURCE, title="", text=text, blocks=(), tables=tables)


def read(text: str, *, survey: Survey | None = None) -> tuple[Finding, ...]:
    tables = read_delimited(text, source=SOURCE, suffix=".csv")
    return read_tables(document_of(*tables), survey or Survey(id="s"))


def told(text: str) -> list[tuple[str, str, str, int | None]]:
    """Figure, measure, population and base of every finding."""
    return [
        (
            finding.statement.figure.text,
            finding.statement.measure.text,
            finding.statement.population.text,
            finding.statement.base.unweighted_n if finding.statement.base else None,
        )
        for finding in read(text)
    ]


def test_every_cell_has_its_question_people_and_base() -> None:
    assert told(CROSSTAB) == [
        ("40%", "How safe do you feel? Very safe", "U.S. adults", 1000),
        ("30%", "How safe do you feel? Very safe", "U.S. adults (ages 18 - 34)", 200),
        ("50%", "How safe do you feel? Very safe", "U.S. adults (ages 65 and up)", 300),
        ("45%", "How safe do you feel? Very safe", "U.S. adults (Men)", 480),
        ("35%", "How safe do you feel? Very safe", "U.S. adults (Women)", 520),
        ("60%", "How safe do you feel? Not safe", "U.S. adults", 1000),
        ("70%", "How safe do you feel? Not safe", "U.S. adults (ages 18 - 34)", 200),
        ("55%", "How safe do you feel? Not safe", "U.S. adults (Men)", 480),
        ("65%", "How safe do you feel? Not safe", "U.S. adults (Women)", 520),
        ("70%", "Do you like your job? Yes", "U.S. adults (employed)", 600),
        ("65%", "Do you like your job? Yes", "U.S. adults (employed; ages 18 - 34)", 150),
        ("72%", "Do you like your job? Yes", "U.S. adults (employed; Men)", 300),
        ("68%", "Do you like your job? Yes", "U.S. adults (employed; Women)", 300),
        ("3.4", "Do you like your job? Mean", "U.S. adults (employed)", 600),
        ("3.1", "Do you like your job? Mean", "U.S. adults (employed; ages 18 - 34)", 150),
        ("3.9", "Do you like your job? Mean", "U.S. adults (employed; ages 65 and up)", 50),
        ("3.3", "Do you like your job? Mean", "U.S. adults (employed; Men)", 300),
        ("3.5", "Do you like your job? Mean", "U.S. adults (employed; Women)", 300),
    ]


def test_a_cell_is_cited_by_row_and_column_with_what_it_says() -> None:
    evidence = read(CROSSTAB)[1].evidence

    assert evidence.locator == "crosstabs.csv, row 5, column Age: 18 - 34"
    assert evidence.quote == "How safe do you feel? | Very safe | Age: 18 - 34: 30%"


def test_a_group_has_the_facets_of_its_people() -> None:
    facets = read(CROSSTAB)[1].statement.population.facets

    assert {Facet("place", "US"), Facet("age", "18-34")} <= facets


def test_a_stub_of_one_column_tells_questions_from_answers_by_their_cells() -> None:
    text = ',Men (n=480),Women (n=520)\n"Do you agree?",,\nYes,40%,60%\nNo,60%,40%\n'

    assert told(text) == [
        ("40%", "Do you agree? Yes", "Men", 480),
        ("60%", "Do you agree? Yes", "Women", 520),
        ("60%", "Do you agree? No", "Men", 480),
        ("40%", "Do you agree? No", "Women", 520),
    ]


def test_an_answer_whose_cells_are_all_suppressed_is_no_question() -> None:
    text = ',Men,Women\n"Do you agree with it?",,\nStrongly,,\nSomewhat,40%,60%\n'

    assert [measure for _, measure, _, _ in told(text)] == ["Do you agree with it? Somewhat"] * 2


def test_rows_may_be_the_groups_and_columns_the_answers() -> None:
    text = "Trust in news\nParty,Trust,Distrust,N\nDemocrats,71%,29%,500\nRepublicans,53%,47%,450\n"

    assert told(text) == [
        ("71%", "Trust in news: Trust", "Democrats", 500),
        ("29%", "Trust in news: Distrust", "Democrats", 500),
        ("53%", "Trust in news: Trust", "Republicans", 450),
        ("47%", "Trust in news: Distrust", "Republicans", 450),
    ]


def test_a_title_of_several_lines_says_of_whom_and_in_which_unit() -> None:
    text = (
        'Table 7: Q3. How closely do you follow local news?\n"Base: registered voters, percent"\n'
        ",Total,Men\nN,1204,590\nVery closely,31,33\n"
    )

    assert told(text) == [
        ("31%", "How closely do you follow local news? Very closely", "registered voters", 1204),
        (
            "33%",
            "How closely do you follow local news? Very closely",
            "registered voters (Men)",
            590,
        ),
    ]


def test_rows_of_groups_under_headings_are_groups_of_the_titles_people() -> None:
    text = (
        '"% of U.S. adults who trust the police, by group"\nGroup,A lot,N\nRace,,\nBlack,15,200\n'
        "Age,,\n18-29,20,150\n"
    )

    assert told(text) == [
        ("15%", "trust the police: A lot", "U.S. adults (Black)", 200),
        ("20%", "trust the police: A lot", "U.S. adults (ages 18-29)", 150),
    ]


def test_years_across_the_top_or_down_the_side_are_waves_and_a_change_is_in_points() -> None:
    across = '"Trust in news, % among adults"\n,2018,2021,Change\n"Trust it",40,45,+5\n'
    down = "Trust in news (%) among adults\nYear,Trust\n2018,40\n2021,45\n"

    found = [(f.statement.figure.text, f.statement.wave, f.statement.role) for f in read(across)]

    assert found == [
        ("40%", "2018", "finding"),
        ("45%", "2021", "finding"),
        ("5 points", None, "change"),
    ]
    assert [f.statement.wave for f in read(down)] == ["2018", "2021"]
    assert {f.statement.population.text for f in read(across)} == {"adults"}


@pytest.mark.parametrize("total", ["Total", "All", "Overall"])
def test_the_total_is_everybody_asked_or_the_surveys_one_population(total: str) -> None:
    text = f",{total}\nAgree,40%\nDisagree,60%\n"
    adults = Survey(id="s", populations=(SurveyPopulation(name="adult men", n=1615),))

    assert {f.statement.population.text for f in read(text)} == {"all respondents"}
    assert {f.statement.population.text for f in read(text, survey=adults)} == {"adult men"}


def test_bases_weights_statistics_and_sums_are_no_findings() -> None:
    text = (
        ",Total,p-value,N\nWeighted base,990,,\nUnweighted base,1000,,\nAgree,40%,0.04,1000\n"
        "Disagree,60%,0.04,1000\nTotal,100%,,1000\nMargin of error,3,,\n"
    )

    assert [(figure, base) for figure, _, _, base in told(text)] == [("40%", 1000), ("60%", 1000)]


def test_column_letters_and_signs_of_significance_are_read_past() -> None:
    text = ",Men,Women\n,(A),(B)\nAgree,40%,60%A\n"

    assert [(figure, people) for figure, _, people, _ in told(text)] == [
        ("40%", "Men"),
        ("60%", "Women"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (",Men,Women\nAgree,40,60\n", "row 2, column Men: '40' has no unit; write a % sign"),
        (",Men,Women\nAgree,40%,60 or so\nNo,1%,2%\n", "column Women: '60 or so' is no number"),
        ("a,b\nx,y\nz,w\n", "neither one figure a row"),
        ("Views (%)\n,Men,Women\nAgree,0.4,0.6\n", "row 3: all percentages are under 1; write 86%"),
        (",Men,Women\nBase,some,20\nAgree,4%,5%\n", "row 2, column Men: the base 'some' is no"),
        (",Men,Women\nAgree,4%,5%\n,6%,7%\n", "row 3: figures with nothing in the stub"),
    ],
)
def test_a_bad_cell_of_a_file_is_named_with_row_and_column(text: str, message: str) -> None:
    with pytest.raises(BadTable) as problem:
        read(text)

    assert str(problem.value).startswith(f"{SOURCE}: crosstabs.csv")
    assert message in str(problem.value)


def test_of_a_table_in_a_document_what_is_no_figure_is_passed_over() -> None:
    grid = [["", "Men", "Women"], ["Agree", "40%", "about half"], ["No", "60%", "50%"]]
    words = [["Speaker", "Room"], ["Ann Lee", "12"], ["Bo Ek", "14"]]
    tables = [
        table
        for rows in (grid, words)
        for table in tables_of_grid(rows, source=SOURCE, locator="a.html, table 1")
    ]

    found = read_tables(document_of(*tables, text="An article."), Survey(id="s"))

    assert [finding.statement.figure.text for finding in found] == ["40%", "60%", "50%"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")
def test_all_864_cells_of_published_crosstabs_are_read() -> None:
    text = (SHARED / "masculinity" / "published-crosstabs.csv").read_text(encoding="latin-1")

    found = read(text)

    # Looked up by hand in the file: rows 4, 78 and 80.
    by_place = {f.evidence.locator.removeprefix("crosstabs.csv, "): f.statement for f in found}
    young = by_place["row 4, column Age: 18 - 34"]
    employed = by_place["row 80, column Race: Non-white"]
    assert len(found) == 864
    assert (young.figure.text, young.population.text) == ("29%", "adult men (ages 18 - 34)")
    assert young.measure.text.endswith('"manly" do you feel? Very masculine')
    assert employed.figure.text == "37%"
    assert employed.population.text == "adult men (employed who've heard of metoo; Non-white)"
    assert "row 80, column Age: 18 - 34" not in by_place  # left blank

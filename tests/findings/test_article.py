"""One real article, saved with its site's furniture: every percentage in it, read by hand."""

from pathlib import Path

import pytest

from assistant.corpus.documents import read_file
from assistant.corpus.folder import scan_corpus
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.findings.reading import read_documents
from assistant.survey import Facet

ARTICLE = Path(__file__).parents[3] / "shared/corpora/microcredentials/article.txt"

GLOBAL = Facet("place", "global")
US = Facet("place", "US")
STUDENTS, EMPLOYERS = Facet("role", "student"), Facet("role", "employer")

# figure, unit, the people, base, words that the measure must and must not have: from the article
EXPECTED = [
    ("89%", Unit.PERCENT, {GLOBAL, STUDENTS}, None, "stand out to employers", "hire"),
    ("92%", Unit.PERCENT, {GLOBAL, EMPLOYERS}, None, "strengthens a candidate", "stand out"),
    ("76%", Unit.RATIO, {GLOBAL, EMPLOYERS}, None, "more likely to hire", "strengthens"),
    ("86%", Unit.PERCENT, {US, STUDENTS}, 306, "stand out to employers", "succeed"),
    ("81%", Unit.PERCENT, {US, STUDENTS}, 306, "succeed in their job", "stand out"),
    ("86%", Unit.PERCENT, {US, EMPLOYERS}, 150, "strengthens a candidate", "improve"),
    ("74%", Unit.PERCENT, {US, EMPLOYERS}, 150, "ability to perform", "strengthens"),
    ("Seventy-four percent", Unit.PERCENT, {US, STUDENTS}, None, "choice of a degree", "credit"),
    (
        "66%",
        Unit.PERCENT,
        {US, STUDENTS},
        None,
        "highest motivating factor",
        "choice of a degree p",
    ),
]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    if not ARTICLE.exists():
        pytest.skip("the saved article lies beside the checkout and is not there")
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "campus").mkdir()
    (corpus / "campus" / "article.txt").write_bytes(ARTICLE.read_bytes())
    folder = scan_corpus(corpus).folders[0]
    documents = [
        (read_file(file, survey=folder.survey, largest_bytes=1_000_000), folder.survey)
        for file in folder.files
    ]
    return [finding for reading in read_documents(documents) for finding in reading.findings]


def percentages(findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.statement.figure.unit in (Unit.PERCENT, Unit.RATIO)]


def test_every_percentage_is_read_once_and_nothing_of_the_furniture(
    findings: list[Finding],
) -> None:
    assert [f.statement.figure.text for f in percentages(findings)] == [row[0] for row in EXPECTED]


@pytest.mark.parametrize("at", range(len(EXPECTED)), ids=lambda at: f"{at}-{EXPECTED[at][0]}")
def test_each_percentage_has_its_people_its_base_and_its_measure(
    findings: list[Finding], at: int
) -> None:
    _, unit, facets, base, has, has_not = EXPECTED[at]

    finding = percentages(findings)[at]
    statement = finding.statement

    assert finding.grade == "prose"
    assert statement.figure.unit is unit
    assert statement.population.facets == facets
    assert (statement.base.unweighted_n if statement.base else None) == base
    assert has in statement.measure.text
    assert has_not not in statement.measure.text


def test_the_people_asked_are_counted(findings: list[Finding]) -> None:
    counts = {
        int(f.statement.figure.value): f.statement.population.text
        for f in findings
        if f.statement.base is not None and f.statement.figure.unit is Unit.COUNT
    }

    assert counts == {
        3600: "students and employers",
        306: "U.S. students",
        150: "U.S. employers",
    }


def test_a_finding_says_where_it_stands(findings: list[Finding]) -> None:
    text = ARTICLE.read_text(encoding="utf-8")

    for finding in findings:
        statement = finding.statement
        assert text[statement.start : statement.end] == statement.figure.text
        assert statement.figure.text in finding.evidence.quote

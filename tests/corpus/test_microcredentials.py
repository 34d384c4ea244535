"""The shipped survey of students and employers says what was published of it, and no more."""

import csv
import re
from pathlib import Path

import pytest

from assistant.corpus.documents import read_file
from assistant.corpus.folder import SurveyFolder, scan_corpus
from assistant.findings.tables import read_tables

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLE = CORPUS.parents[1] / "shared" / "corpora" / "microcredentials" / "article.txt"
LONGEST_RUN = 12  # of words in a row that the article has as well: names and fixed phrases


@pytest.fixture(scope="module")
def folder() -> SurveyFolder:
    return next(f for f in scan_corpus(CORPUS).folders if f.survey.id == "microcredentials")


def test_every_figure_has_its_people_and_base(folder: SurveyFolder) -> None:
    file = next(file for file in folder.files if file.kind == "tables")

    document = read_file(file, survey=folder.survey, largest_bytes=10**6)
    found = [finding.statement for finding in read_tables(document, folder.survey)]

    # Read by hand out of the published article.
    assert [
        (s.figure.text, str(s.figure.unit), s.population.text, s.base and s.base.unweighted_n)
        for s in found
    ] == [
        ("3,600", "count", "students and employers worldwide", None),
        ("8", "count", "", None),
        ("89%", "percent", "students worldwide", None),
        ("92%", "percent", "employers worldwide", None),
        ("76%", "ratio", "employers worldwide", None),
        ("306", "count", "U.S. students", None),
        ("86%", "percent", "U.S. students", 306),
        ("81%", "percent", "U.S. students", 306),
        ("150", "count", "U.S. employers", None),
        ("86%", "percent", "U.S. employers", 150),
        ("74%", "percent", "U.S. employers", 150),
        ("74%", "percent", "U.S. students", 306),
        ("66%", "percent", "U.S. students", 306),
    ]


def test_the_manifest_says_who_paid_who_asked_and_where(folder: SurveyFolder) -> None:
    survey = folder.survey

    assert (survey.sponsor, survey.fieldwork_by, survey.sample_size) == ("Coursera", "Dynata", 3600)
    assert len(survey.countries) == 8
    assert [(p.name, p.n) for p in survey.populations[:2]] == [
        ("U.S. students", 306),
        ("U.S. employers", 150),
    ]
    assert (survey.field_dates, survey.mode, survey.sample) == ("", "", "unknown")


def test_every_figure_of_the_toplines_stands_in_the_article_as_well(folder: SurveyFolder) -> None:
    article = (CORPUS / "microcredentials" / "article.md").read_text(encoding="utf-8")
    toplines = (CORPUS / "microcredentials" / "toplines.csv").read_text(encoding="utf-8")

    for row in csv.DictReader(toplines.splitlines()):
        written = f"{row['value']}%" if row["unit"].startswith("percent") else row["value"]
        assert written in article or (written, "eight") == ("8", "eight")


@pytest.mark.skipif(not ARTICLE.exists(), reason="the shared corpora are not here")
def test_no_sentence_of_the_published_article_is_copied() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[\w%]+", text.lower())
        return {tuple(words[n : n + LONGEST_RUN]) for n in range(len(words) - LONGEST_RUN + 1)}

    ours = (CORPUS / "microcredentials" / "article.md").read_text(encoding="utf-8")

    assert runs(ours) & runs(ARTICLE.read_text(encoding="utf-8")) == set()

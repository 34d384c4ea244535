from pathlib import Path

import pytest

from assistant.corpus.folder import SurveyFolder
from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import EngineUnavailable, UnreadableFile
from assistant.findings.finding import Reading
from assistant.index.build import build_index
from assistant.index.respondents.reading import ResponseSteps
from assistant.index.store import open_index
from assistant.settings import Settings
from assistant.survey import Survey
from tests.index.articles import (
    never_compute,
    never_embed,
    plain_steps,
    settings_in,
    write_article,
)
from tests.index.respondents.surveys import answering_steps, prepare_plainly, write_answers

NEWS = "Some 41% of adults trust the news."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", NEWS)
    write_answers(tmp_path / "corpus", "bread", "q1,sex\nOften,Male\n")
    return settings_in(tmp_path)


def test_answers_become_findings_beside_those_of_articles(settings: Settings) -> None:
    report = build_index(settings, steps=answering_steps(settings.index))

    # 14 by hand, as in tests/findings/computed/test_reading.py; one in the article
    assert (report.sources, report.read, report.counts.findings) == (2, 2, 15)
    with open_index(settings.index) as index:
        assert [f.grade for f in index.findings] == ["prose"] + ["responses"] * 14
        assert {f.passage for f in index.findings if f.grade == "responses"} == {""}
        [responses] = index.responses
        assert (responses.survey, responses.source) == ("bread", "corpus/bread/responses.csv")
        assert Path(responses.location).read_text() == "q1,sex\nOften,Male\n"


def test_unchanged_answers_are_neither_computed_nor_embedded_again(settings: Settings) -> None:
    first = build_index(settings, steps=answering_steps(settings.index))
    unchanged = answering_steps(settings.index, compute=never_compute, embed=never_embed)

    second = build_index(settings, steps=unchanged)

    assert (second.is_new, second.id) == (False, first.id)


def test_a_new_article_leaves_the_answers_as_they_were(settings: Settings) -> None:
    build_index(settings, steps=answering_steps(settings.index))
    write_article(settings.corpus, "work", "Some 30% of adults work at home.")

    report = build_index(settings, steps=answering_steps(settings.index, compute=never_compute))

    assert (report.read, report.counts.findings) == (1, 16)
    with open_index(settings.index) as index:
        assert [r.survey for r in index.responses] == ["bread"]


def test_changed_answers_are_computed_again(settings: Settings) -> None:
    before = build_index(settings, steps=answering_steps(settings.index))
    write_answers(settings.corpus, "bread", "q1,sex\nNever,Male\n")

    after = build_index(settings, steps=answering_steps(settings.index))

    assert (after.read, after.removed) == (1, ())
    assert after.corpus_version != before.corpus_version


def test_another_minimum_base_is_computed_again(settings: Settings) -> None:
    build_index(settings, steps=answering_steps(settings.index))

    report = build_index(settings, steps=answering_steps(settings.index, minimum_base=50))

    assert (report.is_new, report.read) == (True, 1)


def test_an_incremental_build_of_answers_equals_one_from_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    build_index(settings, steps=answering_steps(settings.index))
    write_answers(tmp_path / "corpus", "ale", "q1,sex\nOften,Female\n")
    other = Settings(corpus=settings.corpus, index=tmp_path / "elsewhere" / "index")

    grown = build_index(settings, steps=answering_steps(settings.index))
    fresh = build_index(other, steps=answering_steps(other.index))

    assert grown.corpus_version == fresh.corpus_version
    with open_index(settings.index) as one, open_index(other.index) as two:
        assert [(f.name, f.sha256) for f in one.manifest.files] == [
            (f.name, f.sha256) for f in two.manifest.files
        ]


def test_answers_that_cannot_be_read_are_named_and_the_rest_is_indexed(
    settings: Settings, tmp_path: Path
) -> None:
    write_answers(tmp_path / "corpus", "ale", "")

    def prepare(folder: SurveyFolder) -> Responses:
        if folder.survey.id == "ale":
            raise UnreadableFile(Path("responses.csv"), "holds no rows")
        return prepare_plainly(folder, settings.index / "prepared")

    steps = answering_steps(settings.index).responses
    steps = ResponseSteps(prepare=prepare, compute=steps.compute, minimum_base=30)
    report = build_index(settings, steps=plain_steps(responses=steps))

    assert [(p.source, p.reason) for p in report.problems] == [
        ("corpus/ale/responses.csv", "holds no rows")
    ]
    assert report.counts.findings == 15


def test_where_the_engine_is_away_articles_are_indexed_and_it_is_tried_again(
    settings: Settings,
) -> None:
    def away(responses: Responses, survey: Survey, progress: object) -> Reading:
        raise EngineUnavailable("duckdb: gone")

    report = build_index(settings, steps=answering_steps(settings.index, compute=away))
    again = build_index(settings, steps=answering_steps(settings.index))

    assert [p.reason for p in report.problems] == ["duckdb: gone"]
    assert (report.counts.findings, again.counts.findings) == (1, 15)


def test_computing_is_a_stage_that_ends_with_everything_done(settings: Settings) -> None:
    heard: list[tuple[str, int, int]] = []

    build_index(
        settings,
        steps=answering_steps(settings.index),
        progress=lambda stage, done, total: heard.append((stage, done, total)),
    )

    computing = [(done, total) for stage, done, total in heard if stage == "computing"]
    assert computing[-1] == (100, 100)
    assert computing == sorted(computing)

"""Prepared responses: named after what they are made of, whole or not there at all."""

from pathlib import Path

import pytest

from assistant.corpus.responses.prepare import digest_of, open_prepared, prepare
from assistant.errors import BadQuestionnaire, CorpusError, UnreadableFile
from tests.corpus.responses.surveys import LARGEST, answers, folder_of, labels, prepared, question

TEXT = "q1\nYes\nNo\n"
ENGINE = "responses: postgres://reader@db.example.org/polls#answers\n"


def test_what_was_prepared_is_opened_again_without_the_file(tmp_path: Path) -> None:
    made = prepared(tmp_path, responses__csv=TEXT)
    folder = folder_of(tmp_path)
    (tmp_path / "corpus" / "poll" / "responses.csv").write_text("q1\nOther\n", encoding="utf-8")

    again = prepare(folder, store=tmp_path / "store", largest_bytes=LARGEST)

    assert again == made == open_prepared(tmp_path / "store", made.digest)


@pytest.mark.parametrize(
    "files",
    [
        {"responses__csv": "q1\nYes\nYes\n"},
        {"responses__csv": TEXT, "questions__yaml": "missing: []"},
    ],
)
def test_the_digest_changes_with_the_file_and_with_questions_yaml(
    tmp_path: Path, files: dict[str, str]
) -> None:
    before = digest_of(folder_of(tmp_path, responses__csv=TEXT))

    assert digest_of(folder_of(tmp_path, **files)) != before


def test_a_store_that_was_moved_is_opened_where_it_is(tmp_path: Path) -> None:
    made = prepared(tmp_path, responses__csv=TEXT)
    (tmp_path / "store").rename(tmp_path / "moved")

    opened = open_prepared(tmp_path / "moved", made.digest)

    assert answers(opened, "q1") == ["Yes", "No"]


def test_nothing_but_the_two_files_is_left_in_the_store(tmp_path: Path) -> None:
    made = prepared(tmp_path, responses__csv=TEXT)

    left = sorted(path.name for path in (tmp_path / "store").iterdir())
    assert left == [f"{made.digest}.json", f"{made.digest}.parquet"]


def test_nothing_is_left_in_the_store_by_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        prepared(tmp_path, responses__csv="q1\nYes\n\0\n")

    assert list((tmp_path / "store").iterdir()) == []


@pytest.mark.parametrize("suffix", ["json", "parquet"])
def test_a_store_that_lost_a_file_is_filled_again(tmp_path: Path, suffix: str) -> None:
    made = prepared(tmp_path, responses__csv=TEXT)
    (tmp_path / "store" / f"{made.digest}.{suffix}").unlink()

    with pytest.raises(UnreadableFile, match="run `assistant index` to prepare it"):
        open_prepared(tmp_path / "store", made.digest)
    assert prepared(tmp_path, responses__csv=TEXT) == made


def test_a_damaged_store_is_named_and_filled_again(tmp_path: Path) -> None:
    made = prepared(tmp_path, responses__csv=TEXT)
    (tmp_path / "store" / f"{made.digest}.json").write_text("{", encoding="utf-8")

    with pytest.raises(UnreadableFile, match="is damaged"):
        open_prepared(tmp_path / "store", made.digest)
    assert prepared(tmp_path, responses__csv=TEXT) == made


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, responses__csv=TEXT)

    with pytest.raises(UnreadableFile, match="raise ASSISTANT_LARGEST_FILE_MB"):
        prepare(folder, store=tmp_path / "store", largest_bytes=5)


def test_a_survey_without_responses_says_so(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, article__txt="86% agree.")

    with pytest.raises(CorpusError, match="corpus/poll: there are no respondents' answers here"):
        prepare(folder, store=tmp_path, largest_bytes=LARGEST)


def test_responses_on_an_engine_stay_there(tmp_path: Path) -> None:
    declared = (
        "weight: wt\nquestions:\n"
        "- {id: q1, options: {1: 'Yes', 2: 'No'}}\n- {id: age, type: numeric}\n"
        "- {id: news, columns: [tv, radio], options: {tv: TV, radio: Radio}, not_selected: '0'}\n"
    )

    responses = prepared(tmp_path, survey__yaml=ENGINE, questions__yaml=declared)

    assert responses.location == "postgres://reader@db.example.org/polls#answers"
    assert responses.respondents == 0
    assert labels(responses, "q1") == ["Yes", "No"]
    assert [(o.label, o.column) for o in question(responses, "news").options] == [
        ("TV", "tv"),
        ("Radio", "radio"),
    ]
    assert [path.suffix for path in (tmp_path / "store").iterdir()] == [".json"]


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("weight: w", "needs its questions"),
        ("questions: [{id: q1}]", "question 'q1': needs its options"),
        ("questions: [{id: q1, columns: 'q1_*', options: [a]}]", "needs its columns one by one"),
        ("questions: [{id: q1, columns: [a, b], options: [a]}]", "has 2 columns and 1 options"),
        ("banner: [x]\nquestions: [{id: q1, options: [a]}]", "banner: there is no question 'x'"),
    ],
)
def test_what_an_engine_needs_to_be_told_is_named(
    tmp_path: Path, declared: str, message: str
) -> None:
    with pytest.raises(BadQuestionnaire) as problem:
        prepared(tmp_path, survey__yaml=ENGINE, questions__yaml=declared)

    assert message in str(problem.value)


def test_a_column_that_a_base_names_is_kept_though_it_is_no_question(tmp_path: Path) -> None:
    declared = "questions: [{id: q1, base: {where: \"status == 'done'\"}}]"

    responses = prepared(
        tmp_path, responses__csv="status,q1\ndone,Yes\nopen,No\n", questions__yaml=declared
    )

    assert answers(responses, "status") == ["done", "open"]


def test_the_survey_and_the_source_are_named(tmp_path: Path) -> None:
    made = prepared(tmp_path, responses__csv=TEXT)

    assert (made.survey, made.source) == ("poll", "corpus/poll/responses.csv")

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.index.build import build_index
from assistant.index.respondents.stored import clear_prepared, read_responses, write_responses
from assistant.index.store import open_index
from assistant.settings import Settings
from tests.findings.computed.tabulations import RESPONSES
from tests.index.articles import settings_in, write_article
from tests.index.respondents.surveys import answering_steps, write_answers


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", "Some 41% of adults trust the news.")
    write_answers(tmp_path / "corpus", "bread", "q1,sex\nOften,Male\n")
    return settings_in(tmp_path)


def prepared_in(index: Path) -> list[bytes]:
    return [p.read_bytes() for p in sorted((index / "prepared").glob("*.parquet"))]


def test_an_index_that_was_moved_finds_its_answers(settings: Settings, tmp_path: Path) -> None:
    build_index(settings, steps=answering_steps(settings.index))

    moved = tmp_path / "moved"
    shutil.move(settings.index, moved)

    with open_index(moved) as index:
        assert Path(index.responses[0].location).parent == moved / "prepared"
        assert Path(index.responses[0].location).is_file()


def test_an_engines_url_is_kept_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "builds" / "a"
    folder.mkdir(parents=True)
    remote = replace(RESPONSES, location="postgres://host/bread?table=answers")

    write_responses(folder, [remote])

    assert read_responses(folder) == (remote,)


def test_answers_go_with_their_survey(settings: Settings) -> None:
    build_index(settings, steps=answering_steps(settings.index))
    shutil.rmtree(settings.corpus / "bread")

    report = build_index(settings, steps=answering_steps(settings.index))

    assert report.removed == ("corpus/bread/responses.csv",)
    assert list((settings.index / "prepared").iterdir()) == []
    left = b"".join(p.read_bytes() for p in settings.index.rglob("*") if p.is_file())
    assert b"corpus/bread" not in left


def test_answers_that_were_withdrawn_are_kept_by_no_build(settings: Settings) -> None:
    build_index(settings, steps=answering_steps(settings.index))
    write_answers(settings.corpus, "bread", "q1,sex\n")

    latest = build_index(settings, steps=answering_steps(settings.index))

    assert prepared_in(settings.index) == [b"q1,sex\n"]
    assert [p.name for p in (settings.index / "builds").iterdir()] == [latest.id]


def test_a_reader_keeps_the_answers_of_the_build_it_holds(settings: Settings) -> None:
    build_index(settings, steps=answering_steps(settings.index))
    with open_index(settings.index) as index:
        write_answers(settings.corpus, "bread", "q1,sex\n")

        build_index(settings, steps=answering_steps(settings.index))

        assert Path(index.responses[0].location).read_text() == "q1,sex\nOften,Male\n"
    build_index(settings, steps=answering_steps(settings.index))
    assert prepared_in(settings.index) == [b"q1,sex\n"]


def test_two_builds_share_what_is_prepared(settings: Settings) -> None:
    first = build_index(settings, steps=answering_steps(settings.index))
    write_article(settings.corpus, "news", "Some 42% of adults trust the news.")

    second = build_index(settings, steps=answering_steps(settings.index))

    assert {p.name for p in (settings.index / "builds").iterdir()} == {first.id, second.id}
    assert len(prepared_in(settings.index)) == 1


def test_what_somebody_is_writing_is_left_for_an_hour(tmp_path: Path) -> None:
    store = tmp_path / "prepared"
    store.mkdir()
    for name in ("kept.parquet", "gone.parquet", "gone.json", "new.tmp", "old.tmp"):
        (store / name).write_bytes(b"x")
    for name in (".preparing-new", ".preparing-old"):
        (store / name).mkdir()
        (store / name / "answers.parquet").write_bytes(b"x")
    two_hours_ago = time.time() - 7200
    for name in ("old.tmp", ".preparing-old"):
        os.utime(store / name, (two_hours_ago, two_hours_ago))

    clear_prepared(tmp_path, frozenset({"kept"}))

    assert {p.name for p in store.iterdir()} == {"kept.parquet", "new.tmp", ".preparing-new"}

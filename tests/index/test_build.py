import errno
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.corpus.document import Document
from assistant.errors import BuildUnderWay, IndexDamaged, IndexProblem
from assistant.index.build import build_index
from assistant.index.builds import complete_builds, only_builder
from assistant.index.store import open_index
from assistant.settings import Settings
from assistant.survey import Survey
from tests.index.articles import (
    embed_quickly,
    environment,
    never_embed,
    plain_steps,
    read_plainly,
    settings_in,
    write_article,
)

NEWS = "Some 41% of adults trust the news. In 2019 it was 52%."
WORK = "Some 30% of adults work at home."
ZOO = "Exactly 77% of zoologists photograph okapis."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", NEWS)
    write_article(tmp_path / "corpus", "work", WORK)
    return settings_in(tmp_path)


def bytes_in(folder: Path) -> bytes:
    return b"\n".join(
        str(p).encode() + p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    )


def test_a_build_holds_what_was_read(settings: Settings) -> None:
    report = build_index(settings, steps=plain_steps())

    assert (report.is_new, report.sources, report.read, report.problems) == (True, 2, 2, ())
    # NEWS has two sentences with a figure each, WORK one of each; WORK's passage is its sentence
    assert (report.counts.passages, report.counts.sentences, report.counts.findings) == (2, 3, 3)
    assert report.counts.texts == report.embedded == 4
    with open_index(settings.index) as index:
        assert [s.id for s in index.surveys] == ["news", "work"]
        assert [f.statement.figure.text for f in index.findings] == ["41%", "52%", "30%"]


def test_an_unchanged_corpus_is_neither_read_nor_embedded_nor_built_again(
    settings: Settings,
) -> None:
    first = build_index(settings, steps=plain_steps())

    def never_read(*_: object) -> Document:
        raise AssertionError("nothing was to be read")

    second = build_index(settings, steps=plain_steps(read_file=never_read, embed=never_embed))

    assert (second.is_new, second.id, second.read, second.embedded) == (False, first.id, 0, 0)


def test_an_incremental_build_equals_one_from_nothing(settings: Settings, tmp_path: Path) -> None:
    write_article(tmp_path / "corpus", "a-first", ZOO)
    build_index(settings, steps=plain_steps())
    write_article(tmp_path / "corpus", "news", "Quite another text, with 12%.")
    (tmp_path / "corpus" / "a-first" / "article.txt").unlink()
    other = Settings(corpus=settings.corpus, index=tmp_path / "other")

    grown = build_index(settings, steps=plain_steps())
    fresh = build_index(other, steps=plain_steps())

    assert grown.corpus_version == fresh.corpus_version
    with open_index(settings.index) as one, open_index(other.index) as two:
        assert list(one.passages) == list(two.passages)
        assert list(one.findings) == list(two.findings)
        assert [(f.name, f.sha256) for f in one.manifest.files] == [
            (f.name, f.sha256) for f in two.manifest.files
        ]


def test_vectors_of_another_model_are_not_carried_over(settings: Settings) -> None:
    first = build_index(settings, steps=plain_steps())
    [manifest] = settings.index.glob("builds/*/manifest.json")
    said = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(said | {"model": "another", "corpus_version": "another"}))

    second = build_index(settings, steps=plain_steps())

    assert (second.read, second.embedded) == (0, first.embedded)
    assert second.corpus_version == first.corpus_version


def test_a_deleted_article_leaves_no_trace(settings: Settings, tmp_path: Path) -> None:
    article = write_article(tmp_path / "corpus", "zoo", ZOO)
    build_index(settings, steps=plain_steps())
    assert b"zoo" in bytes_in(settings.index)

    article.unlink()
    article.parent.rmdir()
    report = build_index(settings, steps=plain_steps(embed=never_embed))

    assert report.removed == ("corpus/zoo/article.txt",)
    left = bytes_in(settings.index).lower()
    for word in (b"okapi", b"zoologist", b"77%", b"corpus/zoo"):
        assert word not in left


def test_an_empty_corpus_makes_an_empty_index(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    settings = settings_in(tmp_path)

    build_index(settings, steps=plain_steps(embed=never_embed))

    with open_index(settings.index) as index:
        vector = embed_quickly(["anything"], print)[0]
        assert list(index.nearest(vector, 5)) == []
        assert list(index.word_index.scores("anything")) == []
    assert build_index(settings, steps=plain_steps(embed=never_embed)).is_new is False


def test_progress_is_told_by_stage(settings: Settings) -> None:
    heard: list[tuple[str, int, int]] = []

    build_index(
        settings, steps=plain_steps(), progress=lambda *said: heard.append((said[0], *said[1:]))
    )

    assert heard == [
        ("reading", 1, 2),
        ("reading", 2, 2),
        ("embedding", 4, 4),
        ("reading in context", 2, 2),
        ("writing", 0, 1),
        ("writing", 1, 1),
    ]


def test_a_second_builder_is_turned_away(settings: Settings) -> None:
    with only_builder(settings.index), pytest.raises(BuildUnderWay):
        build_index(settings, steps=plain_steps())


def test_a_build_that_fails_leaves_the_old_index_and_nothing_else(
    settings: Settings, tmp_path: Path
) -> None:
    first = build_index(settings, steps=plain_steps())
    write_article(tmp_path / "corpus", "zoo", ZOO)

    def fail(build: Path) -> int:
        raise MemoryError

    with pytest.raises(MemoryError):
        build_index(settings, steps=plain_steps(fill_chroma=fail))

    assert [p.name for p in (settings.index / "builds").iterdir()] == [first.id]
    with open_index(settings.index) as index:
        assert index.manifest.id == first.id


def test_a_full_disk_is_said_in_one_line(settings: Settings) -> None:
    def fill_the_disk(build: Path) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(IndexProblem, match=r"cannot be written \(No space left on device\)"):
        build_index(settings, steps=plain_steps(fill_chroma=fill_the_disk))

    assert list((settings.index / "builds").iterdir()) == []


def test_an_index_folder_that_is_a_file_is_said_in_one_line(settings: Settings) -> None:
    settings.index.write_text("a file")

    with pytest.raises(IndexProblem, match="cannot be written"):
        build_index(settings, steps=plain_steps())


def test_two_passages_of_one_id_are_refused(settings: Settings) -> None:
    def read_twice(documents: Sequence[tuple[Document, Survey]]) -> object:
        import dataclasses

        for reading in read_plainly(documents):
            yield dataclasses.replace(reading, passages=reading.passages * 2)

    with pytest.raises(IndexDamaged, match="one id"):
        build_index(settings, steps=plain_steps(read_documents=read_twice))


def test_the_last_good_build_is_kept_and_those_before_it_go(
    settings: Settings, tmp_path: Path
) -> None:
    ids = []
    for year in (2021, 2022, 2023):
        write_article(tmp_path / "corpus", "news", f"It was 41% in {year}.")
        ids.append(build_index(settings, steps=plain_steps()).id)

    assert set(complete_builds(settings.index)) == set(ids[1:])


def test_a_whole_build_that_its_builder_did_not_live_to_switch_to_is_taken(
    settings: Settings, tmp_path: Path
) -> None:
    first = build_index(settings, steps=plain_steps())
    write_article(tmp_path / "corpus", "zoo", ZOO)
    second = build_index(settings, steps=plain_steps())
    (settings.index / "current").write_text(f"{first.id}\n")

    third = build_index(settings, steps=plain_steps(embed=never_embed))

    assert (third.id, third.is_new) == (second.id, False)
    with open_index(settings.index) as index:
        assert len(index.passages) == 3


@pytest.mark.parametrize("damage", [b"", b"PAR1 no more"])
def test_a_damaged_build_is_made_again(settings: Settings, damage: bytes) -> None:
    first = build_index(settings, steps=plain_steps())
    (settings.index / "builds" / first.id / "passages.parquet").write_bytes(damage)
    with pytest.raises(IndexDamaged, match=r"passages\.parquet"):
        open_index(settings.index)

    build_index(settings, steps=plain_steps())

    with open_index(settings.index) as index:
        assert [p.text for p in index.passages] == [NEWS, WORK]


def test_damage_that_keeps_a_files_size_is_found_by_the_next_build(settings: Settings) -> None:
    first = build_index(settings, steps=plain_steps())
    vectors = settings.index / "builds" / first.id / "vectors.npy"
    vectors.write_bytes(vectors.read_bytes()[:-4] + b"\0\0\x80?")  # the last number becomes 1.0

    second = build_index(settings, steps=plain_steps())

    assert (second.is_new, second.embedded) == (True, 4)


def test_while_the_current_build_is_damaged_the_last_good_one_answers(
    settings: Settings, tmp_path: Path
) -> None:
    first = build_index(settings, steps=plain_steps())
    write_article(tmp_path / "corpus", "zoo", ZOO)
    second = build_index(settings, steps=plain_steps())
    (settings.index / "builds" / second.id / "manifest.json").write_text("{")

    with open_index(settings.index) as index:
        assert index.manifest.id == first.id
    build_index(settings, steps=plain_steps())
    with open_index(settings.index) as index:
        assert len(index.passages) == 3


def test_two_readers_and_a_builder_never_see_a_half_built_index(
    settings: Settings, tmp_path: Path
) -> None:
    def write_edition(n: int) -> None:
        for survey in ("news", "work"):
            write_article(tmp_path / "corpus", survey, f"Edition {n} has {n}%.")

    write_edition(0)
    build_index(settings, steps=plain_steps())
    done = threading.Event()
    seen: list[set[str]] = []

    def read() -> None:
        while not done.is_set():
            with open_index(settings.index) as index:
                time.sleep(0.02)
                seen.append({p.text for p in index.passages})

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for n in range(1, 8):
        write_edition(n)
        build_index(settings, steps=plain_steps())
    done.set()
    for reader in readers:
        reader.join()

    assert seen
    assert all(len(texts) == 1 for texts in seen)
    assert len(set().union(*seen)) > 1


KILLED = """
import pathlib, sys
from assistant.index.build import build_index
from tests.index.articles import plain_steps, settings_in
print("begun", flush=True)
build_index(settings_in(pathlib.Path(sys.argv[1])), steps=plain_steps())
"""


def test_a_builder_killed_at_any_moment_leaves_an_index_that_answers(
    settings: Settings, tmp_path: Path
) -> None:
    moments = random.Random(7)  # noqa: S311 - moments, not secrets
    build_index(settings, steps=plain_steps())
    texts = {NEWS}

    for n in range(5):
        texts.add(f"It was {n}%.")
        write_article(tmp_path / "corpus", "news", f"It was {n}%.")
        builder = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path)],
            stdout=subprocess.PIPE,
            env=environment(),
        )
        with builder:
            assert builder.stdout is not None
            builder.stdout.readline()
            time.sleep(moments.uniform(0, 0.1))
            builder.kill()
        with open_index(settings.index) as index:
            assert index.passages[0].text in texts
            assert index.passages[1].text == WORK

    build_index(settings, steps=plain_steps())
    with open_index(settings.index) as index:
        assert index.passages[0].text == "It was 4%."
    assert len(list((settings.index / "builds").iterdir())) <= 2


def test_opening_an_index_and_an_idle_build_load_no_model(settings: Settings) -> None:
    build_index(settings, steps=plain_steps())
    code = KILLED + (
        "heavy = {'torch', 'sentence_transformers', 'chromadb', 'langchain_chroma', 'spacy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    said = subprocess.run(
        [sys.executable, "-c", code, str(settings.index.parent)],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )

    assert said.stdout.split("\n")[1] == "[]"

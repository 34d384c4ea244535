import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import BuildUnderWay, IndexDamaged, IndexMissing
from assistant.index.builds import (
    Counts,
    Hold,
    Manifest,
    clear_away,
    complete_builds,
    current_id,
    list_files,
    new_build,
    only_builder,
    read_manifest,
    switch_to,
    write_manifest,
)
from tests.index.articles import environment


def complete_build(index: Path) -> Path:
    folder = new_build(index)
    (folder / "vectors.npy").write_bytes(b"12345")
    write_manifest(
        folder,
        Manifest(
            id=folder.name,
            corpus_version="v",
            schema="s",
            reader="r",
            model="m",
            context="c",
            sources=(),
            counts=Counts(surveys=0, passages=0, sentences=0, findings=0, texts=0, chroma=0),
            files=list_files(folder),
        ),
    )
    return folder


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    folder = complete_build(tmp_path)

    manifest = read_manifest(folder)

    assert manifest.id == folder.name
    # sha256 of "12345", by sha256sum
    assert [(f.name, f.size, f.sha256[:8]) for f in manifest.files] == [
        ("vectors.npy", 5, "5994471a")
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": "x"}', "null", '{"sources": 3}', "\xff"])
def test_a_manifest_that_makes_no_sense_is_damage(tmp_path: Path, text: str) -> None:
    folder = complete_build(tmp_path)
    (folder / "manifest.json").write_text(text, encoding="latin-1")

    with pytest.raises(IndexDamaged, match="run `assistant index`"):
        read_manifest(folder)


def test_a_build_without_a_manifest_is_not_complete(tmp_path: Path) -> None:
    folder = new_build(tmp_path)

    assert complete_builds(tmp_path) == ()
    with pytest.raises(IndexDamaged, match="not complete"):
        read_manifest(folder)


def test_the_pointer_names_the_build_that_was_switched_to(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="run `assistant index` first"):
        current_id(tmp_path)

    folder = complete_build(tmp_path)
    switch_to(tmp_path, folder.name)

    assert current_id(tmp_path) == folder.name


@pytest.mark.parametrize("pointer", ["", "../../etc", "a b", "\xff\xfe"])
def test_a_pointer_that_names_no_build_is_damage(tmp_path: Path, pointer: str) -> None:
    (tmp_path / "current").write_text(pointer, encoding="latin-1")

    with pytest.raises(IndexDamaged):
        current_id(tmp_path)


def test_only_one_process_builds_at_a_time(tmp_path: Path) -> None:
    with (
        only_builder(tmp_path),
        pytest.raises(BuildUnderWay, match=r"process \d+ is building"),
        only_builder(tmp_path),
    ):
        pass

    with only_builder(tmp_path):
        pass


def test_a_dead_builders_lock_does_not_block(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys; from assistant.index.builds import only_builder\n"
        "with only_builder(pathlib.Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=False, env=environment()
    )
    assert ended.returncode == -9

    with only_builder(tmp_path):
        pass


def test_a_build_that_a_reader_holds_is_not_cleared_away(tmp_path: Path) -> None:
    kept, held, loose = complete_build(tmp_path), complete_build(tmp_path), complete_build(tmp_path)
    hold = Hold(held)

    assert clear_away(tmp_path, frozenset({kept.name})) == (held.name,)
    assert (kept.exists(), held.exists(), loose.exists()) == (True, True, False)

    hold.close()
    assert clear_away(tmp_path, frozenset({kept.name})) == ()
    assert not held.exists()


def test_a_hold_that_is_forgotten_lets_go(tmp_path: Path) -> None:
    folder = complete_build(tmp_path)
    Hold(folder)

    clear_away(tmp_path, frozenset())

    assert not folder.exists()


def test_a_build_that_is_gone_cannot_be_held(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="gone"):
        Hold(tmp_path / "builds" / "0123")


def test_half_built_and_half_cleared_leftovers_are_cleared_away(tmp_path: Path) -> None:
    (new_build(tmp_path) / "passages.parquet").touch()
    (tmp_path / "builds" / "gone-abc").mkdir()
    (tmp_path / "builds" / "gone-abc" / "manifest.json").touch()

    clear_away(tmp_path, frozenset())

    assert list((tmp_path / "builds").iterdir()) == []

"""A file that is written whole or not at all."""

from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.interfaces.whole_file import whole_file


def test_what_stood_there_stays_until_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("before", encoding="utf-8")

    with whole_file(path) as write:
        assert path.read_text(encoding="utf-8") == "before"
        write("caf\u00e9\n")

    assert path.read_bytes() == "caf\u00e9\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_behind_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="at work"), whole_file(tmp_path / "page.html"):
        raise RuntimeError("at work")

    assert list(tmp_path.iterdir()) == []


def test_a_link_goes_on_pointing_at_the_file_that_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "page.html", tmp_path / "link.html"
    link.symlink_to(target)

    with whole_file(link) as write:
        write("x")

    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("name", ["no-folder/page.html", ".", "/dev/null", "a\x00b", "n" * 300])
def test_a_place_where_no_file_can_be_is_refused_before_any_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="name another"), whole_file(tmp_path / name):
        raise AssertionError("no work must be done")

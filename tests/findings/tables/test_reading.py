"""A file of tables that is not understood is a file that cannot be read."""

from pathlib import Path

import pytest

from assistant.corpus.folder import scan_corpus
from assistant.errors import UnreadableFile
from assistant.findings.tables import read_checked


def test_a_bad_cell_is_the_reason_why_its_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "toplines.csv").write_text("value,measure\n62,agree\n", encoding="utf-8")
    (folder,) = scan_corpus(tmp_path).folders

    with pytest.raises(UnreadableFile) as problem:
        read_checked(folder.files[0], survey=folder.survey, largest_bytes=1000)

    assert problem.value.reason.startswith("toplines.csv, row 2, column value: '62' has no unit")


def test_a_good_file_is_its_document(tmp_path: Path) -> None:
    (tmp_path / "toplines.csv").write_text("value,measure\n62%,agree\n", encoding="utf-8")
    (folder,) = scan_corpus(tmp_path).folders

    document = read_checked(folder.files[0], survey=folder.survey, largest_bytes=1000)

    assert document.tables[0].rows == (("62%", "agree"),)

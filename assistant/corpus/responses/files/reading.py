"""A file of respondents' answers read, whatever its format, or the reason why it cannot be."""

from pathlib import Path

from assistant.corpus.folder import CorpusFile
from assistant.corpus.responses.files.apart import read_apart
from assistant.corpus.responses.files.delimited import read_delimited_answers
from assistant.corpus.responses.files.source import SourceTable
from assistant.corpus.responses.files.workbooks import read_workbook_answers
from assistant.errors import UnreadableFile


def read_answers(
    file: CorpusFile, *, staged: Path, largest_bytes: int, encoding: str = ""
) -> SourceTable:
    """The answers in a responses file, left as text in a parquet file at `staged`.

    Raises:
        UnreadableFile: It is empty, too large, broken, or nobody answered in it.
    """
    if file.size > largest_bytes:
        raise UnreadableFile(
            Path(file.source),
            f"{file.size / 1e6:,.1f} MB is over the limit of {largest_bytes / 1e6:,.1f} MB; "
            "raise ASSISTANT_LARGEST_FILE_MB",
        )
    if not file.size:
        raise UnreadableFile(Path(file.source), "empty: it holds no bytes at all")
    try:
        table = _read(file, staged=staged, encoding=encoding)
    except OSError as error:
        reason = f"cannot be read ({error.strerror or 'the disk may be full'})"
        raise UnreadableFile(Path(file.source), reason) from error
    if not table.rows:
        left_out = "".join(f"; {count:,} rows are left out: {why}" for why, count in table.left_out)
        raise UnreadableFile(Path(file.source), f"empty: there are no respondents in it{left_out}")
    return table


def _read(file: CorpusFile, *, staged: Path, encoding: str) -> SourceTable:
    path, source = file.path, file.source
    match path.suffix.lower():
        case ".xlsx" | ".xlsm":
            return read_workbook_answers(path, staged=staged, source=source)
        case ".parquet" | ".sav" | ".zsav" | ".dta" | ".sas7bdat":
            return read_apart(path, staged=staged, source=source, encoding=encoding)
        case _:
            return read_delimited_answers(path, staged=staged, source=source, encoding=encoding)

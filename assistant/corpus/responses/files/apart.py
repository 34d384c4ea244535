"""Files that are read in a process of their own, for a broken one can end the process."""

import json
import os
import subprocess
import sys
from pathlib import Path

from assistant.corpus.responses.files.parquet import read_parquet_answers
from assistant.corpus.responses.files.source import SourceTable
from assistant.corpus.responses.files.statistical import read_statistical
from assistant.corpus.stored.nouns import decode, encode
from assistant.errors import UnreadableFile

LONGEST = 1800  # seconds that a file may take


def read_apart(path: Path, *, staged: Path, source: str, encoding: str = "") -> SourceTable:
    """The answers of an SPSS, Stata, SAS or parquet file, read by a child.

    Raises:
        UnreadableFile: It is broken, cut short or of another kind, or takes too long.
    """
    told = staged.with_suffix(".json")
    command = [sys.executable, "-m", __name__, str(path), str(staged), source, encoding]
    paths = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter on our own module
            command,
            check=False,
            capture_output=True,
            timeout=LONGEST,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired as error:
        reason = f"reading it took over {LONGEST // 60} minutes; save it again"
        raise UnreadableFile(Path(source), reason) from error
    if done.returncode or not told.exists():
        reason = f"broken: reading it ended with {done.returncode}; save it again"
        raise UnreadableFile(Path(source), reason)
    kind, made = json.loads(told.read_text(encoding="utf-8"))
    told.unlink()
    if kind == "reason":
        raise UnreadableFile(Path(source), made)
    return decode(SourceTable, made)


def _read(path: Path, *, staged: Path, source: str, encoding: str) -> SourceTable:
    if path.suffix.lower() == ".parquet":
        return read_parquet_answers(path, staged=staged, source=source)
    return read_statistical(path, staged=staged, source=source, encoding=encoding)


def main() -> None:
    """Read the file that the arguments name, and leave beside its answers what it says of them."""
    path, staged, source, encoding = sys.argv[1:]
    try:
        table = _read(Path(path), staged=Path(staged), source=source, encoding=encoding)
        said = ("table", encode(table))
    except UnreadableFile as error:
        said = ("reason", error.reason)
    Path(staged).with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main()

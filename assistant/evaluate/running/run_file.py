"""A run's file: a head with all that is needed to run it again, a line a result, and an end.

Results stand in the order of the cases, whatever the order in which they were done, so that a file
that was cut off is the beginning of the whole one, and can be gone on with.
"""

import fcntl
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError

from assistant.errors import BadRun
from assistant.evaluate.grading import OUTCOMES
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.shape import EndJson, HeadJson, ResultJson
from assistant.render.contract import json_line

FORMAT = "assistant-evaluation-run"
VERSION = 1

Head = Mapping[str, Any]
_HEADS = TypeAdapter(HeadJson)
_RESULTS = TypeAdapter(ResultJson)
_ENDS = TypeAdapter(EndJson)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it was kept. `end` is None where it was cut off."""

    path: Path
    head: Head
    results: tuple[Result, ...]
    end: Mapping[str, Any] | None

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.name.removesuffix(".jsonl")

    @property
    def corpus_version(self) -> str:
        """The corpus that was answered from, where that is known."""
        told = str(self.head.get("corpus_version") or "")
        seen = (str(result.reply.get("corpus_version") or "") for result in self.results)
        return told or next(filter(None, seen), "")


def read_run(path: Path) -> Run:
    """A run that ended.

    Raises:
        BadRun: It cannot be read, is of another version, or was cut off.
    """
    run = read_so_far(path)
    if run.end is None:
        raise BadRun(
            f"{path}: the run did not end ({len(run.results):,} of {_wanted(run.head):,} results); "
            "run the same command again to go on with it"
        )
    return run


def read_so_far(path: Path) -> Run:
    """A run, or as much of it as there is. A last line that is not whole does not count."""
    lines = _lines(path)
    head = _head(path, lines)
    results: list[Result] = []
    end: Mapping[str, Any] | None = None
    for number, raw in enumerate(lines[1:], start=2):
        line = _object(path, number, raw)
        if end is not None:
            raise BadRun(f"{path}, line {number}: there is more after the run's end")
        if "end" in line:
            end = _end(path, number, line["end"])
            continue
        results.append(_result(path, number, line))
    if end is not None and end.get("results_sha256") != digest(results):
        raise BadRun(f"{path}: results were changed after the run ended; run it again")
    return Run(path=path, head=head, results=tuple(results), end=end)


def digest(results: Sequence[Result]) -> str:
    """A digest of all results without what was measured, the same for the same results."""
    whole = hashlib.sha256()
    for result in results:
        line = {key: value for key, value in result.to_json().items() if key != "measured"}
        whole.update(_encoded(line))
    return whole.hexdigest()


@dataclass(slots=True, kw_only=True)
class Writer:
    """Writes a run's file, each result as soon as it is there; `done` were there before."""

    file: IO[bytes]
    done: list[Result]

    def add(self, result: Result) -> None:
        """Write a result, so that it is kept whatever comes."""
        self.done.append(result)
        self._write(result.to_json())

    def end(self, measured: Mapping[str, Any]) -> None:
        """Write that the run is whole."""
        counts = {name: sum(r.outcome == name for r in self.done) for name in OUTCOMES}
        self._write(
            {
                "end": {
                    "results": len(self.done),
                    "results_sha256": digest(self.done),
                    "outcomes": counts,
                    "measured": dict(measured),
                }
            }
        )

    def _write(self, line: Mapping[str, Any]) -> None:
        self.file.write(_encoded(line) + b"\n")
        self.file.flush()


@contextmanager
def writing(path: Path, head: Head) -> Iterator[Writer]:
    """What writes the file at `path`: a new one, or one of the same run that was cut off.

    Raises:
        BadRun: The file is of another run, has ended, is being written, or cannot be.
    """
    try:
        file = path.open("a+b")
    except OSError as error:
        reason = (error.strerror or "no such place").lower()
        raise BadRun(f"{path}: cannot be written ({reason}); name another file") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BadRun(f"{path}: another run is writing it; name another file") from error
        yield _writer(path, head, file)


def _writer(path: Path, head: Head, file: IO[bytes]) -> Writer:
    file.seek(0)
    written = file.read()
    whole = written[: written.rfind(b"\n") + 1]
    if not whole:
        if written and not head_of(head).startswith(written):
            raise BadRun(f"{path}: not a run's file; name another one")
        file.truncate(0)
        file.write(head_of(head))
        file.flush()
        return Writer(file=file, done=[])
    run = read_so_far(path)
    if run.end is not None:
        raise BadRun(f"{path}: this run has ended; name another file, or delete it first")
    wanted = json.loads(head_of(head))
    different = [key for key in {**run.head, **wanted} if run.head.get(key) != wanted.get(key)]
    if different:
        raise BadRun(
            f"{path}: is of another run (different: {', '.join(different)}); name another file"
        )
    file.truncate(len(whole))
    return Writer(file=file, done=list(run.results))


def head_of(head: Head) -> bytes:
    """The head as the first line."""
    return _encoded(head) + b"\n"


def baseline_text(run: Run) -> str:
    """The run with no more of each reply than a comparison shows, as a file's text."""
    short = [
        replace(result, reply=_short(result), milliseconds=0.0, latency=None)
        for result in run.results
    ]
    head = {**run.head, "corpus_version": run.corpus_version}
    end = {**(run.end or {}), "results_sha256": digest(short), "measured": {}}
    lines = [head, *(result.to_json() for result in short), {"end": end}]
    return "".join(f"{_encoded(line).decode()}\n" for line in lines)


def _encoded(line: Mapping[str, Any]) -> bytes:
    """A line in UTF-8; half a character, which that cannot have, as JSON escapes it."""
    return json_line(line).encode(errors="backslashreplace")


def _short(result: Result) -> dict[str, Any]:
    """What reports and comparisons show of a reply."""
    if "claims" in result.reply:
        claims = result.reply["claims"]
        return {"claims": [{"verdict": c["verdict"], "why": c["why"]} for c in claims]}
    return {"status": result.reply["status"], "text": result.reply["text"]}


def _lines(path: Path) -> list[bytes]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadRun(f"{path}: {(error.strerror or 'cannot be opened').lower()}") from error
    return data[: data.rfind(b"\n") + 1].split(b"\n")[:-1]


def _head(path: Path, lines: Sequence[bytes]) -> Head:
    try:
        head = json.loads(lines[0]) if lines else None
    except ValueError:
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise BadRun(f"{path}: not a run's file; `assistant evaluate run … --out` writes one")
    if head.get("version") != VERSION:
        raise BadRun(
            f"{path}: of version {head.get('version')}; this program reads version {VERSION}, "
            "so run it again"
        )
    try:
        _HEADS.validate_python(head)
    except ValidationError as error:
        raise BadRun(f"{path}, line 1: not a run's head; the file was changed") from error
    return head


def _object(path: Path, number: int, raw: bytes) -> dict[str, Any]:
    try:
        line = json.loads(raw)
        json_line(line)  # neither has NaN, nor a number that is too large
    except (ValueError, RecursionError) as error:
        raise BadRun(f"{path}, line {number}: not JSON; the file was changed") from error
    if not isinstance(line, dict):
        raise BadRun(f"{path}, line {number}: not a JSON object; the file was changed")
    return line


def _result(path: Path, number: int, line: Mapping[str, Any]) -> Result:
    try:
        result = Result.from_json(_RESULTS.validate_python(line))
        _short(result)  # the reply has what is shown of it
    except (LookupError, TypeError, AttributeError, ValidationError) as error:
        raise BadRun(f"{path}, line {number}: not a result; the file was changed") from error
    return result


def _end(path: Path, number: int, end: Any) -> Mapping[str, Any]:
    try:
        return _ENDS.validate_python(end)
    except ValidationError as error:
        raise BadRun(f"{path}, line {number}: not a run's end; the file was changed") from error


def _wanted(head: Head) -> int:
    cases = sum(one["cases"] for one in head.get("sets", ()))
    return int(cases * head.get("repeat", 1) * len(head.get("models", ("",))))

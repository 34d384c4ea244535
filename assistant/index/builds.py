"""The folder of builds: which is current, which may go, and who holds them.

    index/current            the id of the build that answers
    index/build.lock         held by the one process that builds
    index/builds/<id>/       one whole index; manifest.json is written last
    index/builds/<id>/held   held, shared, by every reader of that build

A build without a manifest is half done and belongs to nobody once its builder is gone. Locks are
the kernel's (`flock`): they go with the process that held them, however it ended.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import weakref
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

from assistant.errors import BuildUnderWay, IndexDamaged, IndexMissing, IndexProblem

FORMAT = 3
POINTER = "current"
MANIFEST = "manifest.json"
HELD = "held"
LOCK = "build.lock"

# What json, numpy, pyarrow and bm25s raise on bytes that are not what was written.
UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, EOFError, BadZipFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedSource:
    """A file of the corpus as it was read; `survey_sha256` is of what its manifest said."""

    source: str
    survey: str
    sha256: str
    survey_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltFile:
    """A file of a build, by its path within it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a build holds. `chroma` is 0 where Chroma's folder could not be made."""

    surveys: int
    passages: int
    sentences: int
    findings: int
    texts: int
    chroma: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a build was made from, with what, and what it holds.

    `embedding_model` is the name and the version of the settings' model; empty for the shipped one.
    """

    id: str
    corpus_version: str
    schema: str
    reader: str
    model: str
    sources: tuple[IndexedSource, ...]
    counts: Counts
    files: tuple[BuiltFile, ...]
    context: str = ""
    embedding_model: str = ""
    format: int = FORMAT


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Whatever goes wrong in reading a build's file means that the file is damaged."""
    try:
        yield
    except UNREADABLE as error:
        raise IndexDamaged(
            f"{path}: cannot be read ({type(error).__name__}); run `assistant index`"
        ) from error


@contextlib.contextmanager
def writing(index: Path) -> Iterator[None]:
    """Whatever the system will not write is said in one line."""
    try:
        yield
    except OSError as error:
        where = error.filename or index
        raise IndexProblem(
            f"{where}: the index cannot be written ({error.strerror}); make room or name another "
            "folder with --index"
        ) from error


def new_build(index: Path) -> Path:
    """An empty folder for a build, with the file that readers will hold."""
    folder = index / "builds" / secrets.token_hex(8)
    folder.mkdir(parents=True)
    (folder / HELD).touch()
    return folder


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put everything on disk, and last of all the manifest, whole or not at all."""
    for path in sorted(folder.rglob("*")):
        _to_disk(path)
    _replace(folder / MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True))


def read_manifest(folder: Path) -> Manifest:
    """A build's manifest; IndexDamaged when it has none, or one that makes no sense."""
    if not (folder / MANIFEST).exists():
        raise IndexDamaged(f"{folder}: the build is not complete; run `assistant index`")
    with reading(folder / MANIFEST):
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(
            sources=tuple(IndexedSource(**s) for s in said.pop("sources")),
            counts=Counts(**said.pop("counts")),
            files=tuple(BuiltFile(**f) for f in said.pop("files")),
            **said,
        )


def switch_to(index: Path, id: str) -> None:
    """Make a complete build the one that answers, at once for every reader to come."""
    _to_disk(index / "builds")
    _replace(index / POINTER, id + "\n")


def current_id(index: Path) -> str:
    """The id of the build that answers; IndexMissing when nothing has been built."""
    try:
        id = (index / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise IndexMissing(index) from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{index / POINTER}: cannot be read; run `assistant index`") from error
    if not id.isalnum():
        raise IndexDamaged(f"{index / POINTER}: names no build; run `assistant index`")
    return id


def complete_builds(index: Path) -> tuple[str, ...]:
    """The ids of the builds that have a manifest, newest first."""
    found = [m for m in (index / "builds").glob(f"*/{MANIFEST}") if m.parent.name.isalnum()]
    found.sort(key=lambda m: (m.stat().st_mtime_ns, m.parent.name), reverse=True)
    return tuple(m.parent.name for m in found)


def list_files(folder: Path) -> tuple[BuiltFile, ...]:
    """The files of ours in a build, with their checksums; Chroma writes to its own as it reads."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in (MANIFEST, HELD) and not name.startswith("chroma/"):
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            found.append(BuiltFile(name=name, size=path.stat().st_size, sha256=sha256))
    return tuple(found)


class Hold:
    """A reader's hold on a build, until it is closed or forgotten."""

    def __init__(self, folder: Path) -> None:
        """Hold it; IndexDamaged when it is gone."""
        try:
            descriptor = os.open(folder / HELD, os.O_RDONLY)
        except OSError as error:
            raise IndexDamaged(f"{folder}: the build is gone; run `assistant index`") from error
        self.close = weakref.finalize(self, os.close, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if not (folder / HELD).exists():  # cleared away between the opening and the holding
            self.close()
            raise IndexDamaged(f"{folder}: the build is gone; run `assistant index`")


@contextlib.contextmanager
def only_builder(index: Path) -> Iterator[None]:
    """Be the one builder of an index; BuildUnderWay when another process is."""
    with writing(index):
        index.mkdir(parents=True, exist_ok=True)
        lock = (index / LOCK).open("a+", encoding="utf-8")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            who = lock.read(20).strip() or "unknown"
            raise BuildUnderWay(
                f"{index}: process {who} is building this index; wait until it is done"
            ) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def clear_away(index: Path, keep: frozenset[str]) -> tuple[str, ...]:
    """Remove every build but those to keep; gives the ids that a reader still holds.

    Only the builder calls this. A build is renamed before it is emptied, so that none is ever seen
    half gone.
    """
    still_held = []
    folders = (index / "builds").iterdir() if (index / "builds").is_dir() else ()
    for folder in sorted(folders):
        if folder.name in keep:
            continue
        if _is_held(folder):
            still_held.append(folder.name)
            continue
        gone = folder.with_name(f"gone-{folder.name}") if folder.name.isalnum() else folder
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    return tuple(still_held)


def _is_held(folder: Path) -> bool:
    try:
        with (folder / HELD).open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _to_disk(path.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

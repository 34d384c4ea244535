"""Which respondents' answers a build has, and the prepared files that builds share.

index/prepared/<digest>.parquet    one survey's answers, ready to be counted
index/prepared/<digest>.json       its questionnaire
index/builds/<id>/responses.json   the responses that this build's findings come from
"""

import contextlib
import json
import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.corpus.responses.questionnaire import Responses
from assistant.corpus.stored.nouns import decode, encode
from assistant.errors import IndexDamaged
from assistant.index.builds import reading

RESPONSES_FILE = "responses.json"
PREPARED = "prepared"
HALF_DONE = 3600  # seconds after which a file that nobody finished is nobody's


def store_of(index: Path) -> Path:
    """The folder of an index that holds what is prepared."""
    return index / PREPARED


def write_responses(folder: Path, responses: Sequence[Responses]) -> None:
    """Write down what a build has; files of the index by their names alone, so that it can move."""
    said = [encode(replace(r, location=_within(r.location, folder))) for r in responses]
    (folder / RESPONSES_FILE).write_text(json.dumps(said), encoding="utf-8")


def read_responses(folder: Path) -> tuple[Responses, ...]:
    """The responses that a build has."""
    path = folder / RESPONSES_FILE
    with reading(path):
        said = json.loads(path.read_text(encoding="utf-8"))
        found = [decode(Responses, one) for one in said]
    return tuple(replace(r, location=_found(r.location, folder)) for r in found)


def _within(location: str, folder: Path) -> str:
    store = store_of(folder.parent.parent)
    path = Path(location)
    is_ours = "://" not in location and path.parent.resolve() == store.resolve()
    return f"{PREPARED}/{path.name}" if is_ours else location


def _found(location: str, folder: Path) -> str:
    within, _, name = location.partition("/")
    is_ours = within == PREPARED and "/" not in name
    return str((store_of(folder.parent.parent) / name).absolute()) if is_ours else location


def digests_of(folders: Iterable[Path]) -> frozenset[str]:
    """What builds refer to; one that cannot be read refers to nothing."""
    found: set[str] = set()
    for folder in folders:
        with contextlib.suppress(IndexDamaged):
            found |= {r.digest for r in read_responses(folder)}
    return frozenset(found)


def clear_prepared(index: Path, keep: frozenset[str]) -> None:
    """Remove what is prepared and no build refers to: answers go with their survey.

    Somebody else may be preparing answers just now; what is half done is left for an hour.
    """
    store = store_of(index)
    for path in sorted(store.iterdir()) if store.is_dir() else ():
        is_done = path.suffix in (".parquet", ".json") and path.stem.isalnum()
        if path.is_dir() and _age(path) >= HALF_DONE:
            shutil.rmtree(path, ignore_errors=True)
        elif path.is_file() and (path.stem not in keep if is_done else _age(path) >= HALF_DONE):
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0

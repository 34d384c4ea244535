"""Chroma's folder of a build: a cache of our own vectors, made and first opened by child processes.

Chroma 1.5.9 can crash the process that opens a damaged store, and its stores do not outlive a
killed writer at the default `hnsw:sync_threshold` (docs/decisions/0004-chroma-is-a-cache.md). So
one child makes the folder, closes it, opens it again and checks it row by row; and a reader lets a
child open it before it does so itself. Rows carry a number and a survey: texts stay in our files.
"""

import contextlib
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Literal

import numpy as np

from assistant.errors import IndexDamaged
from assistant.index.embeddings import MiniLM, Vectors
from assistant.index.vectors import Near, SearchRows, read_search_rows

COLLECTION = "rows"
FOLDER = "chroma"
ROWS_AT_ONCE = 2_000
SAME = 1e-5  # two cosines that differ by less are of one vector
# Among many vectors that are all but equal, Chroma's graph can leave a few that no search reaches:
# 3 of 120 rows of sentences that differ in one word. More than that is damage.
MOST_UNREACHED = 0.05
SPACE = {
    "hnsw:space": "cosine",
    "hnsw:sync_threshold": 1_000_000,  # at the default, 3 of 8 stores were destroyed by kills
    "hnsw:batch_size": 1_000,
    "hnsw:search_ef": 100,
}
NO_TELEMETRY = {
    "ANONYMIZED_TELEMETRY": "False",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
    "OTEL_SDK_DISABLED": "true",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "DO_NOT_TRACK": "1",
}

log = logging.getLogger(__name__)


class _OurVectors:
    """LangChain's `Embeddings` over vectors that are there already; a text is a row's number."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._vectors[[int(t) for t in texts]].tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class ChromaRows:
    """An opened Chroma folder of a build."""

    def __init__(self, folder: Path, rows: SearchRows) -> None:
        self._store = _open(folder, embeddings=MiniLM(), create=False)
        self._rows = rows

    def nearest(self, vector: Vectors, *, k: int, surveys: Collection[str] = ()) -> list[Near]:
        """The k rows most like a question, best first."""
        chosen = {"survey": {"$in": sorted(surveys)}} if surveys else None
        found = self._store.similarity_search_by_vector_with_relevance_scores(
            vector.tolist(), k=k, filter=chosen
        )
        return [
            self._rows.near(int(document.page_content), 1.0 - distance)
            for document, distance in found
        ]


def make_chroma(folder: Path, rows: SearchRows, vectors: Vectors) -> None:
    """Fill a new folder with a row's number, survey and vector each, and close it."""
    store = _open(folder, embeddings=_OurVectors(vectors[rows.vectors]), create=True)
    for start in range(0, len(rows.ids), ROWS_AT_ONCE):
        numbers = [str(i) for i in range(start, min(start + ROWS_AT_ONCE, len(rows.ids)))]
        surveys = [{"survey": rows.surveys[int(n)]} for n in numbers]
        store.add_texts(numbers, metadatas=surveys, ids=numbers)
    store._client.close()  # langchain-chroma has no way of its own to close


def check_chroma(folder: Path, rows: SearchRows, vectors: Vectors) -> None:
    """Raise IndexDamaged unless every row is there with its vector, and nearly all found by it."""
    store = _open(folder, embeddings=None, create=False)
    collection = store._collection  # langchain-chroma gives no vectors back
    unreached = 0
    for start in range(0, len(rows.ids), ROWS_AT_ONCE):
        numbers = range(start, min(start + ROWS_AT_ONCE, len(rows.ids)))
        unreached += _check_batch(
            collection, folder, numbers=numbers, ours=vectors[rows.vectors[numbers]]
        )
    if collection.count() != len(rows.ids):
        raise IndexDamaged(f"{folder}: Chroma holds {collection.count()} rows of {len(rows.ids)}")
    if unreached > MOST_UNREACHED * len(rows.ids):
        raise IndexDamaged(f"{folder}: Chroma finds {unreached} rows not even by their own vectors")
    store._client.close()


def _check_batch(collection: Any, folder: Path, *, numbers: range, ours: Vectors) -> int:
    """Check some rows; gives how many are not found by their own vectors."""
    ids = [str(n) for n in numbers]
    got = collection.get(ids=ids, include=["embeddings"])
    theirs = dict(zip(got["ids"], got["embeddings"], strict=True))
    if sorted(theirs) != sorted(ids):
        raise IndexDamaged(f"{folder}: Chroma lacks {len(set(ids) - set(theirs))} rows")
    if np.abs(np.array([theirs[i] for i in ids]) - ours).max() > SAME:
        raise IndexDamaged(f"{folder}: Chroma gives back other vectors than it was given")
    found = collection.query(query_embeddings=ours, n_results=1, include=["distances"])
    return sum(distances[0] > SAME for distances in found["distances"])


def fill_chroma(build: Path) -> int:
    """Make a build's Chroma folder; gives its number of rows, 0 where Chroma could not make it.

    The build is as good without it, so a failure is logged and the next build tries again.
    """
    rows = len(read_search_rows(build)[0].ids)
    if not rows:
        return 0
    try:
        run_child("make", build)
    except IndexDamaged as problem:
        log.warning("%s; questions are answered without it", problem)
        shutil.rmtree(build / FOLDER, ignore_errors=True)
        return 0
    return rows


def looks_whole(build: Path, rows: int) -> bool:
    """Whether a build's Chroma folder has the rows that it was made with, as SQLite sees it.

    Cheap, and does not open Chroma: that would take seconds, and could crash.
    """
    database = f"{(build / FOLDER / 'chroma.sqlite3').absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(database, uri=True)) as connection:
            [verdict] = connection.execute("PRAGMA quick_check(1)").fetchone()
            [found] = connection.execute("SELECT count(*) FROM embeddings").fetchone()
    except sqlite3.Error:
        return False
    return bool(verdict == "ok" and found == rows > 0)


def run_child(task: Literal["make", "probe"], build: Path) -> None:
    """Make, or try to open, a build's Chroma folder in a child; IndexDamaged says why it failed."""
    environment = {
        **os.environ,
        **NO_TELEMETRY,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    with TemporaryFile() as said:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter on our own module
            [sys.executable, "-m", __name__, task, str(build)],
            stdin=subprocess.PIPE,  # closes when this process ends, and the child with it
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=environment,
        )
        try:
            code = child.wait()
        finally:
            child.kill()
            child.wait()
            if child.stdin:
                child.stdin.close()
        if code:
            said.seek(0)
            words = said.read().decode("utf-8", "replace").strip().splitlines() or [
                "it said nothing"
            ]
            raise IndexDamaged(f"{build / FOLDER}: Chroma ended with {code}: {words[-1][:300]}")


def _open(folder: Path, *, embeddings: Any, create: bool) -> Any:
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    return Chroma(
        COLLECTION,
        embedding_function=embeddings,
        client_settings=Settings(
            is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False
        ),
        collection_metadata=SPACE if create else None,
        create_collection_if_not_exists=create,
    )


def _die_with_parent() -> None:
    def wait_for_the_end() -> None:
        os.read(0, 1)  # not sys.stdin, whose lock would end the interpreter's own shutdown
        os._exit(1)

    threading.Thread(target=wait_for_the_end, daemon=True).start()


def main(arguments: Sequence[str]) -> None:
    """What the child does."""
    task, build = arguments[0], Path(arguments[1])
    _die_with_parent()
    rows, vectors = read_search_rows(build)
    if task == "make":
        make_chroma(build / FOLDER, rows, vectors)
        check_chroma(build / FOLDER, rows, vectors)
    else:
        ChromaRows(build / FOLDER, rows).nearest(vectors[0], k=1)


if __name__ == "__main__":
    main(sys.argv[1:])

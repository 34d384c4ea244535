"""Checkers over small corpora, read by the real reader; a quick embedding is the model."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.findings.stems import content_stems
from assistant.index.build import build_index
from assistant.index.embeddings import DIMENSIONS, PIECE_DIMENSIONS, Embedded, Vectors
from assistant.index.material import standard_steps
from assistant.index.store import Index, open_index
from assistant.settings import Settings
from assistant.verify.bearing.recount import Recount
from assistant.verify.checker import Checker

ARTICLE = (
    Path(__file__).resolve().parents[3] / "shared" / "corpora" / "microcredentials" / "article.txt"
)
HARBOUR = """Ferry passengers and the new harbour

Overall, 64% of passengers say they approve of the new harbour, up from 51% in 2019. Among the 212
cyclists surveyed, 38% approve of the new harbour and 57% disapprove. About six-in-ten passengers
(58%) say the crossing is very safe, while 31% say it is somewhat safe.

Women are more likely than men to say that tickets cost too much (47% vs. 33%). Twice as many
tourists (40%) as commuters (20%) bought a ticket online.
"""
TOPLINES = """value,unit,measure,population,base,wave
72,percent,own a season ticket,commuters,410,2021
9,percent,own a season ticket,tourists,388,2021
"""


def embed_stems(
    texts: Sequence[str], progress: Callable[[int, int], None] = lambda done, total: None
) -> Vectors:
    """A unit vector that depends on nothing but the stems of a text's content words."""
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for i, text in enumerate(texts):
        for stem in content_stems(text):
            digest = hashlib.sha256(stem.encode()).digest()
            vectors[i, int.from_bytes(digest[:2]) % DIMENSIONS] += 1
        vectors[i] /= np.linalg.norm(vectors[i]) or 1
    progress(len(texts), len(texts))
    return vectors


def see_stems(texts: Sequence[str], progress: Callable[[int, int], None]) -> list[Embedded]:
    """The same for a build, which asks for word pieces too: there are none."""
    none = np.empty((0, PIECE_DIMENSIONS), dtype=np.int8)
    return [Embedded(vector=v, pieces=none, words=()) for v in embed_stems(texts, progress)]


def build(folder: Path) -> Index:
    """The index of the corpus in a folder."""
    settings = Settings(corpus=folder / "corpus", index=folder / "index", threads=1)
    steps = replace(
        standard_steps(settings),
        embed=see_stems,
        fill_chroma=lambda built: 1,
        is_chroma_whole=lambda built, rows: True,
    )
    build_index(settings, steps=steps)
    return open_index(folder / "index")


@pytest.fixture(scope="session")
def harbour_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("harbour")
    survey = folder / "corpus" / "harbour"
    survey.mkdir(parents=True)
    (survey / "article.txt").write_text(HARBOUR, encoding="utf-8")
    (survey / "toplines.csv").write_text(TOPLINES, encoding="utf-8")
    with build(folder) as index:
        yield index


@pytest.fixture(scope="session")
def harbour(harbour_index: Index) -> Checker:
    return Checker(harbour_index, embed_stems, Recount.of_nothing())


@pytest.fixture(scope="session")
def microcredentials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    if not ARTICLE.exists():
        pytest.skip("the article lies in the folder beside the repository, which is not here")
    folder = tmp_path_factory.mktemp("microcredentials")
    survey = folder / "corpus" / "microcredentials"
    survey.mkdir(parents=True)
    (survey / "article.txt").write_bytes(ARTICLE.read_bytes())
    with build(folder) as index:
        yield Checker(index, embed_stems, Recount.of_nothing())

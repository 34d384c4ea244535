from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.index.build import build_index
from assistant.index.context.encoding import ContextReader, QuestionInContext
from assistant.index.embeddings import ONE
from assistant.index.store import Index, open_index
from assistant.judge.judge import Judge
from tests.index.articles import plain_steps, see_quickly, settings_in, write_article

NEWS = "Some 41% of adults trust the news. Rain fell on the town."
WORK = "Some 30% of adults work at home."
QUESTION = "adults trust the news"


class QuickReader(ContextReader):
    """Sees a question as the quick vectors do."""

    def __init__(self) -> None:
        super().__init__({})

    def question(self, text: str) -> QuestionInContext:
        [seen] = see_quickly([text], lambda *_: None)
        return QuestionInContext(
            vector=seen.vector,
            pieces=seen.pieces.astype(np.float32) / np.float32(ONE),
            weights=np.full(len(seen.words), 1 / len(seen.words), dtype=np.float32),
        )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    write_article(tmp_path / "corpus", "news", NEWS)
    write_article(tmp_path / "corpus", "work", WORK)
    build_index(settings_in(tmp_path), steps=plain_steps())
    with open_index(tmp_path / "index") as opened:
        yield opened


def test_every_sentence_found_has_a_chance_and_the_one_asked_about_the_best(index: Index) -> None:
    [seen] = see_quickly([QUESTION], lambda *_: None)
    ranked = [(passage, 1.0 - n) for n, passage in enumerate(index.passages)]

    news, work = Judge(index, reader=QuickReader()).chances(QUESTION, seen.vector, ranked)

    assert (len(news), len(work)) == (2, 1)
    assert news[0] == max(*news, *work)
    assert all(0 < chance < 1 for chance in (*news, *work))


def test_no_passages_have_no_chances(index: Index) -> None:
    [seen] = see_quickly([QUESTION], lambda *_: None)

    assert Judge(index, reader=QuickReader()).chances(QUESTION, seen.vector, []) == []

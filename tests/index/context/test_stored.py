import json
from pathlib import Path

import numpy as np

from assistant.index.build import build_index
from assistant.index.context.encoding import InContext
from assistant.index.context.stored import StoredContext, carry_over, write_context
from assistant.index.embeddings import DIMENSIONS, PIECE_DIMENSIONS
from assistant.index.store import open_index
from tests.index.articles import plain_steps, reading_of, settings_in, write_article

TRUST = "Some 41% of adults trust the news. In 2019 it was 52%."
WORK = "Some 30% of adults work at home."
PASSAGES = [*reading_of("news", TRUST).passages, *reading_of("work", WORK).passages]


def numbered(sentences: int, start: int) -> InContext:
    """A passage whose sentences have one, two, … word pieces, all numbered from `start`."""
    sizes = np.arange(1, sentences + 1)
    pieces = np.arange(start, start + sizes.sum(), dtype=np.int8)[:, None]
    return InContext(
        passage=np.full(DIMENSIONS, start, dtype=np.float16),
        sentences=np.full((sentences, DIMENSIONS), start, dtype=np.float16),
        pieces=np.repeat(pieces, PIECE_DIMENSIONS, axis=1),
        ends=np.cumsum(sizes),
    )


def test_each_passage_comes_back_with_its_own_sentences_and_pieces(tmp_path: Path) -> None:
    write_context(tmp_path, PASSAGES, [numbered(2, start=10), numbered(1, start=50)])

    stored = StoredContext(tmp_path)

    first, second = stored.read(0), stored.read(1)
    assert (first.pieces[:, 0].tolist(), first.ends.tolist()) == ([10, 11, 12], [1, 3])
    assert (second.pieces[:, 0].tolist(), second.ends.tolist()) == ([50], [1])
    assert (len(first.sentences), len(second.sentences), second.passage[0]) == (2, 1, 50)


def test_only_passages_that_are_new_are_read_again(tmp_path: Path) -> None:
    write_context(tmp_path, PASSAGES, [numbered(2, start=10), numbered(1, start=50)])
    [other] = reading_of("zoo", "Exactly 77% of zoologists photograph okapis.").passages

    kept, missing = carry_over([other, PASSAGES[1]], StoredContext(tmp_path))

    assert missing == [0]
    assert kept[1].pieces[:, 0].tolist() == [50]


def test_no_passages_are_stored_as_none(tmp_path: Path) -> None:
    write_context(tmp_path, [], [])

    assert StoredContext(tmp_path).known() == {}


def test_a_build_reads_in_context_only_what_is_new(tmp_path: Path) -> None:
    write_article(tmp_path / "corpus", "news", TRUST)
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps())
    write_article(tmp_path / "corpus", "work", WORK)
    steps, read = plain_steps(), list[str]()

    def read_and_note(passages, progress):  # type: ignore[no-untyped-def]
        read.extend(passage.text for passage in passages)
        return steps.read_in_context(passages, progress)

    build_index(settings, steps=plain_steps(read_in_context=read_and_note))

    assert read == [WORK]
    with open_index(settings.index) as index:
        assert [len(index.context.read(n).sentences) for n in (0, 1)] == [2, 1]


def test_everything_is_read_again_by_another_network(tmp_path: Path) -> None:
    write_article(tmp_path / "corpus", "news", TRUST)
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps())
    [manifest] = settings.index.glob("builds/*/manifest.json")
    said = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(said | {"context": "another", "corpus_version": "another"}))
    steps, read = plain_steps(), list[str]()

    def read_and_note(passages, progress):  # type: ignore[no-untyped-def]
        read.extend(passage.text for passage in passages)
        return steps.read_in_context(passages, progress)

    build_index(settings, steps=plain_steps(read_in_context=read_and_note))

    assert read == [TRUST]

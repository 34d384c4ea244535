from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.corpus.document import Document
from assistant.index.build import build_index
from assistant.index.material import reader_version
from assistant.index.store import open_index
from assistant.settings import Settings
from assistant.survey import Survey
from tests.index.articles import (
    never_embed,
    plain_steps,
    read_plainly,
    see_quickly,
    settings_in,
    write_article,
)

NEWS = "Some 41% of adults trust the news. In 2019 it was 52%."
WORK = "Some 30% of adults work at home."
ZOO = "Exactly 77% of zoologists photograph okapis."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", NEWS)
    write_article(tmp_path / "corpus", "work", WORK)
    return settings_in(tmp_path)


def test_an_article_whose_survey_is_described_anew_is_read_again(
    settings: Settings, tmp_path: Path
) -> None:
    before = build_index(settings, steps=plain_steps())
    (tmp_path / "corpus" / "news" / "survey.yaml").write_text("title: Trust in news\n")
    read: list[Survey] = []

    def note_reading(documents: Sequence[tuple[Document, Survey]]) -> object:
        read.extend(s for _, s in documents)
        return read_plainly(documents)

    steps = plain_steps(read_documents=note_reading, embed=never_embed)
    after = build_index(settings, steps=steps)

    assert read == [Survey(id="news", title="Trust in news")]
    assert after.corpus_version != before.corpus_version
    with open_index(settings.index) as index:
        assert index.survey("news").title == "Trust in news"


def test_another_reader_reads_everything_again_and_embeds_only_new_texts(
    settings: Settings,
) -> None:
    build_index(settings, steps=plain_steps())

    report = build_index(settings, steps=plain_steps(reader="better", embed=never_embed))

    assert (report.is_new, report.read) == (True, 2)


def test_the_readers_version_is_the_same_while_its_code_is() -> None:
    assert reader_version() == reader_version()


def test_an_unreadable_file_is_named_and_the_rest_is_indexed(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "corpus" / "work" / "report.pdf").write_bytes(b"%PDF-1.4 broken")

    report = build_index(settings, steps=plain_steps())

    assert [p.source for p in report.problems] == ["corpus/work/report.pdf"]
    assert report.counts.passages == 2


def test_only_the_new_article_is_read_and_embedded(settings: Settings, tmp_path: Path) -> None:
    build_index(settings, steps=plain_steps())
    write_article(tmp_path / "corpus", "zoo", ZOO)
    read: list[str] = []
    embedded: list[str] = []

    def note_reading(documents: Sequence[tuple[Document, Survey]]) -> object:
        read.extend(d.survey for d, _ in documents)
        return read_plainly(documents)

    def note_embedding(texts: Sequence[str], progress: object) -> object:
        embedded.extend(texts)
        return see_quickly(texts, print)

    report = build_index(
        settings, steps=plain_steps(read_documents=note_reading, embed=note_embedding)
    )

    assert (read, embedded, report.read) == (["zoo"], [ZOO], 1)
    with open_index(settings.index) as index:
        assert [p.text for p in index.passages] == [NEWS, WORK, ZOO]

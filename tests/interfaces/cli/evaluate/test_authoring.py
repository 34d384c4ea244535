"""`assistant evaluate draft`, `from-feedback` and `convert`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.corpus.document import Document
from assistant.evaluate.sets.reading import parse_set, read_set
from assistant.findings.finding import Reading
from assistant.history import History, Kept
from assistant.index.build import build_index
from assistant.render.answer_json import answer_json
from assistant.render.contract import json_line
from assistant.survey import Survey
from tests.index.articles import plain_steps, read_plainly, settings_in, write_article
from tests.interfaces.cli.conftest import Run
from tests.interfaces.fake_assistant import ANSWER

DAY = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)


def read_with_short_ids(documents: Sequence[tuple[Document, Survey]]) -> Iterator[Reading]:
    """As the plain reading, with findings that are numbered."""
    for reading in read_plainly(documents):
        findings = [replace(f, id=f"f{n}") for n, f in enumerate(reading.findings)]
        yield replace(reading, findings=tuple(findings))


@pytest.fixture
def index(tmp_path: Path) -> Path:
    shares = " ".join(f"In {2000 + n}, {40 + n}% of adults trusted the news." for n in range(9))
    write_article(tmp_path / "corpus", "news", shares)
    write_article(tmp_path / "corpus", "words", "Nobody counted anything.")
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps(read_documents=read_with_short_ids))
    return settings.index


def test_a_draft_is_printed_as_a_set(run: Run, index: Path) -> None:
    ran = run("evaluate", "draft", "news", "--cases", "5", "--index", index)

    drafted = parse_set(ran.out, where="printed")
    assert (ran.code, ran.err) == (0, "")
    assert (drafted.surveys, len(drafted.cases)) == (("news",), 5)
    assert drafted.cases[0].tags == ("value", "draft")


def test_a_draft_in_a_file_is_never_written_over(run: Run, index: Path) -> None:
    out = index.with_name("news.questions.yaml")

    first = run("evaluate", "draft", "news", "--out", out, "--index", index)
    out.write_text("edited by hand", encoding="utf-8")
    second = run("evaluate", "draft", "news", "--out", out, "--index", index)

    assert (first.code, first.err) == (0, "")
    assert first.out.startswith(f"{out}: ")
    assert first.out.endswith(" cases\n")
    assert (second.code, second.out, second.err.count("\n")) == (2, "", 1)
    assert "is there already; name another file, or move it away" in second.err
    assert out.read_text(encoding="utf-8") == "edited by hand"
    assert [path.name for path in out.parent.iterdir() if "partial" in path.name] == []


@pytest.mark.parametrize(
    ("survey", "out", "complaint"),
    [
        ("nwes", "a.yaml", "no survey 'nwes'; the index holds: news, words"),
        ("words", "a.yaml", "words: has no exact percentages to ask about"),
        ("news", "nowhere/a.yaml", "cannot be written (no such file or directory)"),
        ("news", ".", "not a file; name another one to write"),
        ("news", "a" * 300, "cannot be written (file name too long)"),
    ],
)
def test_a_draft_that_cannot_be_is_one_line(
    run: Run, index: Path, survey: str, out: str, complaint: str
) -> None:
    ran = run("evaluate", "draft", survey, "--out", index.parent / out, "--index", index)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert complaint in ran.err


def test_without_an_index_there_is_no_draft(run: Run, tmp_path: Path) -> None:
    ran = run("evaluate", "draft", "news", "--index", tmp_path / "none")

    assert (ran.code, ran.out) == (2, "")
    assert "no index here" in ran.err


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    url = f"sqlite:///{tmp_path}/history.sqlite"
    monkeypatch.setenv("ASSISTANT_HISTORY", url)
    history = History.open(url, clock=lambda: DAY)
    for answer_id, question in (("a1", "How many employers agree?"), ("a2", "And in India?")):
        published = json_line(answer_json(ANSWER, given_id=answer_id))
        history.keep("c1", Kept(answer_id=answer_id, question=question, answer_json=published))
    yield history
    history.close()


def test_answers_that_were_called_not_right_become_cases(
    run: Run, history: History, tmp_path: Path
) -> None:
    history.rate("a1", rating="up")
    history.rate("a2", rating="down", comment="Of which year?")
    out = tmp_path / "feedback.questions.yaml"

    printed = run("evaluate", "from-feedback")
    written = run("evaluate", "from-feedback", "--out", out)
    again = run("evaluate", "from-feedback", "--out", out)

    [case] = parse_set(printed.out, where="printed").cases
    assert case.turns == ("How many employers agree?", "And in India?")
    assert (written.code, written.out) == (0, f"{out}: 1 case\n")
    assert read_set(out).questions.cases == (case,)
    assert (again.code, "is there already" in again.err) == (2, True)


def test_without_a_bad_rating_nothing_is_written(
    run: Run, history: History, tmp_path: Path
) -> None:
    ran = run("evaluate", "from-feedback", "--out", tmp_path / "feedback.questions.yaml")

    assert (ran.code, ran.out, ran.err) == (0, "", "No answer has been called not right.\n")
    assert not (tmp_path / "feedback.questions.yaml").exists()


def test_where_no_history_is_kept_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HISTORY", "off")

    ran = run("evaluate", "from-feedback")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "assistant: no history is kept: ASSISTANT_HISTORY is off\n"


def test_a_set_goes_to_a_table_and_back(run: Run, questions: Path) -> None:
    table, back = questions.with_name("a.csv"), questions.with_name("back.questions.yaml")

    there = run("evaluate", "convert", questions, table)
    here = run("evaluate", "convert", table, back)

    assert (there.code, there.out) == (0, f"{table}: 3 cases\n")
    assert (here.code, here.out) == (0, f"{back}: 3 cases\n")
    assert read_set(back).questions.cases == read_set(questions).questions.cases


@pytest.mark.parametrize(
    ("source", "out", "complaint"),
    [
        ("employers.questions.yaml", "a.txt", "end its name in .questions.yaml or .csv"),
        ("employers.questions.yaml", "employers.questions.yaml", "is there already"),
        ("gone.csv", "a.questions.yaml", "gone.csv: no such file or directory"),
    ],
)
def test_a_conversion_that_cannot_be_is_one_line_and_writes_nothing(
    run: Run, questions: Path, source: str, out: str, complaint: str
) -> None:
    before = sorted(path.name for path in questions.parent.iterdir())

    ran = run("evaluate", "convert", questions.with_name(source), questions.with_name(out))

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert complaint in ran.err
    assert sorted(path.name for path in questions.parent.iterdir()) == before

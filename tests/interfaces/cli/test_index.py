"""`assistant index`."""

from pathlib import Path

from assistant.corpus.folder import Problem
from assistant.errors import BuildUnderWay, CorpusError
from assistant.index.build import BuildReport
from assistant.index.builds import Counts
from assistant.index.material import Progress
from assistant.settings import Settings
from tests.interfaces.cli.conftest import Run

COUNTS = Counts(surveys=2, passages=1_200, sentences=3_000, findings=430, texts=3_400, chroma=0)


def report(*problems: Problem, is_new: bool = True) -> BuildReport:
    return BuildReport(
        id="a1",
        corpus_version="v1",
        is_new=is_new,
        counts=COUNTS,
        sources=2,
        read=2,
        embedded=10,
        embedding_model="all-MiniLM-L6-v2",
        removed=("corpus/old/article.txt",),
        problems=problems,
    )


def test_it_says_what_the_index_holds_and_what_was_done(run: Run) -> None:
    given: list[Settings] = []

    def builder(settings: Settings, _: Progress) -> BuildReport:
        given.append(settings)
        return report()

    ran = run("index", "--corpus", "c", "--index", "i", builder=builder)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Indexed 2 surveys, 1,200 passages, 430 findings (2 files read, 1 removed). "
        "Embedding model: all-MiniLM-L6-v2.\n"
    )
    assert (given[0].corpus, given[0].index) == (Path("c"), Path("i"))


def test_an_index_that_is_up_to_date_is_said_to_be(run: Run) -> None:
    ran = run("index", builder=lambda _, __: report(is_new=False))

    assert ran.out == (
        "The index is up to date: 2 surveys, 1,200 passages, 430 findings. "
        "Embedding model: all-MiniLM-L6-v2.\n"
    )


def test_unreadable_files_are_named_and_it_ends_with_1(run: Run) -> None:
    problem = Problem(source="corpus/a/\x1b[31mb.pdf", reason="encrypted")

    ran = run("index", builder=lambda _, __: report(problem))

    assert ran.code == 1
    assert ran.err == "assistant: corpus/a/b.pdf: encrypted\n"
    assert ran.out.startswith("Indexed")


def test_no_corpus_is_wrong_use(run: Run) -> None:
    def builder(settings: Settings, _: Progress) -> BuildReport:
        raise CorpusError(f"{settings.corpus}: no such folder; name the corpus with --corpus")

    ran = run("index", builder=builder)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "assistant: corpus: no such folder; name the corpus with --corpus\n"


def test_a_build_under_way_ends_with_3(run: Run) -> None:
    def builder(_: Settings, __: Progress) -> BuildReport:
        raise BuildUnderWay("index: process 7 is building this index; wait until it is done")

    assert run("index", builder=builder).code == 3


def test_progress_is_not_drawn_where_there_is_no_terminal(run: Run) -> None:
    def builder(_: Settings, progress: Progress) -> BuildReport:
        progress("reading", 1, 2)
        return report()

    assert run("index", builder=builder).err == ""

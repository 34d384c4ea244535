"""`assistant evaluate draft`, `from-feedback` and `convert`: question sets to edit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from assistant.errors import BadInput
from assistant.interfaces.cli.options import (
    CorpusOption,
    IndexOption,
    counted,
    emit,
    settings_from,
)
from assistant.interfaces.whole_file import whole_file
from assistant.render.safe_text import safe_line

if TYPE_CHECKING:
    from assistant.evaluate.case import QuestionSet

OutOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write it here, and print nothing else."),
]
Form: TypeAlias = Literal["questions", "csv", "pairs", "opencqa"]


def draft(
    survey: Annotated[str, typer.Argument(metavar="SURVEY", help="The survey's folder.")],
    cases: Annotated[
        int, typer.Option("--cases", min=1, max=1000, help="How many cases at the most.")
    ] = 30,
    out: OutOption = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Propose a question set from a survey's findings, for you to edit.

    It has values, comparisons, trends, refusals, false premises, other words, and claims.
    """
    from assistant.evaluate.sets.drafting import draft_set
    from assistant.index.store import open_index

    opened = open_index(settings_from(corpus=corpus, index=index).index)
    of = opened.survey(survey)
    findings = opened.findings.having("survey", survey)
    waves = [s.id for s in opened.surveys if of.series and s.series == of.series and s.id != survey]
    earlier = [finding for wave in waves for finding in opened.findings.having("survey", wave)]
    _give(draft_set(survey, findings, earlier=earlier, most=cases), out)


def from_feedback(out: OutOption = None) -> None:
    """Make cases of the answers that readers called not right, for you to complete."""
    from assistant.evaluate.sets.feedback import set_from_feedback
    from assistant.interfaces.kept_history import open_history

    history = open_history(settings_from())
    if history is None:
        raise BadInput("no history is kept: ASSISTANT_HISTORY is off")
    try:
        questions = set_from_feedback(history)
    finally:
        history.close()
    if questions is None:
        typer.echo("No answer has been called not right.", err=True)
        return
    _give(questions, out)


def convert(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A question set, CSV, pairs, or passages.json.")
    ],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="A file that ends in .questions.yaml or .csv.")
    ],
    form: Annotated[
        Form | None, typer.Option("--from", help="What FILE is; without it, its shape decides.")
    ] = None,
    passages: Annotated[
        Path | None,
        typer.Option(
            "--passages", metavar="DIR", help="For opencqa: write each passage as a survey here."
        ),
    ] = None,
) -> None:
    """Convert a question set from or to CSV, or from labelled pairs or OpenCQA."""
    from assistant.evaluate.sets.converting import read_any
    from assistant.evaluate.sets.csv_table import csv_text
    from assistant.evaluate.sets.opencqa import write_corpus
    from assistant.evaluate.sets.writing import set_text

    if out.suffix not in (".csv", ".yaml", ".yml"):
        raise BadInput(f"{out}: end its name in .questions.yaml or .csv")
    with _new_file(out) as write:
        questions = read_any(source, form)
        write(csv_text(questions) if out.suffix == ".csv" else set_text(questions))
    emit(safe_line(f"{out}: {counted(len(questions.cases), 'case')}"))
    if passages is not None:
        written = write_corpus(source, passages)
        emit(safe_line(f"{passages}: {counted(written, 'survey')}"))


@contextmanager
def _new_file(path: Path) -> Iterator[Callable[[str], None]]:
    """What writes a file that is not there yet: somebody may have edited one that is."""
    with whole_file(path) as write:
        if path.exists():
            raise BadInput(f"{path}: is there already; name another file, or move it away")
        yield write


def _give(questions: "QuestionSet", out: Path | None) -> None:
    from assistant.evaluate.sets.writing import set_text

    text = set_text(questions)
    if out is None:
        emit(text.rstrip("\n"))
        return
    with _new_file(out) as write:
        write(text)
    emit(safe_line(f"{out}: {counted(len(questions.cases), 'case')}"))

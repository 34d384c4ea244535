"""`assistant search`: what retrieval ranks for a question."""

from typing import Annotated

import typer

from assistant.errors import BadInput
from assistant.interfaces.batch import read_questions
from assistant.interfaces.cli.options import (
    BatchOption,
    CorpusOption,
    IndexOption,
    JsonOption,
    SurveyOption,
    emit,
    emit_json,
    open_assistant,
)
from assistant.render.search_json import search_json
from assistant.render.terminal import hits_text
from assistant.request import Request


def search(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=1000, help="How many to show.")] = 10,
    as_json: JsonOption = False,
    batch: BatchOption = None,
    survey: SurveyOption = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Show what bears on a question, best first.

    These are the findings and passages that retrieval ranks.

    A batch has {"id", "question"} or {"id", "turns": [...]} a line, and may have "surveys": [...].
    """
    limited = tuple(survey or ())
    if (question is None) == (batch is None):
        raise BadInput("give a QUESTION or --batch, one of them")
    if question is not None and not question.strip():
        raise BadInput("the question is empty")
    assistant = open_assistant(context, corpus=corpus, index=index, surveys=limited)
    if batch is not None:
        known = [survey.id for survey in assistant.surveys]
        lines = read_questions(batch, surveys=limited, known=known)
        rankings = assistant.search_all([line.asked for line in lines], k=k)
        for line, hits in zip(lines, rankings, strict=True):
            emit_json(search_json(line.asked, hits, given_id=line.given_id))
        return
    request = Request(question=question or "", surveys=limited)
    hits = assistant.search(request, k=k)
    if as_json:
        emit_json(search_json(request, hits))
    else:
        emit(hits_text(hits))

"""`assistant ask`: one answer, a batch of them, or a chat."""

import sys
from collections.abc import Callable, Collection, Iterator
from typing import Annotated

import typer

from assistant.answer.answer import Answer
from assistant.answer.events import Answered, Shown
from assistant.errors import BadInput
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.batch import GivenId, read_questions
from assistant.interfaces.choosing import ask_again
from assistant.interfaces.cli.options import (
    BatchOption,
    CorpusOption,
    IndexOption,
    JsonOption,
    SurveyOption,
    emit,
    emit_json,
    open_assistant,
    settings_from,
)
from assistant.render.answer_json import answer_json
from assistant.render.answer_view import AnswerView, view_answer, view_sentence
from assistant.render.terminal import answer_text, rest_text, sentence_text
from assistant.request import Request

CHAT_HELP = "Ask in your own words, with follow-ups; :q or Ctrl-D leaves."
PROMPT = "> "
TURNS_KEPT = 20


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="Left out: an interactive chat.")
    ] = None,
    as_json: JsonOption = False,
    batch: BatchOption = None,
    survey: SurveyOption = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Answer a question, every figure cited and checked.

    A batch has {"id", "question"} or {"id", "turns": [...]} a line, and may have "surveys": [...].
    """
    limited = tuple(survey or ())
    if question is not None and batch is not None:
        raise BadInput("give a QUESTION or --batch, not both")
    if question is not None and not question.strip():
        raise BadInput("the question is empty")
    assistant = open_assistant(context, corpus=corpus, index=index, surveys=limited)
    if batch is not None:
        _answer_batch(assistant, source=batch, surveys=limited)
        return
    answer = _answering_in_json(assistant) if as_json else _answering_in_text(assistant)
    if question is not None:
        answer(Request(question=question, surveys=limited))
    else:
        _chat(answer, surveys=limited, known=[survey.id for survey in assistant.surveys])


def _answer_batch(assistant: AssistantLike, *, source: str, surveys: tuple[str, ...]) -> None:
    known = [survey.id for survey in assistant.surveys]
    lines = read_questions(source, surveys=surveys, known=known)
    answers = assistant.ask_all([line.asked for line in lines])
    for line, answer in zip(lines, answers, strict=True):
        _show_json(answer, given_id=line.given_id)


def _chat(
    answer: Callable[[Request], Answer], *, surveys: tuple[str, ...], known: Collection[str]
) -> None:
    """Answer line by line. A line that cannot be worked with is said to be so, and forgotten."""
    is_terminal = sys.stdin.isatty()
    if is_terminal:
        _enable_line_editing()
        typer.echo(CHAT_HELP, err=True)
    turns: list[str] = []
    last: Answer | None = None
    for line in _typed_lines(PROMPT if is_terminal else ""):
        request = _picked(line, last, surveys=known)
        if request is None:
            request = Request(question=line, turns=tuple(turns), surveys=surveys)
        try:
            last = answer(request)
        except BadInput as error:
            typer.echo(f"assistant: {error}", err=True)
            continue
        turns = [*turns, request.question][-TURNS_KEPT:]


def _picked(line: str, last: Answer | None, *, surveys: Collection[str]) -> Request | None:
    """The question that was ambiguous, asked again, where a line picks one of its choices."""
    if last is None or last.refusal is None:
        return None
    from assistant.retrieve.choices import chosen  # its words are read with yaml

    choice = chosen(line, last.refusal.choices)
    return ask_again(last, choice, surveys=surveys) if choice is not None else None


def _typed_lines(prompt: str) -> Iterator[str]:
    while True:
        try:
            line = input(prompt).strip()
        except EOFError:
            if prompt:
                typer.echo()
            return
        if line == ":q":
            return
        if line:
            yield line


def _enable_line_editing() -> None:
    """With readline loaded, input() lets a line be edited and an earlier one be called back."""
    try:
        import readline  # noqa: F401
    except ImportError:  # a Python built without it still chats
        return


def _show_json(answer: Answer, *, given_id: GivenId | None = None) -> None:
    emit_json(answer_json(answer, given_id=given_id))


def _answering_in_json(assistant: AssistantLike) -> Callable[[Request], Answer]:
    def answer(request: Request) -> Answer:
        answered = assistant.ask(request)
        _show_json(answered)
        return answered

    return answer


def _answering_in_text(assistant: AssistantLike) -> Callable[[Request], Answer]:
    """With a language model, each sentence is printed as soon as it is checked."""
    settings = settings_from()

    def view(answer: Answer) -> AnswerView:
        return view_answer(answer, marked_base=settings.marked_base)

    def at_once(request: Request) -> Answer:
        answer = assistant.ask(request)
        emit(answer_text(view(answer)))
        return answer

    def as_it_comes(request: Request) -> Answer:
        is_begun = False
        for event in assistant.stream(request):
            if isinstance(event, Shown):
                emit(sentence_text(view_sentence(event.sentence)))
                is_begun = True
            elif isinstance(event, Answered):
                whole = view(event.answer)
                emit(rest_text(whole) if is_begun else answer_text(whole))
                return event.answer
        raise AssertionError("a stream ends with its answer")

    return as_it_comes if settings.model else at_once

"""`assistant history`: list, show, export and delete what is kept of conversations."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import BadInput, NotKept
from assistant.interfaces.cli.options import JsonOption, counted, emit, emit_json, settings_from

if TYPE_CHECKING:
    from assistant.history import History, Remembered

app = typer.Typer(
    name="history",
    help="List, show, export and delete the conversations that are kept.",
    rich_markup_mode=None,
    no_args_is_help=False,
)


@app.command("list")
def list_conversations(
    limit: Annotated[int, typer.Option("--limit", min=1, help="No more than this many.")] = 20,
) -> None:
    """List the conversations that are kept, one a line, the latest first."""
    from assistant.render.history.terminal import conversations_text

    with _opened() as history:
        emit(conversations_text(history.conversations(limit)))


@app.command("show")
def show_conversation(
    conversation: Annotated[str, typer.Argument(metavar="ID", help="The conversation's id.")],
    as_json: JsonOption = False,
) -> None:
    """Show a conversation as it was led: questions, answers as given, and ratings."""
    with _opened() as history:
        answers = history.answers(conversation)
    if not answers:
        raise NotKept("conversation")
    _show(answers, as_json=as_json)


@app.command("export")
def export_history(as_json: JsonOption = False) -> None:
    """Print every conversation that is kept, the latest first."""
    with _opened() as history:
        conversations = history.conversations()
        for conversation in conversations:
            if not as_json:
                emit(f"Conversation {conversation.id}\n")
            _show(history.answers(conversation.id), as_json=as_json)
            if not as_json:
                emit("")
    if not conversations and not as_json:
        emit("No conversation is kept yet.")


@app.command("delete")
def delete_history(
    conversation: Annotated[
        str | None, typer.Argument(metavar="ID", help="The conversation's id.")
    ] = None,
    all_of_it: Annotated[bool, typer.Option("--all", help="Delete everything.")] = False,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="DATE",
            help="Delete every answer given before this day, such as 2026-01-31 (UTC).",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Delete one conversation, everything, or what is older than a day; ratings go with it."""
    if (conversation is not None) + all_of_it + (before is not None) != 1:
        raise BadInput("give one of ID, --all and --before")
    day = None if before is None else _day(before)
    with _opened() as history:
        if conversation is not None:
            if not history.turns(conversation):
                raise NotKept("conversation")
            _confirm(f"Delete conversation {conversation}?", yes=yes)
            deleted = history.delete(conversation)
        elif day is not None:
            _confirm(f"Delete every answer given before {day}?", yes=yes)
            deleted = history.delete_before(day)
        else:
            _confirm("Delete every conversation that is kept?", yes=yes)
            deleted = history.delete_all()
    emit(f"{counted(deleted, 'answer')} deleted.")


@contextmanager
def _opened() -> Iterator["History"]:
    from assistant.interfaces.kept_history import open_history

    history = open_history(settings_from())
    if history is None:
        raise BadInput("nothing is kept: ASSISTANT_HISTORY is off")
    try:
        yield history
    finally:
        history.close()


def _show(answers: "tuple[Remembered, ...]", *, as_json: bool) -> None:
    from assistant.render.history.shape import kept_json
    from assistant.render.history.terminal import conversation_text

    if not as_json:
        emit(conversation_text(answers))
        return
    for answer in answers:
        emit_json(kept_json(answer))


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        return
    try:
        is_sure = typer.confirm(question)
    except typer.Abort:
        raise BadInput(
            "nothing was deleted, for nobody said yes; --yes does not ask first"
        ) from None
    if not is_sure:
        emit("Nothing was deleted.")
        raise typer.Exit


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise BadInput(f"--before: {written!r} is no day; write 2026-01-31") from error

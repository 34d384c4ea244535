"""`assistant serve`: the web page and the HTTP interface."""

import os
import socket
from typing import Annotated

import typer

from assistant.errors import BadInput
from assistant.interfaces.cli.options import CorpusOption, IndexOption, Parts, emit, settings_from
from assistant.interfaces.kept_history import open_history


def serve(
    context: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(help="The address to listen on. [env: ASSISTANT_HOST; default: 127.0.0.1]"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="The port; 0 takes any. [env: ASSISTANT_PORT; default: 8000]"),
    ] = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Serve the page for questions, and the HTTP interface."""
    is_any = port == 0
    settings = settings_from(corpus=corpus, index=index, host=host, port=None if is_any else port)
    parts: Parts = context.obj
    assistant = parts.open_assistant(settings)
    history = open_history(settings)
    listening = listen(settings.host, 0 if is_any else settings.port)
    with listening:
        from assistant.interfaces.web.server import run_server

        emit(f"Ask at {address_of(listening)} (Ctrl-C stops)")
        run_server(assistant, settings, listening=listening, history=history)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, or one line that says why it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        number = error.errno or 0
        if number < 0:  # the resolver's own numbers
            raise BadInput(f"{host}: no such address; name another --host") from error
        reason = os.strerror(number).lower()
        raise BadInput(f"cannot listen on {host}:{port}: {reason}; try another --port") from error


def address_of(listening: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared with, not listened on
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

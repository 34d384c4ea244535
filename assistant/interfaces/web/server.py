"""Runs the web application on a socket that listens already."""

import socket

import uvicorn

from assistant.history import History
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.web.app import build_app
from assistant.settings import Settings


def run_server(
    assistant: AssistantLike,
    settings: Settings,
    *,
    listening: socket.socket,
    history: History | None,
) -> None:
    """Serve until Ctrl-C or a signal to end."""
    config = uvicorn.Config(
        build_app(assistant, settings, history=history),
        log_level="warning",
        access_log=False,  # it would keep the questions
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return

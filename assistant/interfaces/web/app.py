"""The web application, put together from its routes and guards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from assistant import __version__
from assistant.history import History
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.web.api import build_api
from assistant.interfaces.web.conversations import Conversations
from assistant.interfaces.web.door import Door
from assistant.interfaces.web.feedback import build_feedback
from assistant.interfaces.web.guards import BodyLimit, SecurityHeaders
from assistant.interfaces.web.pages.ask_page import AskPage
from assistant.interfaces.web.pages.check_page import CheckPage
from assistant.interfaces.web.problems import add_problem_handlers
from assistant.interfaces.web.streaming import build_stream
from assistant.settings import Settings

AT_ONCE = 8
STATIC = Path(__file__).parent / "static"


def build_app(
    assistant: AssistantLike, settings: Settings, *, history: History | None = None
) -> FastAPI:
    """The application over one assistant; it warms the models up as it starts.

    Without a history nothing is kept, and every question stands for itself.
    """
    # A language model is waited for, not worked for: meanwhile others may have their turn.
    door = Door(assistant, at_once=AT_ONCE if settings.model else 1)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(door.warm_up())
        yield
        warming.cancel()
        door.close()

    app = FastAPI(
        title="Survey assistant",
        description="Answers questions over survey findings: every figure cited and checked.",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,  # its page loads scripts from afar
        redoc_url=None,
    )
    check_page = CheckPage(door)
    app.add_middleware(BodyLimit, page=check_page.too_large)
    app.add_middleware(SecurityHeaders)
    add_problem_handlers(app)
    conversations = Conversations(history)
    app.include_router(build_api(door, conversations))
    app.include_router(build_stream(door, conversations))
    if history is not None:
        app.include_router(build_feedback(history))
    app.include_router(AskPage(door, conversations, settings=settings).routes())
    app.include_router(check_page.routes())
    files = StaticFiles(directory=STATIC, packages=[("assistant.render.check", "static")])
    app.mount("/static", files, name="static")
    return app

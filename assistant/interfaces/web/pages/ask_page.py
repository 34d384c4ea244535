"""The page for questions: a conversation of answers with their sources. It needs no script."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from assistant.answer.answer import Answer
from assistant.errors import AssistantError, BadInput
from assistant.interfaces.choosing import ask_again
from assistant.interfaces.web.api import LONGEST_QUESTION
from assistant.interfaces.web.conversations import Conversations
from assistant.interfaces.web.door import Door, TooBusy
from assistant.interfaces.web.pages.asking import Asking, Shown
from assistant.interfaces.web.pages.examples import example_questions
from assistant.interfaces.web.pages.layout import page_template, surveys_to_choose
from assistant.interfaces.web.pages.live import build_live
from assistant.interfaces.web.pages.sent import Sent, read_form
from assistant.interfaces.web.problems import UNAVAILABLE, status_of
from assistant.render.answer_view import view_answer
from assistant.render.safe_text import safe_line
from assistant.settings import Settings

DELETED = "The conversation is deleted."
Work: TypeAlias = Callable[[Sent], Coroutine[Any, Any, Shown]]


class AskPage:
    """The page over the assistant behind a door, and its conversations."""

    def __init__(self, door: Door, conversations: Conversations, *, settings: Settings) -> None:
        self._door = door
        self._conversations = conversations
        self._asking = Asking(conversations)
        self._is_live = bool(settings.model)  # without one, an answer comes at once
        self._marked_base = settings.marked_base
        self._template = page_template("page.html")

    def routes(self) -> APIRouter:
        """`GET /` and its forms."""
        router = APIRouter(include_in_schema=False)

        @router.api_route("/", methods=["GET", "HEAD"])
        async def page(q: str = Query(""), survey: str = Query("")) -> Response:
            sent = Sent(question=q, survey=survey)
            return self._page(await _in_words(self._asked, sent) if q.strip() else Shown(sent=sent))

        @router.post("/")
        async def ask(request: Request) -> Response:
            return await self._worked(request, self._asked)

        @router.post("/feedback")
        async def feedback(request: Request) -> Response:
            return await self._worked(request, self._rated)

        @router.post("/conversation/delete")
        async def delete(request: Request) -> Response:
            return await self._worked(request, self._deleted)

        router.include_router(build_live(self._door, self._asking))
        return router

    async def _worked(self, request: Request, work: Work) -> Response:
        try:
            sent = await read_form(request)
        except HTTPException as error:  # another site's, no form at all, or too much in it
            problem = f"The form cannot be read ({error.detail.rstrip('.')}); send it again."
            return self._page(Shown(problem=problem, status=error.status_code))
        return self._page(await _in_words(work, sent))

    async def _asked(self, sent: Sent) -> Shown:
        """The answer to a question, below those that the conversation has already."""
        given = await self._asking.given_already(sent)
        if given is not None:
            return given
        begun = await self._asking.begun(sent)
        return await self._asking.finished(begun, await self._door.ask(begun.request))

    async def _rated(self, sent: Sent) -> Shown:
        """The conversation again, with thanks."""
        conversation = self._asking.conversation(sent)
        if sent.rating not in ("up", "down"):
            raise BadInput("Say yes or no.")
        await self._conversations.rate(sent.answer, "up" if sent.rating == "up" else "down")
        sent = Sent(conversation=conversation, survey=sent.survey)
        return Shown(
            sent=sent,
            earlier=await self._asking.earlier(conversation),
            notice="Thank you: that is kept.",
        )

    async def _deleted(self, sent: Sent) -> Shown:
        await self._conversations.delete(self._asking.conversation(sent))
        return Shown(notice=DELETED)

    def _page(self, shown: Shown) -> Response:
        sent, answer = shown.sent, shown.answer
        html = self._template.render(
            question=safe_line(sent.question[:LONGEST_QUESTION]),
            chosen=sent.survey,
            conversation=sent.conversation if sent.is_of_a_conversation else "",
            answer_id=answer.id if answer else "",
            answer=view_answer(answer, marked_base=self._marked_base) if answer else None,
            again=self._choices(answer, sent) if answer else [],
            earlier=shown.earlier,
            surveys=surveys_to_choose(self._door),
            examples=example_questions(self._door.surveys),
            notice=shown.notice,
            problem=safe_line(shown.problem),
            longest=LONGEST_QUESTION,
            is_live=self._is_live,
        )
        return HTMLResponse(html, shown.status)

    def _choices(self, answer: Answer, sent: Sent) -> list[tuple[str, str, str]]:
        """What an ambiguous question could mean: the words, and the question and survey to ask."""
        titles = {survey.id: survey.title for survey in self._door.surveys}
        choices = answer.refusal.choices if answer.refusal else ()
        found = []
        for choice in choices:
            asked = ask_again(answer, choice, surveys=titles)
            words = safe_line(titles.get(choice, "") or choice)
            survey = asked.surveys[0] if asked.surveys else sent.survey
            found.append((words, safe_line(asked.question), survey))
        return found


async def _in_words(work: Work, sent: Sent) -> Shown:
    """What comes of the work, or one line that says what is wrong."""
    try:
        return await work(sent)
    except AssistantError as error:
        return Shown(sent=sent, problem=str(error), status=status_of(error))
    except TooBusy as error:
        return Shown(sent=sent, problem=str(error), status=UNAVAILABLE)

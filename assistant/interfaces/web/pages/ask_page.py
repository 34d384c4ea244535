"""The page for questions: a conversation of answers with their sources. It needs no script."""

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, TypeAlias

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from assistant.answer.answer import Answer
from assistant.errors import AssistantError, BadInput
from assistant.history import new_conversation_id
from assistant.history.kept import TOKEN
from assistant.interfaces.choosing import ask_again
from assistant.interfaces.web.api import LONGEST_QUESTION
from assistant.interfaces.web.conversations import Conversations
from assistant.interfaces.web.door import Door, TooBusy
from assistant.interfaces.web.pages.examples import example_questions
from assistant.interfaces.web.pages.layout import page_template, surveys_to_choose
from assistant.interfaces.web.problems import UNAVAILABLE, status_of
from assistant.render.answer_view import view_answer
from assistant.render.history.exchange import ExchangeView, view_exchange
from assistant.render.safe_text import safe_line
from assistant.request import Request as Asked

MOST_FIELDS = 10
LARGEST_FIELD = 4 * LONGEST_QUESTION  # bytes; no character takes more than four
DELETED = "The conversation is deleted."
_TOKEN = re.compile(TOKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it was sent; `whole` is not empty where the question takes nothing over."""

    question: str = ""
    survey: str = ""
    conversation: str = ""
    answer: str = ""
    rating: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What came of a form."""

    sent: Sent = Sent()
    answer: Answer | None = None
    earlier: tuple[ExchangeView, ...] = ()
    notice: str = ""
    problem: str = ""
    status: int = HTTPStatus.OK


Work: TypeAlias = Callable[[Sent], Coroutine[Any, Any, Shown]]


class AskPage:
    """The page over the assistant behind a door, and its conversations."""

    def __init__(self, door: Door, conversations: Conversations, *, marked_base: int) -> None:
        self._door = door
        self._conversations = conversations
        self._marked_base = marked_base
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

        return router

    async def _worked(self, request: Request, work: Work) -> Response:
        limits = {"max_files": 0, "max_fields": MOST_FIELDS, "max_part_size": LARGEST_FIELD}
        try:
            async with request.form(**limits) as form:
                fields = {name: value for name, value in form.items() if isinstance(value, str)}
        except HTTPException as error:  # no form at all, or one with too much in it
            problem = f"The form cannot be read ({error.detail.rstrip('.')}); send it again."
            return self._page(Shown(problem=problem, status=error.status_code))
        sent = Sent(
            question=fields.get("q", ""),
            survey=fields.get("survey", ""),
            conversation=fields.get("conversation", ""),
            answer=fields.get("answer", ""),
            rating=fields.get("rating", ""),
            whole=fields.get("whole", ""),
        )
        return self._page(await _in_words(work, sent))

    async def _asked(self, sent: Sent) -> Shown:
        """The answer to a question, below those that the conversation has already."""
        if not sent.question.strip():
            raise BadInput("There is no question: type one.")
        if len(sent.question) > LONGEST_QUESTION:
            raise BadInput(f"A question may have up to {LONGEST_QUESTION:,} characters.")
        conversation = self._conversation(sent)
        sent = replace(sent, conversation=conversation)
        surveys = (sent.survey,) if sent.survey else ()
        asked = Asked(question=sent.question, surveys=surveys)
        earlier = await self._earlier(conversation)
        begun = await self._conversations.begun(asked, conversation)
        answer = await self._door.ask(replace(begun, turns=()) if sent.whole else begun)
        problem = ""
        try:
            await self._conversations.keep(answer, conversation)
        except AssistantError as error:
            problem = f"This answer is not kept: {error}"
        return Shown(sent=sent, answer=answer, earlier=earlier, problem=problem)

    async def _rated(self, sent: Sent) -> Shown:
        """The conversation again, with thanks."""
        conversation = self._conversation(sent)
        if sent.rating not in ("up", "down"):
            raise BadInput("Say yes or no.")
        await self._conversations.rate(sent.answer, "up" if sent.rating == "up" else "down")
        sent = Sent(conversation=conversation, survey=sent.survey)
        return Shown(
            sent=sent, earlier=await self._earlier(conversation), notice="Thank you: that is kept."
        )

    async def _deleted(self, sent: Sent) -> Shown:
        await self._conversations.delete(self._conversation(sent))
        return Shown(notice=DELETED)

    def _conversation(self, sent: Sent) -> str:
        """The conversation that a form goes on with, or a new one; empty where none is kept."""
        if not self._conversations.are_kept:
            return ""
        if sent.conversation and not _TOKEN.fullmatch(sent.conversation):
            raise BadInput("There is no such conversation; begin a new one.")
        return sent.conversation or new_conversation_id()

    async def _earlier(self, conversation: str) -> tuple[ExchangeView, ...]:
        return tuple(map(view_exchange, await self._conversations.earlier(conversation)))

    def _page(self, shown: Shown) -> Response:
        sent, answer = shown.sent, shown.answer
        html = self._template.render(
            question=safe_line(sent.question[:LONGEST_QUESTION]),
            chosen=sent.survey,
            conversation=sent.conversation if _TOKEN.fullmatch(sent.conversation) else "",
            answer_id=answer.id if answer else "",
            answer=view_answer(answer, marked_base=self._marked_base) if answer else None,
            again=self._choices(answer, sent) if answer else [],
            earlier=shown.earlier,
            surveys=surveys_to_choose(self._door),
            examples=example_questions(self._door.surveys),
            notice=shown.notice,
            problem=safe_line(shown.problem),
            longest=LONGEST_QUESTION,
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

"""The page: a form, and the answer with its figures and citations. It needs no script."""

from http import HTTPStatus

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from assistant.errors import AssistantError
from assistant.interfaces.web.api import LONGEST_QUESTION
from assistant.interfaces.web.door import Door, TooBusy
from assistant.interfaces.web.pages.examples import example_questions
from assistant.interfaces.web.pages.layout import page_template, surveys_to_choose
from assistant.interfaces.web.problems import UNAVAILABLE, UNUSABLE, status_of
from assistant.render.answer_view import AnswerView, view_answer
from assistant.render.safe_text import safe_line
from assistant.request import Request as Asked


def build_page(door: Door, *, marked_base: int) -> APIRouter:
    """The page's one route."""
    router = APIRouter()
    template = page_template("page.html")

    def show(
        question: str, chosen: str, *, answer: AnswerView | None = None, problem: str = ""
    ) -> str:
        return template.render(
            question=safe_line(question),
            chosen=chosen,
            surveys=surveys_to_choose(door),
            examples=example_questions(door.surveys),
            answer=answer,
            problem=safe_line(problem),
            longest=LONGEST_QUESTION,
        )

    @router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def page(_: Request, q: str = Query(""), survey: str = Query("")) -> Response:
        if not q.strip():
            return HTMLResponse(show("", survey))
        if len(q) > LONGEST_QUESTION:
            problem = f"A question may have up to {LONGEST_QUESTION:,} characters."
            return HTMLResponse(show(q[:LONGEST_QUESTION], survey, problem=problem), UNUSABLE)
        try:
            answer = await door.ask(Asked(question=q, surveys=(survey,) if survey else ()))
        except AssistantError as error:
            return HTMLResponse(show(q, survey, problem=str(error)), status_of(error))
        except TooBusy as error:
            return HTMLResponse(show(q, survey, problem=str(error)), UNAVAILABLE)
        view = view_answer(answer, marked_base=marked_base)
        return HTMLResponse(show(q, survey, answer=view), HTTPStatus.OK)

    return router

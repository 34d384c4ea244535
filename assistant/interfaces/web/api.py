"""The HTTP interface in JSON."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.history.kept import TOKEN
from assistant.interfaces.draft import refuse_endless
from assistant.interfaces.web.conversations import Conversations
from assistant.interfaces.web.door import Door
from assistant.interfaces.web.problems import BAD_REQUEST, PROBLEMS, UNAVAILABLE
from assistant.render.answer_json import AnswerJson, answer_json
from assistant.render.check_json import CheckJson, check_json
from assistant.render.survey_json import SurveysJson, survey_json
from assistant.request import Draft, Request

LONGEST_QUESTION = 2_000
LONGEST_DRAFT = 200_000
MOST_TURNS = 20
MOST_SURVEYS = 100

Question = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_QUESTION, pattern=r"\S")
]
Surveys = Annotated[
    list[str], Field(max_length=MOST_SURVEYS, description="Only these surveys; empty for all.")
]


class AskBody(BaseModel):
    """A question, with the questions asked before it."""

    model_config = ConfigDict(extra="forbid")

    question: Question
    surveys: Surveys = []
    turns: Annotated[
        list[Question],
        Field(max_length=MOST_TURNS, description="The questions asked before, oldest first."),
    ] = []
    conversation: Annotated[
        str,
        StringConstraints(pattern=f"^(?:{TOKEN})?$"),
        Field(description="The id of the conversation it goes on with, in place of turns."),
    ] = ""

    def request(self) -> Request:
        """The question as the assistant takes it."""
        return Request(question=self.question, turns=tuple(self.turns), surveys=tuple(self.surveys))


class CheckBody(BaseModel):
    """A text whose figures are to be checked."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(max_length=LONGEST_DRAFT)]
    surveys: Surveys = []


class Health(BaseModel):
    """Whether the server lives, or is ready to answer."""

    status: Literal["ok", "warming"]


def build_api(door: Door, conversations: Conversations) -> APIRouter:
    """The routes over one assistant."""
    router = APIRouter()
    body_problems = {**BAD_REQUEST, **PROBLEMS}

    @router.post("/api/ask", responses=body_problems)
    async def ask(body: AskBody) -> AnswerJson:
        """Answer a question, with a citation and a check for every figure."""
        request = await conversations.begun(body.request(), body.conversation)
        answer = await door.ask(request)
        await conversations.keep(answer, body.conversation)
        return answer_json(answer)

    @router.post("/api/check", responses=body_problems)
    async def check(body: CheckBody) -> CheckJson:
        """Check every figure of a text against the source data."""
        await asyncio.to_thread(refuse_endless, body.text)
        return check_json(await door.check(Draft(text=body.text, surveys=tuple(body.surveys))))

    @router.get("/api/surveys")
    async def surveys() -> SurveysJson:
        """List the surveys that the index holds."""
        return SurveysJson(surveys=[survey_json(survey) for survey in door.surveys])

    @router.get("/healthz")
    async def healthz() -> Health:
        """Say that the server lives."""
        return Health(status="ok")

    @router.get("/readyz", responses={UNAVAILABLE: {"model": Health}})
    async def readyz(response: Response) -> Health:
        """Say whether the models are loaded, so that an answer will come quickly."""
        if door.is_warm:
            return Health(status="ok")
        response.status_code = UNAVAILABLE
        return Health(status="warming")

    return router

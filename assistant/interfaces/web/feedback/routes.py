"""The routes over the history. Whoever has a conversation's id may read and delete it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, status
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.errors import NotKept
from assistant.history import History
from assistant.history.kept import ID, LONGEST_COMMENT, LONGEST_ID, TOKEN, Opinion
from assistant.interfaces.web.problems import (
    BAD_REQUEST,
    NOT_FOUND,
    PROBLEMS,
    UNAVAILABLE,
    UNUSABLE,
    Problem,
)
from assistant.render.history.shape import ConversationJson, conversation_json

NO_CONTENT = status.HTTP_204_NO_CONTENT

# Ids that others make up, such as a chat's, can be guessed: over HTTP only drawn ones work.
ConversationId = Annotated[
    str, Path(pattern=f"^{TOKEN}$", description="The id that the conversation began with.")
]
WITHOUT_A_BODY: dict[int | str, dict[str, Any]] = {
    number: PROBLEMS[number] for number in (UNUSABLE, UNAVAILABLE)
}
NOT_KEPT: dict[int | str, dict[str, Any]] = {
    NOT_FOUND: {"model": Problem, "description": "No such conversation or answer is kept."}
}


class FeedbackBody(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid")

    answer: Annotated[
        str,
        StringConstraints(max_length=LONGEST_ID, pattern=f"^{ID}$"),
        Field(description="The answer's id."),
    ]
    rating: Opinion
    comment: Annotated[str, StringConstraints(max_length=LONGEST_COMMENT)] = ""


def build_feedback(history: History) -> APIRouter:
    """The routes over one history."""
    router = APIRouter()

    @router.post(
        "/api/feedback", status_code=NO_CONTENT, responses={**BAD_REQUEST, **PROBLEMS, **NOT_KEPT}
    )
    def feedback(body: FeedbackBody) -> None:
        """Say what you think of an answer; the latest word stands."""
        history.rate(body.answer, rating=body.rating, comment=body.comment)

    @router.get(
        "/api/conversations/{id}",
        response_model=ConversationJson,
        responses={**WITHOUT_A_BODY, **NOT_KEPT},
    )
    def conversation(id: ConversationId) -> JSONResponse:
        """Give a conversation back: its answers as they were given, with their ratings."""
        answers = history.answers(id)
        if not answers:
            raise NotKept("conversation")
        # As it was given: an answer of an older release need not have the shape of today.
        return JSONResponse(conversation_json(id, answers))

    @router.delete("/api/conversations/{id}", status_code=NO_CONTENT, responses=WITHOUT_A_BODY)
    def delete(id: ConversationId) -> None:
        """Delete a conversation with its ratings; there may be none."""
        history.delete(id)

    return router

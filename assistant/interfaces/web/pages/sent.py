"""A form of the page for questions, as it was sent."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException

from assistant.errors import BadInput
from assistant.history.kept import TOKEN
from assistant.interfaces.web.api import LONGEST_QUESTION
from assistant.interfaces.web.guards import is_from_elsewhere
from assistant.request import Request as Asked

MOST_FIELDS = 10
LARGEST_FIELD = 4 * LONGEST_QUESTION  # bytes; no character takes more than four
_TOKEN = re.compile(TOKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The fields; `whole` is not empty where the question takes nothing over."""

    question: str = ""
    survey: str = ""
    conversation: str = ""
    answer: str = ""
    rating: str = ""
    whole: str = ""

    @property
    def is_of_a_conversation(self) -> bool:
        """Whether it names a conversation that there may be."""
        return _TOKEN.fullmatch(self.conversation) is not None

    def asked(self) -> Asked:
        """The question as the assistant takes it.

        Raises:
            BadInput: There is none, or it is too long.
        """
        if not self.question.strip():
            raise BadInput("There is no question: type one.")
        if len(self.question) > LONGEST_QUESTION:
            raise BadInput(f"A question may have up to {LONGEST_QUESTION:,} characters.")
        return Asked(question=self.question, surveys=(self.survey,) if self.survey else ())


async def read_form(request: Request) -> Sent:
    """The form in a request.

    Raises:
        HTTPException: Another site's page sent it, it is no form, or there is too much in it.
    """
    if is_from_elsewhere(request.headers):
        raise HTTPException(HTTPStatus.FORBIDDEN, "another site sent it")
    limits = {"max_files": 0, "max_fields": MOST_FIELDS, "max_part_size": LARGEST_FIELD}
    async with request.form(**limits) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    return Sent(
        question=fields.get("q", ""),
        survey=fields.get("survey", ""),
        conversation=fields.get("conversation", ""),
        answer=fields.get("answer", ""),
        rating=fields.get("rating", ""),
        whole=fields.get("whole", ""),
    )

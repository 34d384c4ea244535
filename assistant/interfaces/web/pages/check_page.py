"""The page for writers: a draft, and the same draft with every figure marked and its evidence."""

import asyncio
from dataclasses import dataclass, replace
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError, BadInput
from assistant.interfaces.draft import UPLOADED, ReadDraft, draft_of_upload, refuse_endless
from assistant.interfaces.web.api import LONGEST_DRAFT
from assistant.interfaces.web.door import Door, TooBusy
from assistant.interfaces.web.guards import LARGEST_BODY
from assistant.interfaces.web.pages.layout import page_template, surveys_to_choose
from assistant.interfaces.web.problems import TOO_LARGE, UNAVAILABLE, status_of
from assistant.render.check.view import CheckView, view_check
from assistant.render.safe_text import safe_line
from assistant.request import Draft

MOST_FIELDS = 10
LARGEST_TEXT = 4 * LONGEST_DRAFT  # bytes; no character takes more than four
ACCEPTED = ",".join(sorted(UPLOADED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The form as it was sent, and what came of it."""

    text: str = ""
    chosen: str = ""
    view: CheckView | None = None
    problem: str = ""
    status: int = HTTPStatus.OK


class CheckPage:
    """The page over the assistant behind a door. It needs no script, but for copying."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._template = page_template("check.html")

    def routes(self) -> APIRouter:
        """`GET /check` and `POST /check`."""
        router = APIRouter()

        @router.api_route("/check", methods=["GET", "HEAD"], include_in_schema=False)
        async def empty(survey: str = "") -> Response:
            return self._page(Shown(chosen=survey))

        @router.post("/check", include_in_schema=False)
        async def check(request: Request) -> Response:
            limits = {"max_files": 1, "max_fields": MOST_FIELDS, "max_part_size": LARGEST_TEXT}
            try:
                async with request.form(**limits) as form:
                    return self._page(await self._checked(form))
            except HTTPException as error:  # no form at all, or one with too much in it
                problem = f"The form cannot be read ({error.detail.rstrip('.')}); send it again."
                return self._page(Shown(problem=problem, status=error.status_code))

        return router

    def too_large(self) -> Response:
        """What a browser is shown in answer to a form that is over the limit."""
        limit = f"{LARGEST_BODY / 1e6:.0f} MB"
        problem = f"The file is larger than {limit}. Take its pictures out, or paste its text."
        return self._page(Shown(problem=problem, status=TOO_LARGE))

    async def _checked(self, form: FormData) -> Shown:
        """What comes of a form: the check of its draft, or one line that says what is wrong."""
        sent = Shown(text=_field(form, "text"), chosen=_field(form, "survey"))
        try:
            draft = await _draft(form, sent.text)
            sent = replace(sent, text=draft.text)
            surveys = (sent.chosen,) if sent.chosen else ()
            text = await asyncio.to_thread(_in_bounds, draft)
            checked = await self._door.check(Draft(text=text, surveys=surveys))
        except AssistantError as error:
            return replace(sent, problem=str(error), status=status_of(error))
        except TooBusy as error:
            return replace(sent, problem=str(error), status=UNAVAILABLE)
        return replace(sent, view=view_check(checked, notice=draft.notice))

    def _page(self, shown: Shown) -> Response:
        html = self._template.render(
            text="\n".join(map(safe_line, shown.text[:LONGEST_DRAFT].splitlines())),
            chosen=shown.chosen,
            view=shown.view,
            problem=safe_line(shown.problem),
            surveys=surveys_to_choose(self._door),
            example=self._door.example,
            longest=LONGEST_DRAFT,
            accepted=ACCEPTED,
        )
        return HTMLResponse(html, shown.status)


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def _draft(form: FormData, text: str) -> ReadDraft:
    """The file, where there is one, or else the text that was pasted."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return ReadDraft(text=text)
    data = await file.read()
    return await asyncio.to_thread(draft_of_upload, file.filename, data, largest_bytes=LARGEST_BODY)


def _in_bounds(draft: ReadDraft) -> str:
    if not draft.text.strip() and not draft.tables:
        raise BadInput("There is no text in the draft: paste it, or choose a file that has some.")
    if len(draft.text) > LONGEST_DRAFT:
        raise BadInput(
            f"The draft has {len(draft.text):,} characters; up to {LONGEST_DRAFT:,} can be checked "
            "at once. Check it in parts."
        )
    refuse_endless(draft.text)
    return draft.text

"""Opens what a run is put to, by the words that name it."""

from typing import TYPE_CHECKING

from assistant.answer.answer import BUILT_IN
from assistant.errors import BadInput
from assistant.evaluate.targets.here import HERE, Here
from assistant.evaluate.targets.remote import OpenAICompatible, OurServer
from assistant.evaluate.targets.target import Target

if TYPE_CHECKING:
    from assistant.settings import Settings

OPENAI = "openai:"
WEB = ("http://", "https://")


def open_target(what: str, model: str | None, settings: "Settings", workers: int) -> Target:
    """This program (`here`), a server of ours (its URL), or `openai:URL` with a model.

    `model` is provider:name or built-in for this program; None takes the settings' own.

    Raises:
        BadInput: It is none of them, or a model is given where it cannot be chosen.
    """
    if what == HERE:
        if model is not None:
            chosen = "" if model == BUILT_IN else model
            settings = settings.model_copy(update={"model": chosen})
        return Here(settings, workers=workers)
    if what.startswith(OPENAI) and what.removeprefix(OPENAI).startswith(WEB):
        if not model:
            raise BadInput(f"--target {what} needs --model NAME, as the endpoint names it")
        key = settings.model_key.get_secret_value()
        url = what.removeprefix(OPENAI)
        return OpenAICompatible(url, model=model, key=key, workers=workers)
    if what.startswith(WEB):
        if model is not None:
            raise BadInput("--model: a server has its own model; leave it out with a URL")
        return OurServer(what, workers=workers)
    raise BadInput(
        f"--target: {what!r} is not here, a URL such as http://localhost:8000, or openai:URL"
    )

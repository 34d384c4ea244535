"""Targets by the words that name them."""

import pytest

from assistant.errors import BadInput
from assistant.evaluate.targets.opening import open_target
from assistant.evaluate.targets.remote import OurServer
from assistant.settings import Settings
from tests.evaluate.targets.servers import (
    KEY,
    URL,
)


def test_targets_are_opened_by_the_words_that_name_them() -> None:
    settings = Settings(model_key=KEY)

    server = open_target(URL, None, settings, 1)
    endpoint = open_target(f"openai:{URL}/v1/", "m-1", settings, 1)

    assert isinstance(server, OurServer)
    assert (endpoint.describe().target, endpoint.describe().model) == (f"openai:{URL}/v1", "m-1")
    for target in (server, endpoint):
        target.close()


@pytest.mark.parametrize(
    ("what", "model", "complaint"),
    [
        (URL, "openai:m-1", "--model: a server has its own model; leave it out with a URL"),
        (f"openai:{URL}", None, "needs --model NAME, as the endpoint names it"),
        (f"openai:{URL}", "", "needs --model NAME, as the endpoint names it"),
        ("openai:m-1", "m-1", "'openai:m-1' is not here, a URL such as http://localhost:8000"),
        ("there", None, "'there' is not here, a URL such as http://localhost:8000, or openai:URL"),
        ("ftp://polls.example.org", None, "is not here, a URL"),
    ],
)
def test_what_names_no_target_is_wrong_use(what: str, model: str | None, complaint: str) -> None:
    with pytest.raises(BadInput) as refusal:
        open_target(what, model, Settings(), 1)

    assert complaint in str(refusal.value)

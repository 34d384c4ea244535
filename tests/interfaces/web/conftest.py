"""The web application over an assistant that is handed in."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.interfaces.web.app import build_app
from assistant.settings import Settings
from tests.interfaces.fake_assistant import FakeAssistant


@pytest.fixture(scope="package")
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="package")  # putting the application together takes a while
def client(fake: FakeAssistant) -> Iterator[TestClient]:
    with TestClient(build_app(fake, Settings())) as client:
        yield client

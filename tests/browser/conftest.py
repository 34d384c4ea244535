"""A real browser (Debian's chromium) on a real server, with an assistant that is handed in."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn

from assistant.history import History
from assistant.interfaces.cli.serve import address_of, listen
from assistant.interfaces.web.app import build_app
from assistant.settings import Settings
from tests.browser.devtools import Tab, driven
from tests.interfaces.fake_assistant import FakeAssistant, SlowAssistant

CHROMIUM = shutil.which("chromium")
# No sandbox, since tests run as root in containers; no calls home.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


@contextmanager
def served(assistant: FakeAssistant, settings: Settings, *, folder: Path) -> Iterator[str]:
    """The address of the site over an assistant, with a history in a folder."""
    history = History.open(f"sqlite:///{folder}/history.sqlite", clock=lambda: datetime.now(UTC))
    with listen("127.0.0.1", 0) as listening:
        app = build_app(assistant, settings, history=history)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield address_of(listening)
        server.should_exit = True
        thread.join(timeout=10)
    history.close()


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(FakeAssistant(), Settings(), folder=tmp_path_factory.mktemp("history")) as address:
        yield address


@pytest.fixture
def slow() -> SlowAssistant:
    return SlowAssistant()


@pytest.fixture
def live_address(slow: SlowAssistant, tmp_path: Path) -> Iterator[str]:
    """The address of a site with a language model, where answers come sentence by sentence."""
    with served(slow, Settings(model="scripted:one"), folder=tmp_path) as address:
        yield address
        slow.may_go_on.set()


@pytest.fixture
def browse(tmp_path: Path) -> Callable[..., str]:
    """Open an address and return what the browser prints, its console included."""

    def open_address(url: str, *flags: str) -> str:
        if CHROMIUM is None:
            pytest.skip("Debian's chromium is not installed")
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *flags, url]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=90)
        return done.stdout + done.stderr

    return open_address


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    """A page of a browser that can be typed into."""
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with driven([CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}"]) as tab:
        yield tab

"""`assistant serve`."""

import pytest

from assistant.errors import BadInput, IndexMissing
from assistant.interfaces.assistant_like import AssistantLike
from assistant.interfaces.cli.serve import address_of, listen
from assistant.settings import Settings
from tests.interfaces.cli.conftest import Run


def no_index(settings: Settings) -> AssistantLike:
    raise IndexMissing(settings.index)


def test_without_an_index_it_says_so_and_does_not_start(run: Run) -> None:
    ran = run("serve", "--port", "0", opener=no_index)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "assistant: index: no index here; run `assistant index` first\n"


def test_a_port_that_is_taken_is_one_line(run: Run) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])

        ran = run("serve", "--port", port)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"assistant: cannot listen on 127.0.0.1:{port}: address already in use; "
        "try another --port\n"
    )


def test_a_port_that_cannot_be_is_named(run: Run) -> None:
    ran = run("serve", "--port", "70000")

    assert ran.code == 2
    assert ran.err.startswith("assistant: --port: Input should be less than or equal to 65535")


def test_a_host_that_is_none_is_named() -> None:
    with pytest.raises(BadInput, match="no such address; name another --host"):
        listen("no host", 0)


def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    with pytest.raises(BadInput, match=r"cannot listen on 192\.0\.2\.1:0"):
        listen("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "begins"),
    [("127.0.0.1", "http://127.0.0.1:"), ("0.0.0.0", "http://localhost:")],  # noqa: S104
)
def test_the_address_that_is_printed_can_be_opened(host: str, begins: str) -> None:
    with listen(host, 0) as listening:
        assert address_of(listening).startswith(begins)
        assert address_of(listening).endswith("/")

"""A file that is written whole or not at all."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import BadInput


@contextmanager
def whole_file(path: Path) -> Iterator[Callable[[str], None]]:
    """What writes `path`, whose place is found out to be usable before any work is done.

    Until all of it is written, what stood there stays.

    Raises:
        BadInput: It cannot be written there; the reason says why.
    """
    with _in_words(path):
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise BadInput(f"{path}: not a file; name another one to write")
        partial = target.with_name(f".{secrets.token_hex(8)}.partial")
        partial.touch(exist_ok=False)

    def write(text: str) -> None:
        with _in_words(path):
            partial.write_text(text, encoding="utf-8", newline="\n")
            partial.replace(target)

    try:
        yield write
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle; a NUL in the name
        reason = getattr(error, "strerror", None) or "no such place"
        raise BadInput(
            f"{path}: cannot be written ({reason.lower()}); name another file"
        ) from error

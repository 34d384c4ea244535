"""What is common to the JSON that the outside relies on: closed shapes, and safe text."""

import json
from collections.abc import Mapping
from typing import TypeVar

Shape = TypeVar("Shape", bound=type)

# Characters that a terminal acts on and JSON does not escape by itself: DEL, the C1 controls, and
# those that turn the direction of writing.
_UNSAFE = {
    code: f"\\u{code:04x}"
    for code in (0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def closed(shape: Shape) -> Shape:
    """Mark a TypedDict as having no other keys, and its fields' docstrings as their descriptions.

    Pydantic reads the mark when the schemas are published; nothing imports it here, so that the
    command line starts quickly.
    """
    config = {"extra": "forbid", "use_attribute_docstrings": True}
    shape.__pydantic_config__ = config  # type: ignore[attr-defined]
    return shape


def json_line(thing: Mapping[str, object]) -> str:
    r"""One line of JSON that is safe to show in a terminal.

    >>> print(json_line({"text": "caf\u00e9 \x9b31m"}))
    {"text": "café \u009b31m"}
    """
    return json.dumps(thing, ensure_ascii=False, allow_nan=False).translate(_UNSAFE)

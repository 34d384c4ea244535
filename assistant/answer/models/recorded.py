"""Recorded models: each prompt with its reply in a folder, so that a run needs no network.

    DIR/HASH.prompt.md         what the model was told, but for the instructions
    DIR/HASH.reply.md          what it replied; whoever wrote it, the program cannot tell
    DIR/instructions-HASH.md   the instructions of prompts that name them

HASH is of the whole prompt. A folder of replies alone is enough to replay them.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant.errors import BadInput, ModelFailed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

RECORD, REPLAY = "record", "replay"


def recording(folder: str, inner: "BaseChatModel") -> "BaseChatModel":
    """The model, keeping every prompt and reply in a folder.

    Raises:
        BadInput: The folder cannot be made.
    """
    place = _folder(folder)

    def reply(messages: "Sequence[BaseMessage]") -> "AIMessage":
        # Whoever watches the call sees this one, and not the inner one as well.
        said = inner.invoke(list(messages), {"callbacks": []})
        _write_prompt(place, messages)
        _write(place / f"{key_of(messages)}.reply.md", str(said.text))
        return said

    return _model(RECORD, reply)


def replaying(folder: str, *, missing: Path | None = None) -> "BaseChatModel":
    """A model that replies what the folder has for a prompt.

    A prompt without a reply is written to the folder `missing`, if there is one, for a person to
    reply to; the call fails then, and the built-in aligner takes over.

    Raises:
        BadInput: There is no such folder; or, when it is asked, the folder has no reply.
    """
    place = Path(folder)
    if not folder or not place.is_dir():
        raise BadInput(f"ASSISTANT_MODEL: {folder!r}: no such folder to replay")
    wanted = _folder(str(missing)) if missing else None

    def reply(messages: "Sequence[BaseMessage]") -> "AIMessage":
        from langchain_core.messages import AIMessage

        path = place / f"{key_of(messages)}.reply.md"
        if path.exists():
            return AIMessage(content=path.read_text(encoding="utf-8"))
        if wanted is None:
            raise BadInput(
                f"{folder}: no reply to the prompt {key_of(messages)}; "
                "--write-missing DIR writes it, for somebody to reply to"
            )
        _write_prompt(wanted, messages)
        raise ModelFailed("unknown", f"no reply to the prompt {key_of(messages)} yet")

    return _model(REPLAY, reply)


def key_of(messages: "Sequence[BaseMessage]") -> str:
    """The name of a prompt: a digest of who says what in it."""
    told = [[message.type, str(message.text)] for message in messages]
    whole = json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return hashlib.sha256(whole).hexdigest()[:24]


def _write_prompt(folder: Path, messages: "Sequence[BaseMessage]") -> None:
    """The prompt for a person to read; instructions that many share are in a file of their own."""
    parts: list[str] = []
    for message in messages:
        text = str(message.text)
        if message.type == "system":
            name = f"instructions-{hashlib.sha256(text.encode()).hexdigest()[:8]}.md"
            if not (folder / name).exists():
                _write(folder / name, text)
            parts.append(f"(The instructions are in {name}.)")
        else:
            parts.append(text if message.type == "human" else f"(You replied:)\n{text}")
    _write(folder / f"{key_of(messages)}.prompt.md", "\n\n".join(parts) + "\n")


def _folder(name: str) -> Path:
    place = Path(name)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{name}: cannot be made a folder ({error.strerror})") from error
    return place


def _write(path: Path, text: str) -> None:
    """Whole or not at all: several workers may write the same prompt."""
    partial = path.with_name(f".{path.name}.{uuid4().hex}.partial")
    partial.write_text(text, encoding="utf-8", errors="backslashreplace")
    partial.replace(path)


def _model(kind: str, reply: "Callable[[list[BaseMessage]], AIMessage]") -> "BaseChatModel":
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.outputs import ChatGeneration, ChatResult

    class Recorded(BaseChatModel):
        @property
        def _llm_type(self) -> str:
            return kind

        def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
            return ChatResult(generations=[ChatGeneration(message=reply(messages))])

    return Recorded()

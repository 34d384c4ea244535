"""A server on loopback that answers as a provider does, or as one does that has failed."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

RECORDED = Path(__file__).parent / "recorded"
TYPES = {
    ".sse": "text/event-stream",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server says to one request, in pieces with a pause before each."""

    pieces: Sequence[bytes]
    status: int = 200
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    pause: float = 0.0


def recorded(name: str) -> Reply:
    """A reply in a provider's published format."""
    path = RECORDED / name
    return Reply(pieces=[path.read_bytes()], kind=TYPES[path.suffix])


def refused(status: int, *headers: tuple[str, str], words: str = "no") -> Reply:
    """An error, as OpenAI's servers put it."""
    body = json.dumps({"error": {"message": words, "type": "error", "code": None}})
    return Reply(pieces=[body.encode()], status=status, headers=headers)


def said(*words: str, pause: float = 0.0) -> Reply:
    """A streamed chat completion of those pieces."""
    deltas = [{"role": "assistant", "content": ""}, *({"content": word} for word in words), {}]
    chunks = [
        {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1741570283,
            "model": "small",
            "choices": [{"index": 0, "delta": delta, "finish_reason": None if delta else "stop"}],
        }
        for delta in deltas
    ]
    lines = [f"data: {json.dumps(chunk)}\n\n".encode() for chunk in chunks]
    return Reply(pieces=[*lines, b"data: [DONE]\n\n"], kind=TYPES[".sse"], pause=pause)


def whole(words: str, *, ended: str = "stop") -> Reply:
    """A chat completion that is not streamed, and why it ended."""
    message = {"role": "assistant", "content": words, "refusal": None}
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1741570283,
        "model": "small",
        "choices": [{"index": 0, "message": message, "finish_reason": ended}],
    }
    return Reply(pieces=[json.dumps(completion).encode()])


@dataclass(slots=True)
class Served:
    """The server's address and what it was asked."""

    url: str
    paths: list[str] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def serving(*replies: Reply) -> Iterator[Served]:
    """Answers each request with the next of the replies, and with the last from then on."""
    over = Event()
    served = Served(url="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served, replies, over))
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield served
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(served: Served, replies: Sequence[Reply], over: Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            served.asked.append(json.loads(self.rfile.read(length)))
            served.paths.append(self.path)
            key = self.headers.get("authorization") or self.headers.get("x-api-key")
            served.keys.append(key or "")
            with suppress(ConnectionError):  # the client may have had enough
                self._say(replies[min(len(served.paths), len(replies)) - 1])

        def _say(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in (("content-type", reply.kind), *reply.headers):
                self.send_header(name, value)
            self.end_headers()
            for piece in reply.pieces:
                if over.wait(reply.pause):
                    return
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler

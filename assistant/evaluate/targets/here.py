"""This program as a target, in this process or in several beside it."""

import gc
import hashlib
import multiprocessing
import os
import platform
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from multiprocessing.util import Finalize
from time import perf_counter
from typing import TYPE_CHECKING, Protocol, TypeAlias

from assistant import __version__
from assistant.errors import AssistantError, TargetUnavailable, UnknownSurvey
from assistant.evaluate.case import Case
from assistant.evaluate.targets.target import (
    Described,
    Json,
    Replied,
    failure,
    without_what_varies,
)
from assistant.index.builds import current_id, read_manifest
from assistant.request import Request

if TYPE_CHECKING:
    from assistant.answer.answer import Answer
    from assistant.settings import Settings
    from assistant.survey import Survey
    from assistant.verify.check import Check

HERE = "here"
LIBRARIES = ("torch", "sentence-transformers", "spacy", "bm25s", "langchain-core", "pandas", "svy")
NOT_OF_THE_ANSWER = {"corpus", "index", "history", "host", "port", "threads", "model_key"}


class Answering(Protocol):
    """What answers questions and checks claims."""

    @property
    def surveys(self) -> "tuple[Survey, ...]":
        """The surveys that it answers from."""

    def ask(self, request: Request) -> "Answer":
        """An answer to a question."""

    def check(self, text: str, *, surveys: Sequence[str] = ()) -> "Check":
        """A check of a text."""


Opener: TypeAlias = "Callable[[Settings], Answering]"


def open_assistant(settings: "Settings") -> Answering:
    """The assistant over the index that the settings name."""
    from assistant.pipeline import Assistant

    return Assistant.open(settings)


class Here:
    """The assistant over an index; with several `workers`, each has its own in a process."""

    def __init__(
        self, settings: "Settings", *, workers: int, opener: Opener = open_assistant
    ) -> None:
        cores = os.cpu_count() or 1
        threads = settings.threads or max(1, cores // workers)
        self._settings = settings.model_copy(update={"threads": threads})
        self._workers = workers
        self._opener = opener
        self._pool: ProcessPoolExecutor | None = None

    def describe(self) -> Described:
        """The program, the index and every setting that an answer may depend on."""
        index = self._settings.index
        manifest = read_manifest(index / "builds" / current_id(index))
        return Described(
            target=HERE,
            model=self._settings.model or "built-in",
            corpus_version=manifest.corpus_version,
            surveys=tuple(survey.id for survey in self._assistant.surveys),
            details={
                "program": __version__,
                "python": platform.python_version(),
                "libraries": {name: version(name) for name in LIBRARIES},
                "index": {
                    "embeddings": manifest.model,
                    **({"search": manifest.embedding_model} if manifest.embedding_model else {}),
                    "reader": manifest.reader,
                    "passages": manifest.counts.passages,
                    "findings": manifest.counts.findings,
                },
                "prompts": _prompts(),
                "settings": _of_the_answer(self._settings),
            },
        )

    def replies(self, cases: Sequence[Case]) -> Iterator[Replied]:
        """In order. A case whose answering goes wrong has the error for its reply."""
        if self._workers == 1:
            yield from (reply_of(self._assistant, case) for case in cases)
            return
        self._pool = ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._opener, self._settings),
        )
        try:
            yield from self._pool.map(_reply, cases)
        except BrokenProcessPool as error:
            raise TargetUnavailable(
                "a worker process ended, perhaps for want of memory; run the same command again to "
                "go on, with fewer --workers"
            ) from error

    @cached_property
    def _assistant(self) -> Answering:
        return self._opener(self._settings)

    def close(self) -> None:
        """End the workers, without doing the cases that nobody wants any more."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def reply_of(assistant: Answering, case: Case) -> Replied:
    """What an assistant replies to a case; no other case has a part in it."""
    began = perf_counter()
    reply = _asked(assistant, case)
    return Replied(reply=without_what_varies(reply), milliseconds=1000 * (perf_counter() - began))


def _asked(assistant: Answering, case: Case) -> Json:
    from assistant.render.answer_json import answer_json
    from assistant.render.check_json import check_json

    try:
        if case.claim is not None:
            return check_json(assistant.check(case.claim, surveys=case.surveys))
        *turns, question = case.turns or (case.asked,)
        request = Request(question=question, turns=tuple(turns), surveys=case.surveys)
        return answer_json(assistant.ask(request))
    except UnknownSurvey:
        raise
    except Exception as error:  # the edge: one case that goes wrong must not end the others
        if isinstance(error, AssistantError) and error.exit_code != 2:
            raise
        return failure(error)


def _of_the_answer(settings: "Settings") -> dict[str, object]:
    """The settings that an answer may depend on; those of a model only where there is one."""
    dumped: dict[str, object] = settings.model_dump(mode="json", exclude=NOT_OF_THE_ANSWER)
    return {
        name: value
        for name, value in dumped.items()
        if settings.model or not name.startswith("model_")
    }


def _prompts() -> dict[str, str]:
    """A digest of each prompt, by name."""
    folder = files("assistant") / "data" / "prompts"
    return {
        prompt.name: hashlib.sha256(prompt.read_bytes()).hexdigest()[:16]
        for prompt in sorted(folder.iterdir(), key=lambda path: path.name)
        if prompt.name.endswith(".md")
    }


_ASK: list[Callable[[Case], Replied]] = []  # what this worker process answers with


def _begin(opener: Opener, settings: "Settings") -> None:
    """Open a worker's own assistant; the worker ends with the process that began it.

    Ctrl-C reaches every process of a terminal; what becomes of it is for the first one to say.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    assistant = opener(settings)
    _ASK.append(lambda case: reply_of(assistant, case))
    Finalize(None, _forget, exitpriority=1)


def _forget() -> None:
    """Let go of the assistant while DuckDB's bindings can still be taken down without complaint."""
    _ASK.clear()
    gc.collect()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _reply(case: Case) -> Replied:
    try:
        return _ASK[0](case)
    except AssistantError as error:  # not every one of ours can be taken apart and sent
        raise TargetUnavailable(str(error)) from None

"""One question put to a small model in two ways, and what is wrong with what comes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.answer.answer import Answer
from assistant.answer.answerer import Answerer
from assistant.answer.draft import Draft
from assistant.answer.material import Material
from assistant.answer.models.offered import Offered
from assistant.answer.models.wording import wording_chain
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.models.raw import ask_simply, counted, without_citations
from tests.models.serving import NAME

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SECONDS = 900.0  # a busy machine is no fault of the model
MOST_TOKENS = {"raw": 120, "ours": 160}

Line = dict[str, Any]
Measure = Callable[[str], Line]


@dataclass(slots=True)
class Watched:
    """What a model was given to word for one answer, and what it wrote."""

    plain: Draft | None = None
    written: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    sent_back: int = 0
    seconds: float = 0.0


class Watching:
    """An assistant whose model is watched; without a chain, it words nothing."""

    def __init__(self, index: Path, chain: Any = None) -> None:
        from langchain_core.runnables import RunnableGenerator

        self._chain = chain
        self._watched = Watched()
        watched = RunnableGenerator(self._word_all)
        answerer = Answerer(name=f"openai:{NAME}", chain=watched, seconds=SECONDS)
        self._assistant = Assistant.open(Settings(index=index), answerer=answerer)

    def ask(self, question: str) -> tuple[Answer, Watched]:
        watched = self._watched = Watched()
        return self._assistant.ask(Request(question=question)), watched

    def _word_all(self, materials: Iterator[Material]) -> Iterator[Draft]:
        for material in materials:
            yield from self._word(material)

    def _word(self, material: Material) -> Iterator[Draft]:
        watched = self._watched
        watched.plain = material.plain
        watched.sent_back += len(material.sent_back)
        said = watched.mended if material.sent_back else watched.written
        began = perf_counter()
        for draft in self._chain.stream(material) if self._chain else ():
            watched.seconds += perf_counter() - began
            said += [sentence.text for sentence in draft.sentences]
            yield draft
            began = perf_counter()
        watched.seconds += perf_counter() - began
        if not self._chain:
            yield Draft(sentences=())


def measure_raw(index: Path, url: str) -> Measure:
    """What the model says that is given the findings and the question."""
    model = _model(url, MOST_TOKENS["raw"])
    watching = Watching(index)
    assistant = Assistant.open(Settings(index=index))

    def measure(question: str) -> Line:
        _, watched = watching.ask(question)
        if watched.plain is None:
            return {}
        plain = assistant.ask(Request(question=question))
        offered = Offered(plain=watched.plain)
        began = perf_counter()
        said = ask_simply(model, question, offered)
        seconds = perf_counter() - began
        surveys = tuple(dict.fromkeys(s.survey for s in watched.plain.sentences))
        texts = {"raw": said, "plain": without_citations(plain.text)}
        checks = {name: assistant.check(text, surveys=surveys) for name, text in texts.items()}
        return texts | {
            "judged": {name: counted(check) for name, check in checks.items()},
            "figures": [f.figure.text for f in plain.figures],
            "ms": 1000 * seconds,
        }

    return measure


def measure_ours(index: Path, url: str) -> Measure:
    """What the assistant says that has the model word its answer."""
    watching = Watching(index, wording_chain(_model(url, MOST_TOKENS["ours"]), is_structured=False))
    assistant = Assistant.open(Settings(index=index))

    def measure(question: str) -> Line:
        ours, watched = watching.ask(question)
        if watched.plain is None:
            return {}
        plain = assistant.ask(Request(question=question))
        return {
            "plain": without_citations(plain.text),
            "ours": without_citations(ours.text),
            "figures": {"ours": _figures(ours), "plain": _figures(plain)},
            "sentences": {"ours": _sentences(ours), "plain": _sentences(plain)},
            "answerer": ours.answerer,
            "written": watched.written,
            "mended": watched.mended,
            "sent_back": watched.sent_back,
            "withheld": [f"{held.text} ({held.why})" for held in ours.withheld],
            "ms": {
                "model": 1000 * watched.seconds,
                "verify": ours.timings.verify,
                "verify_plain": plain.timings.verify,
            },
        }

    return measure


MEASURES: dict[str, Callable[[Path, str], Measure]] = {"raw": measure_raw, "ours": measure_ours}


def _model(url: str, most: int) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        f"openai:{NAME}", base_url=url, api_key="none", temperature=0, max_tokens=most
    )


def _figures(answer: Answer) -> list[str]:
    """An answer's figures, each with whom it is about, on how many, and what was asked."""
    return [f"{f.figure.text} | {f.population} | {f.base} | {f.measure}" for f in answer.figures]


def _sentences(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]

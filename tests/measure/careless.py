"""What becomes of good replies made wrong in one thing.

    python -m tests.measure.careless --questions SET… --replies DIR [--index DIR] [--cases]

A question counts if the first reply recorded for it (DIR/HASH.reply.md) words an answer that is
graded right. That reply is made wrong in one thing at a time, by `spoiling`, and given by a
model that says the same again when it is asked to mend it. All draws are seeded: the same sets and
replies give the same table. --most tries a sample of each kind.

A wrong reply *reached the reader* if its wrong sentence is shown in the model's own words, or if
what is shown first is the source's sentence of the wrong figure, without the right one.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from assistant.align.evidence import gather_evidence
from assistant.align.opening import aligning_model
from assistant.answer.answer import BUILT_IN, Answer
from assistant.answer.gathering import Gathering
from assistant.answer.material import Material
from assistant.answer.models.opening import OpenedModel
from assistant.answer.models.recorded import key_of
from assistant.corpus.prose import one_line
from assistant.errors import ModelFailed
from assistant.evaluate.case import Case
from assistant.evaluate.grading.matching import has_value
from assistant.evaluate.grading.outcome import grade
from assistant.evaluate.grading.reply import Reply, ShownFigure
from assistant.evaluate.sets.reading import read_sets
from assistant.figures import Figure
from assistant.index.embeddings import Embedded, embed_whole
from assistant.index.store import Index, open_index
from assistant.pipeline import Assistant
from assistant.render.answer_json import answer_json
from assistant.request import Request
from assistant.settings import Settings
from tests.measure.spoiling import ANY_TOKEN, KINDS, Good, Spoiled, spoil

WORDED = "the wrong sentence"
QUOTED = "the wrong finding, quoted"
SOURCE = "the source's own sentence"
OTHER = "something else right"
NONE = "refused, or built-in"
BECOMES = (WORDED, QUOTED, SOURCE, OTHER, NONE)
SECONDS = 600.0  # the model takes none
REPLIES = Path(__file__).parent / "recorded"


class Careless(BaseChatModel):
    """Says what it is to say, whatever it is asked; without that, what was recorded."""

    replies: Path
    _saying: str = PrivateAttr("")
    _heard: list[str] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "careless"

    @property
    def first(self) -> Path:
        """Where the reply to the first prompt since `say` is recorded, if it is."""
        return self.replies / f"{self._heard[0] if self._heard else 'none'}.reply.md"

    def say(self, reply: dict[str, Any] | None) -> None:
        """Have it give this reply from now on."""
        self._saying = json.dumps(reply) if reply else ""
        self._heard = []

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        self._heard.append(key_of(messages))
        if not (self._saying or self.first.exists()):
            raise ModelFailed("unknown", "nothing was recorded")
        said = self._saying or self.first.read_text(encoding="utf-8")
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=said))])


class GatheringOnce(Gathering):
    """Gathers once for a text, however often it is asked."""

    @cached_property
    def _found(self) -> dict[tuple[str, tuple[str, ...]], Material]:
        return {}

    def gather(self, text: str, embedded: Embedded, *, surveys: Sequence[str] = ()) -> Material:
        """What was found the first time."""
        key = text, tuple(surveys)
        if key not in self._found:
            self._found[key] = super().gather(text, embedded, surveys=surveys)
        return self._found[key]


class Kept(Assistant):
    """The assistant, which retrieves and embeds once for a question, however often it is asked."""

    def __init__(self, index: Index, *, settings: Settings, model: Careless) -> None:
        self._seen: dict[str, Embedded] = {}
        opened = OpenedModel(name="careless:model", model=model)
        super().__init__(
            index,
            settings=settings,
            embed=self._embed_once,
            model=aligning_model(opened, seconds=SECONDS),
        )

    @cached_property
    def _gathering(self) -> Gathering:
        return GatheringOnce(
            self._index, searcher=self._searcher, judge=self._judge, settings=self._settings
        )

    def _embed_once(self, texts: Sequence[str]) -> Sequence[Embedded]:
        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        if new:
            self._seen |= dict(zip(new, embed_whole(new, threads=1), strict=True))
        return [self._seen[text] for text in texts]

    def good(self, asked: "Asked", reply: dict[str, Any]) -> Good:
        """A reply with the evidence that it was given for."""
        material = self._retrieved(self._whole(asked.request), asked.request.surveys)
        evidence = gather_evidence([material], self._index.responses, self.surveys)
        return Good(reply=reply, evidence=evidence, right=asked.is_expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A case as a request."""

    case: Case

    @property
    def request(self) -> Request:
        """What is asked."""
        *turns, question = self.case.turns or (self.case.asked,)
        return Request(
            id=self.case.id, question=question, turns=tuple(turns), surveys=self.case.surveys
        )

    def is_expected(self, figure: Figure) -> bool:
        """Whether a figure is one of those that a right answer shows."""
        shown = ShownFigure(text=figure.text, value=figure.value, unit=figure.unit.value)
        return any(has_value(shown, one) for f in self.case.figures for one in f.any_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A wrong reply to a question, beside the good one and what that comes to."""

    asked: Asked
    good: Good
    answer: Answer
    spoiled: Spoiled


def wrong_replies(assistant: Kept, model: Careless, cases: Sequence[Case]) -> Iterator[Tried]:
    """Every wrong reply that can be made of the good ones."""
    for case in cases:
        if case.is_claim or not case.is_covered:
            continue
        asked = Asked(case=case)
        model.say(None)
        answer = assistant.ask(asked.request)
        if not model.first.exists() or answer.refusal or answer.aligned_by == BUILT_IN:
            continue
        good = assistant.good(asked, json.loads(model.first.read_text(encoding="utf-8")))
        is_right = grade(case, Reply.of(answer_json(answer))).outcome == "right"
        if is_right and good.at >= 0 and _is_worded(answer, good.text):
            for spoiled in spoil(good, Random(case.id)):  # noqa: S311 -- a draw, no secret
                yield Tried(asked=asked, good=good, answer=answer, spoiled=spoiled)


def sample(tried: Sequence[Tried], *, most: int) -> list[Tried]:
    """At most so many of each kind, in the order of the questions."""
    kept: set[int] = set()
    for kind in KINDS:
        of_kind = [n for n, one in enumerate(tried) if one.spoiled.kind == kind]
        draw = Random(kind)  # noqa: S311 -- a draw, no secret
        kept.update(draw.sample(of_kind, min(most, len(of_kind))))
    return [one for n, one in enumerate(tried) if n in kept]


def becomes(tried: Tried, answer: Answer) -> str:
    """What a wrong reply has become: one of `BECOMES`."""
    if answer.refusal is not None or answer.aligned_by == BUILT_IN:
        return NONE
    if _is_worded(answer, tried.spoiled.text):
        return WORDED
    if tried.spoiled.figure and _leads(tried, answer):
        return QUOTED
    before = {sentence.text for sentence in tried.answer.sentences}
    return OTHER if before.issuperset(s.text for s in answer.sentences) else SOURCE


def _is_worded(answer: Answer, text: str) -> bool:
    """Whether a model's sentence is shown, whatever stands for its tokens."""
    body, end = re.fullmatch(r"(.*?)([.!?]?)", one_line(text)).groups()  # type: ignore[union-attr]
    words = ".{1,80}?".join(map(re.escape, ANY_TOKEN.split(body)))
    pattern = re.compile(rf"{words}(?: \(.*\))?{re.escape(end)}")
    return any(pattern.fullmatch(sentence.text) for sentence in answer.sentences)


def _leads(tried: Tried, answer: Answer) -> bool:
    """Whether the wrong figure is shown first, by the source's sentence without the right one."""
    first = answer.sentences[0]
    if not first.figures:
        return False
    shown = [answer.figures[n] for n in first.figures]
    wrong = tried.good.marked(tried.spoiled.figure).finding
    right = tried.good.marked(tried.good.ids[0]).finding
    quotes = {figure.evidence.quote for figure in shown}
    return wrong.evidence.quote in quotes and right.statement.figure.text not in first.text


def table(counts: Counter[tuple[str, str]]) -> str:
    """The Markdown table of what has become of each kind."""
    rows = [f"| what was made wrong | replies | {' | '.join(BECOMES)} |"]
    rows.append("|---|" + "---:|" * (len(BECOMES) + 1))
    for kind in (*KINDS, "all"):
        of_kind = [sum(counts[k, b] for k in KINDS if kind in (k, "all")) for b in BECOMES]
        rows.append(f"| {kind} | {' | '.join(map(str, (sum(of_kind), *of_kind)))} |")
    return "\n".join(rows)


def told(tried: Tried, answer: Answer, become: str) -> str:
    """A case for people to read."""
    withheld = "; ".join(f"{w.text!r}: {w.why}" for w in answer.withheld)
    lines = (
        f"## {tried.asked.case.id}: {tried.spoiled.kind} -> {become}",
        f"asked: {tried.asked.case.asked}",
        f"good:  {tried.answer.text}",
        f"wrong: {tried.spoiled.text}",
        f"shown: {answer.text}",
        *([f"held:  {withheld}"] if withheld else []),
    )
    return "\n".join(lines)


def main() -> None:
    """Make the replies wrong, put them through, and print what has become of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--replies", type=Path, default=REPLIES)
    parser.add_argument("--index", type=Path, default=Path("index"))
    parser.add_argument("--most", type=int, default=10_000, help="replies of a kind, at most")
    parser.add_argument("--cases", action="store_true", help="list those that reached the reader")
    parser.add_argument("--all-cases", action="store_true", help="list all")
    arguments = parser.parse_args()
    model = Careless(replies=arguments.replies)
    settings = Settings(index=arguments.index, threads=1)
    assistant = Kept(open_index(arguments.index), settings=settings, model=model)
    cases = [case for one in read_sets(arguments.questions) for case in one.cases]
    tried = list(wrong_replies(assistant, model, cases))
    counts: Counter[tuple[str, str]] = Counter()
    for one in sample(tried, most=arguments.most):
        model.say(one.spoiled.reply)
        answer = assistant.ask(one.asked.request)
        become = becomes(one, answer)
        counts[one.spoiled.kind, become] += 1
        if arguments.all_cases or (arguments.cases and become in (WORDED, QUOTED)):
            print(told(one, answer, become), end="\n\n")
    of = len({one.asked.case.id for one in tried})
    print(f"{len(tried)} wrong replies can be made of {of} good ones.\n\n{table(counts)}")


if __name__ == "__main__":
    main()

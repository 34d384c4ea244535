"""How many right and wrong wordings of plain sentences the check lets through, and how fast.

`python -m tests.models.wordings INDEX` prints a table of both halves of wordings.yaml; `--look`
prints besides each sentence of the first half that is judged otherwise than it should be.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import yaml

from assistant.answer.answerer import Answerer
from assistant.answer.draft import Draft, DraftSentence
from assistant.answer.material import Material
from assistant.answer.models.offered import Offered
from assistant.answer.models.reading import sentences_of_text
from assistant.index.embeddings import Vectors, embed_whole
from assistant.index.store import open_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.retrieve.responses.computing import Calculator
from assistant.retrieve.responses.mapping import Catalog
from assistant.settings import Settings
from assistant.verify.bearing.recount import Recount
from assistant.verify.checker import Checker
from assistant.verify.worded import WordedCheck

FILE = Path(__file__).with_name("wordings.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A sentence that a model may have written; `kind` says what is wrong with it."""

    question: str
    of: str
    kind: str
    text: str

    @property
    def is_faithful(self) -> bool:
        """Whether it says what the plain sentences say."""
        return self.kind == "faithful"

    @property
    def is_to_look_at(self) -> bool:
        """Whether it may be looked at when the check is changed; others may only be counted."""
        return sha256(self.question.encode()).digest()[-1] % 2 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A wording with what the check holds against it, and how long that took."""

    wording: Wording
    why: str
    seconds: float


def load() -> tuple[Wording, ...]:
    """All wordings of the file."""
    cases = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Wording(question=case["question"], of=case["of"], kind=kind, text=text)
        for case in cases
        for kind, text in _texts(case["faithful"], case["wrong"])
    )


def _texts(faithful: Sequence[str], wrong: Sequence[dict[str, str]]) -> Iterator[tuple[str, str]]:
    yield from (("faithful", text) for text in faithful)
    yield from (item for texts in wrong for item in texts.items())


class Judges:
    """Has wordings judged as the pipeline judges what a language model writes."""

    def __init__(self, settings: Settings) -> None:
        self._assistant = Assistant.open(settings, answerer=self._taker())
        self._plain: dict[str, Draft] = {}
        index = open_index(settings.index)
        catalog = Catalog(index.responses, index.surveys)
        calculator = Calculator(index.responses, index.surveys, minimum_base=settings.minimum_base)
        checker = Checker(index, _vectors, Recount(catalog, calculator))
        self._check = WordedCheck(
            lambda text, cited: checker.check_sentence(text, cited=cited),
            lambda text, surveys: checker.check_text(text, surveys=surveys),
        )

    def _taker(self) -> Answerer:
        """An answerer that says nothing, and keeps the plain drafts that it is given."""
        from langchain_core.runnables import RunnableLambda

        def take(material: Material) -> Draft:
            if material.plain is not None:
                self._plain[material.query.text] = material.plain
            return Draft(sentences=())

        return Answerer(name="taker", chain=RunnableLambda(take))

    def offered(self, question: str) -> Offered:
        """The plain draft of a question, with its figures' tokens."""
        if question not in self._plain:
            self._assistant.ask(Request(question=question))
        return Offered(plain=self._plain[question])

    def judge(self, wording: Wording) -> Judged:
        """What is held against a wording; the seconds are those of one sentence."""
        sentences = list(sentences_of_text([wording.text], self.offered(wording.question)))
        began = perf_counter()
        whys = [self._fault(sentence) for sentence in sentences]
        seconds = (perf_counter() - began) / max(len(sentences), 1)
        why = "; ".join(filter(None, whys)) if sentences else "is empty"
        return Judged(wording=wording, why=why, seconds=seconds)

    def _fault(self, sentence: DraftSentence) -> str:
        return "" if sentence.repeated else self._check.fault(sentence)


def _vectors(texts: Sequence[str]) -> Vectors:
    return np.array([e.vector for e in embed_whole(texts)])


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """How many are shown of each kind, as the lines of a Markdown table."""
    all_of, shown = Counter[str](), Counter[str]()
    for one in judged:
        kinds = ["faithful", f"faithful, of a {one.wording.of}"]
        if not one.wording.is_faithful:
            kinds = ["wrong", f"wrong: {one.wording.kind}"]
        all_of.update(kinds)
        shown.update(kinds if not one.why else [])
    yield "| wording | written | shown | |"
    yield "|---|---:|---:|---:|"
    for kind in sorted(all_of):
        percent = 100 * shown[kind] / all_of[kind]
        yield f"| {kind} | {all_of[kind]} | {shown[kind]} | {percent:.0f}% |"


def main(index: Path, *, looks: bool) -> None:
    """Print the table of each half, and with `looks` the sentences that are judged amiss."""
    judges = Judges(Settings(index=index))
    judged = [judges.judge(wording) for wording in load()]
    for half in (True, False):
        of_half = [one for one in judged if one.wording.is_to_look_at is half]
        sys.stdout.write(f"\n{'To look at' if half else 'Measured'}\n\n")
        sys.stdout.writelines(f"{line}\n" for line in table(of_half))
        for name, some in (("all", of_half), ("shown", [one for one in of_half if not one.why])):
            millis = 1000 * median(one.seconds for one in some)
            sys.stdout.write(f"\n{millis:.0f} ms a sentence (median of {name})\n")
        for one in of_half if half and looks else ():
            if one.wording.is_faithful is bool(one.why):
                sys.stdout.write(f"{one.wording.kind}: {one.wording.text}\n    {one.why}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), looks="--look" in sys.argv)

"""Reads the labelled questions and claims, and finds their sentences in the bench's index.

Three sources: hand-made pairs (`questions-*.yaml`, `claims-*.yaml`), pairs written for the judge
(`written-*.jsonl`, whose sentences are spans of characters in the passage), and the question that
each published passage comes with. Passages whose number is divisible by 5 only measure.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.index.store import Index
from assistant.index.vectors import sentence_texts

Kind = Literal["question", "near miss", "claim", "generic"]
Sentence = tuple[int, int]  # a passage's position in the index, and the sentence's number in it

MEASURING = 5  # passages whose number is divisible by it are never trained on
COPIED = 12  # characters of a run that counts as copied from an answer
NOT_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question or claim. `answers` are its sentences; `right` also those that show its figure.

    `home` is the passage that it was written about: the one that a near miss seems to be
    answered by.
    """

    kind: Kind
    text: str
    home: int
    answers: frozenset[Sentence]
    right: frozenset[Sentence]
    measures: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The index's sentences, and where each passage of the published file stands in it."""

    sentences: tuple[tuple[str, ...], ...]
    positions: dict[str, int]

    def of(self, passages: Iterable[str]) -> Iterator[tuple[Sentence, str]]:
        """Every sentence of some passages."""
        for passage in passages:
            at = self.positions[passage]
            for n, text in enumerate(self.sentences[at]):
                yield (at, n), text

    def holding(self, passages: Sequence[str], texts: Iterable[str]) -> frozenset[Sentence]:
        """The sentences that hold one of the texts, or stand in one."""
        wanted = [plain(text) for text in texts]
        return frozenset(
            place
            for place, said in self.of(passages)
            if any(plain(said) in text or text in plain(said) for text in wanted)
        )

    def showing(self, passages: Sequence[str], figures: Iterable[str]) -> frozenset[Sentence]:
        """The sentences that show one of the figures; alternatives are separated by "|"."""
        forms = [form.strip() for figure in figures for form in str(figure).split("|")]
        patterns = [
            re.compile(rf"(?<![\d.,]){re.escape(form)}(?!\d)")
            for form in forms
            if any(c.isdigit() for c in form)
        ]
        return frozenset(
            place for place, said in self.of(passages) if any(p.search(said) for p in patterns)
        )


def plain(text: str) -> str:
    """A text by its letters and digits."""
    return NOT_WORD.sub("", text).casefold()


def bench_of(index: Index) -> Bench:
    """The bench over an index in which every passage is a survey of its own."""
    return Bench(
        sentences=tuple(tuple(sentence_texts(passage)) for passage in index.passages),
        positions={survey: n for n, survey in enumerate(index.passages.column("survey"))},
    )


def read_items(bench: Bench, *, pairs: Path, written: Path, passages: Path) -> list[Item]:
    """Every labelled item that has its sentences, the sources one after the other."""
    rows: list[dict[str, str]] = json.loads(passages.read_text(encoding="utf-8"))
    texts: dict[str, str] = {}
    first: dict[str, str] = {}
    for row in rows:
        name = first.setdefault(row["passage"], f"p{row['id']}")
        texts[name] = row["passage"]
    items = [
        *_questions(bench, pairs),
        *_claims(bench, pairs),
        *_generic(bench, rows, first),
        *_written(bench, written, texts),
    ]
    return [item for item in items if item.kind == "near miss" or item.answers]


def _item(
    bench: Bench,
    kind: Kind,
    text: str,
    passages: Sequence[str],
    labels: tuple[frozenset[Sentence], frozenset[Sentence]],
) -> Item:
    answers, shown = labels
    return Item(
        kind=kind,
        text=text,
        home=min(at for at, _ in answers) if answers else bench.positions[passages[0]],
        answers=answers,
        right=answers | shown,
        measures=any(int(name[1:]) % MEASURING == 0 for name in passages),
    )


NONE: frozenset[Sentence] = frozenset()


def _several(said: Any) -> list[str]:
    return [said] if isinstance(said, str) else list(said or [])


def _questions(bench: Bench, pairs: Path) -> Iterator[Item]:
    for path in sorted(pairs.glob("questions-*.yaml")):
        for said in yaml.safe_load(path.read_text(encoding="utf-8")):
            if said["passage"] is None:
                if said["nearest"]:
                    nearest = _several(said["nearest"])
                    yield _item(bench, "near miss", said["ask"], nearest, (NONE, NONE))
                continue
            of = _several(said["passage"])
            figures = [*(said.get("figures") or []), *(said.get("any_of") or [])]
            labels = bench.holding(of, _several(said["source"])), bench.showing(of, figures)
            yield _item(bench, "question", said["ask"], of, labels)


def _claims(bench: Bench, pairs: Path) -> Iterator[Item]:
    """What a source says nothing about is a near miss; what it contradicts is about it."""
    for path in sorted(pairs.glob("claims-*.yaml")):
        for said in yaml.safe_load(path.read_text(encoding="utf-8")):
            if said["passage"] is None:
                continue
            of = _several(said["passage"])
            if said["verdict"] == "unsupported":
                yield _item(bench, "near miss", said["text"], of, (NONE, NONE))
            else:
                labels = bench.holding(of, _several(said["source"])), NONE
                yield _item(bench, "claim", said["text"], of, labels)


def _generic(bench: Bench, rows: Sequence[dict[str, str]], first: dict[str, str]) -> Iterator[Item]:
    for row in rows:
        name, answer = first[row["passage"]], plain(row["answer"])
        answers = frozenset(
            place for place, said in bench.of([name]) if _copied(plain(said), answer) > 0.5
        )
        yield _item(bench, "generic", row["question"], [name], (answers, NONE))


def _copied(said: str, answer: str) -> float:
    """How much of a sentence stands in an answer that was put together of parts of sentences."""
    runs = {said[n : n + COPIED] for n in range(max(1, len(said) - COPIED + 1))}
    return sum(run in answer for run in runs) / len(runs) if said else 0.0


def _written(bench: Bench, folder: Path, texts: dict[str, str]) -> Iterator[Item]:
    for path in sorted(folder.glob("written-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            of = [said["passage"]]
            if "missing" in said:
                yield _item(bench, "near miss", said["question"], of, (NONE, NONE))
                continue
            sources = [texts[of[0]][a:b] for a, b in said.get("answers", [])]
            answers = bench.holding(of, sources) if sources else NONE
            if "claim" in said:
                yield _item(bench, "claim", said["claim"], of, (answers, NONE))
            else:
                shown = bench.showing(of, said.get("figures") or [])
                yield _item(bench, "question", said["question"], of, (answers, shown))

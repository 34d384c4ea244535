"""Trains and measures the judge: `python -m tests.measure.judge --pairs DIR --passages FILE`.

PASSAGES is the file of published passages, PAIRS the folder of hand-made pairs; both stay outside
the project. The pairs written for the judge are beside this module. An index of the passages is
built in `--bench` where there is none, and what takes long is kept there: two networks, each
trained on one half of the passages and held against the other, and the one trained on all. Delete
a file there to have it made again.

Passages whose number is divisible by 5 are never trained on; the last measures are over them.
`--write` puts the network and the weights into the project.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

import assistant.index.context
import assistant.judge
from assistant.evaluate.sets.opencqa import write_corpus
from assistant.index.build import build_index
from assistant.index.context import network
from assistant.index.context.encoding import ContextReader, InContext
from assistant.index.embeddings import Embedded, embed_whole
from assistant.index.store import Index, open_index
from assistant.judge import chances
from assistant.judge.chances import STANDINGS, Fitted
from assistant.judge.judge import Judge
from assistant.judge.signals import SIGNALS, signals_of
from assistant.retrieve.search import Searcher
from assistant.settings import Settings
from tests.measure.judge.fitting import Case, fit
from tests.measure.judge.labelled import Item, bench_of, read_items
from tests.measure.judge.report import Scored, ranked, reliability, sureness
from tests.measure.judge.training import train, write_weights

Floats = npt.NDArray[np.float64]

HERE = Path(__file__).parent
FOUND = 8  # passages that the pipeline finds for a question
NEAREST = 9  # passages from which a step's are taken
HALVES = (frozenset({1, 2}), frozenset({3, 4}))  # by the last digit modulo 5
FOLDS = 4  # for the weights of the signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says."""

    pairs: Path
    written: Path
    passages: Path
    bench: Path
    write: bool


class Work:
    """The bench with everything that is made once and kept in its folder."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._index = _open_bench(options)
        self.bench = bench_of(self._index)
        self.items = read_items(
            self.bench, pairs=options.pairs, written=options.written, passages=options.passages
        )
        names = self._index.passages.column("survey")
        self._digit = [int(name[1:]) % 5 for name in names]

    @property
    def training(self) -> list[Item]:
        """The items that may be trained on."""
        return [item for item in self.items if not item.measures]

    def half(self, item: Item) -> int:
        """Which half of the training passages an item belongs to."""
        return int(self._digit[item.home] in HALVES[1])

    def network(self, name: str, items: Sequence[Item]) -> Path:
        """The file of a network trained on some items; trained unless it is there."""
        path = self._options.bench / f"network-{name}.npz"
        if not path.exists():
            vectors = self._index.passage_vectors
            near = np.argsort(-(vectors @ vectors.T), axis=1)[:, :NEAREST]
            print(f"training {name} on {len(items)} items")
            write_weights(path, train(items, self.bench, near))
        return path

    def cases(self, items: Sequence[Item], weights: Path) -> list[Case]:
        """Items with the signals that a network and the index give."""
        reader = ContextReader(network.load_weights(weights))
        read = reader.passages(list(self._index.passages))
        return [self._case(item, reader, read) for item in items]

    def _case(self, item: Item, reader: ContextReader, read: Sequence[InContext]) -> Case:
        embedded = self._embedded[item.text]
        ranked = self._searcher.passages(item.text, embedded, k=FOUND)
        positions = [self._index.passages.position(passage.id) for passage, _ in ranked]
        found = self._judge.found(item.text, embedded.vector, ranked)
        found = [replace(f, context=read[at]) for f, at in zip(found, positions, strict=True)]
        places = tuple((at, n) for at in positions for n in range(len(self.bench.sentences[at])))
        signals = signals_of(item.text, reader.question(item.text), found)
        return Case(item=item, places=places, signals=signals)

    @cached_property
    def _embedded(self) -> dict[str, Embedded]:
        texts = list(dict.fromkeys(item.text for item in self.items))
        return dict(zip(texts, embed_whole(texts, threads=1), strict=True))

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(self._index)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._index)


def _open_bench(options: Options) -> Index:
    folder = options.bench
    if not (folder / "index" / "current").exists():
        write_corpus(options.passages, folder / "corpus")
    build_index(Settings(corpus=folder / "corpus", index=folder / "index", threads=1))
    return open_index(folder / "index")


def main() -> None:
    """Train what is not there yet, fit, and print what is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--written", type=Path, default=HERE)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--bench", type=Path, default=Path("build") / "judge")
    parser.add_argument("--write", action="store_true")
    options = Options(**vars(parser.parse_args()))
    work = Work(options)
    apart = _crosswise(work)
    print("cross-validated")
    _print(apart, _published, "published model's cosine of the sentence")
    folded = _folded(apart)
    _print(apart, lambda case: folded[id(case)], "the judge")
    fitted = fit(apart)
    final = work.network("all", work.training)
    measuring = work.cases([item for item in work.items if item.measures], final)
    print("passages that only measure")
    _print(measuring, _published, "published model's cosine of the sentence")
    _print(measuring, lambda case: fitted.chances(case.signals), "the judge")
    if options.write:
        _write(final, fitted)


def _crosswise(work: Work) -> list[Case]:
    """The training items, each with the signals of the network that did not see its half."""
    cases: list[Case] = []
    for half in (0, 1):
        others = [item for item in work.training if work.half(item) != half]
        own = [item for item in work.training if work.half(item) == half]
        cases += work.cases(own, work.network(f"without-{half}", others))
    return cases


def _folded(cases: Sequence[Case]) -> dict[int, Floats]:
    """Probabilities under weights that were fitted to the other folds' passages."""
    judged = {}
    for fold in range(FOLDS):
        fitted = fit([case for case in cases if case.item.home % FOLDS != fold])
        for case in cases:
            if case.item.home % FOLDS == fold:
                judged[id(case)] = fitted.chances(case.signals)
    return judged


def _published(case: Case) -> Floats:
    cosines: Floats = case.signals[:, SIGNALS.index("sentence")]
    return cosines


def _print(cases: Sequence[Case], scored: Scored, name: str) -> None:
    print(f"{name}: first / one of three right: {ranked(cases, scored)}")
    if scored is not _published:
        print("\n".join([*sureness(cases, scored), *reliability(cases, scored)]))


def _write(final: Path, fitted: Fitted) -> None:
    target = Path(assistant.index.context.__file__).parent / network.WEIGHTS_FILE
    target.write_bytes(final.read_bytes())
    said = {
        "signals": dict(zip(SIGNALS, map(_short, fitted.signals), strict=True)),
        "constant": _short(fitted.constant),
        "standings": dict(zip(STANDINGS, map(_short, fitted.standings), strict=True)),
        "level": _short(fitted.level),
    }
    path = Path(assistant.judge.__file__).parent / chances.WEIGHTS_FILE
    head = "# Made by `python -m tests.measure.judge`; docs/judge.md says how.\n"
    path.write_text(head + yaml.safe_dump(said, sort_keys=False), encoding="utf-8")


def _short(number: float) -> float:
    return float(f"{number:.6g}")


if __name__ == "__main__":
    main()

"""Measures the checker: `python -m tests.measure.claims [--part pew|reworded|generated] …`.

Ratios and times are printed and nothing fails on them. `--explain` prints what went wrong in the
half that may be looked at; the other half stays unseen. Indexes are built in `--bench` where
`--pew-index` and `--shipped-index` name none that are ready.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from assistant.index.build import build_index
from assistant.index.store import Index, open_index
from assistant.pipeline import Assistant
from assistant.request import Draft
from assistant.settings import Settings
from assistant.verify.check import Check
from tests.measure.claims.cases import (
    PEW,
    REWORDED,
    ROOT,
    Case,
    generated_cases,
    published_cases,
    reworded_cases,
)
from tests.measure.claims.matching import Matches, among_nearest_findings, in_nearest_passage
from tests.measure.claims.report import failures, passes, table

PARTS = ("pew", "reworded", "generated")
AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says."""

    bench: Path
    pew_index: Path | None
    shipped_index: Path | None
    limit: int | None
    explain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """An index to hold claims against, and how numbers alone are matched in it."""

    assistant: Assistant
    matches: Matches


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--bench", type=Path, default=ROOT / "build" / "bench-claims")
    parser.add_argument("--pew-index", type=Path)
    parser.add_argument("--shipped-index", type=Path)
    parser.add_argument("--limit", type=int, help="a sample of so many claims of each part")
    parser.add_argument("--explain", action="store_true")
    said = vars(parser.parse_args())
    parts = said.pop("part") or PARTS
    options = Options(**said)
    options.bench.mkdir(parents=True, exist_ok=True)
    for part in parts:
        for name, cases in _cases(part, options):
            run(name, cases, options)


def _cases(part: str, options: Options) -> Iterator[tuple[str, list[Case]]]:
    if part != "generated" and not PEW.is_dir():
        _say(f"{part}: left out, for {PEW} is not there")
    elif part == "pew":
        yield "Published claims over passages", published_cases()
    elif part == "reworded":
        for name in REWORDED:
            yield f"Claims reworded by hand ({name})", reworded_cases(name)
    else:
        with _index(options, is_of_passages=False) as index:
            cases = generated_cases(
                index,
                options.bench / "generated.jsonl",
                heard=lambda done, total: _progress("kinds of claims generated", done, total),
            )
        yield "Claims generated from responses", cases


def run(name: str, cases: Sequence[Case], options: Options) -> None:
    """Check every claim against its corpus and print how it went."""
    if options.limit and options.limit < len(cases):
        cases = Random(0).sample(cases, options.limit)  # noqa: S311 - the same sample every time
    if not cases:
        return
    done: dict[str, Check] = {}
    matched: dict[str, bool] = {}
    took = 0.0
    for is_of_passages in (True, False):
        some = [case for case in cases if case.is_of_passages == is_of_passages]
        if some:
            with _corpus(options, is_of_passages=is_of_passages) as corpus:
                matched |= {case.id: corpus.matches(case.text) for case in some}
                took += _check(corpus.assistant, some, done)
    _say(f"\n{name}: {len(cases)} claims, {1000 * took / len(cases):.0f} ms each")
    passed = {id: passes(check) for id, check in done.items()}
    _say(table(cases, passed, matched))
    if options.explain:
        _say("\n".join(failures(cases, [done[case.id] for case in cases])))


def _check(assistant: Assistant, cases: Sequence[Case], done: dict[str, Check]) -> float:
    """The seconds that it took, without what loads on first use."""
    assistant.check("10% of adults agree.")
    started = time.perf_counter()
    for at in range(0, len(cases), AT_ONCE):
        drafts = [Draft(text=case.text, id=case.id) for case in cases[at : at + AT_ONCE]]
        done |= {check.id: check for check in assistant.check_all(drafts)}
        _progress("claims", at + len(drafts), len(cases))
    return time.perf_counter() - started


@contextmanager
def _corpus(options: Options, *, is_of_passages: bool) -> Iterator[Corpus]:
    settings = _settings(options, is_of_passages=is_of_passages)
    with _index(options, is_of_passages=is_of_passages) as index:
        match = in_nearest_passage if is_of_passages else among_nearest_findings
        yield Corpus(assistant=Assistant.open(settings), matches=match(index))


@contextmanager
def _index(options: Options, *, is_of_passages: bool) -> Iterator[Index]:
    """An index that is ready, or one that is brought up to date first."""
    settings = _settings(options, is_of_passages=is_of_passages)
    if not (options.pew_index if is_of_passages else options.shipped_index):
        if is_of_passages:
            _write_passages(settings.corpus)
        build_index(settings, progress=_progress)
    with open_index(settings.index) as index:
        yield index


def _settings(options: Options, *, is_of_passages: bool) -> Settings:
    if is_of_passages:
        folder = options.bench / "pew"
        return Settings(corpus=folder / "corpus", index=options.pew_index or folder / "index")
    ready = options.shipped_index
    return Settings(corpus=ROOT / "corpus", index=ready or options.bench / "shipped")


def _write_passages(corpus: Path) -> None:
    """Each different passage as a survey of its own, named after the first that has it."""
    seen: set[str] = set()
    for row in json.loads((PEW / "passages.json").read_text(encoding="utf-8")):
        if row["passage"] not in seen:
            seen.add(row["passage"])
            folder = corpus / f"p{row['id']}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "article.txt").write_text(row["passage"], encoding="utf-8")


def _progress(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty() or done >= total:
        sys.stderr.write(f"\r{what}: {done} of {total}" + ("\n" if done >= total else ""))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Measures what a bad language model does to figures: `python -m tests.models.measure --index DIR`.

Each question is answered twice: by the model that is simply given the findings (`raw`), and by the
assistant that has the model word its answer (`ours`), beside what it says without one. What comes
is kept in `--log`, a file for each and a line a question, and what is there is not asked again; so
the two may run beside each other (`--only raw`), and shards of each too (`--shard 0/2`).
"""

import argparse
import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.index.store import open_index
from tests.models.asked import questions
from tests.models.measuring import MEASURES
from tests.models.report import report
from tests.models.serving import small_model


def run(index: Path, log: Path, *, name: str, n: int, shard: tuple[int, int]) -> None:
    """Ask until there are `n` questions in which a model has a say, over all shards together."""
    number, shards = shard
    mine = islice(questions(open_index(index)), number, None, shards)
    known = {line["question"]: "plain" in line for line in read(log)}
    with small_model() as url, log.open("a", encoding="utf-8") as out:
        measure, done = MEASURES[name](index, url), 0
        for asked in mine:
            question = asked.question
            if done >= n // shards:
                return
            if question not in known:
                line = measure(question)
                out.write(json.dumps({"question": question, **line}, ensure_ascii=False) + "\n")
                out.flush()
                known[question] = "plain" in line
            done += known[question]


def read(log: Path) -> list[dict[str, Any]]:
    """What has been measured so far."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [json.loads(line) for line in lines]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--log", type=Path, default=Path("build") / "small-model")
    parser.add_argument("--n", type=int, default=200, help="0 reports on what is there")
    parser.add_argument("--only", choices=MEASURES, action="append")
    parser.add_argument("--shard", default="0/1")
    said = parser.parse_args()
    number, shards = map(int, said.shard.split("/"))
    said.log.mkdir(parents=True, exist_ok=True)
    for name in (said.only or MEASURES) if said.n else ():
        log = said.log / f"{name}.jsonl"
        run(said.index, log, name=name, n=said.n, shard=(number, shards))
    figures = {asked.question: asked.figure for asked in questions(open_index(said.index))}
    logs = {name: read(said.log / f"{name}.jsonl") for name in MEASURES}
    raw, ours = (
        [line | {"asks_for": figures[line["question"]]} for line in log if "plain" in line]
        for log in logs.values()
    )
    sys.stdout.write(report(raw, ours))


if __name__ == "__main__":
    main()

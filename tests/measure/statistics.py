"""Time and memory of one tabulation, ours and svy's on the rows, each in a process of its own.

    python -m tests.measure.statistics [ROWS]…

Rows are drawn by numpy for measuring alone: one question of five options by eight groups, 200
strata of ten clusters, and a weight. A busy machine stretches the clock, and hardly CPU seconds.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 1_000_000, 10_000_000)
MOST_ROWS_FOR_SVY = 1_000_000
ROUNDS = 3
RATIOS = ("clock", "cpu", "megabytes")
OPTIONS = ("Agree strongly", "Agree", "Neither", "Disagree", "Disagree strongly")
GROUPS = tuple(f"Region {place}" for place in range(1, 9))
STRATA, CLUSTERS = 200, 10

Seconds = tuple[float, float]  # by the clock, and of the processor


def write_rows(path: Path, rows: int) -> None:
    """Answers of so many people as we prepare them: text, and numbers for the design."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    draw = np.random.default_rng(20)
    with pq.ParquetWriter(
        path,
        pa.schema({"y": pa.string(), "g": pa.string(), "w": pa.float64(),
                   "h": pa.float64(), "c": pa.float64()}),
    ) as writer:  # fmt: skip
        for start in range(0, rows, 1_000_000):
            many = min(1_000_000, rows - start)
            columns = {
                "y": np.array(OPTIONS)[draw.integers(0, len(OPTIONS), many)],
                "g": np.array(GROUPS)[draw.integers(0, len(GROUPS), many)],
                "w": draw.uniform(1, 9, many),
                "h": draw.integers(0, STRATA, many).astype(float),
                "c": draw.integers(0, CLUSTERS, many).astype(float),
            }
            writer.write_table(pa.table(columns))


def measure_ours(path: str) -> list[Seconds]:
    """Seconds of each of a few tabulations, the first with its questions about the sample."""
    from assistant.corpus.responses.questionnaire import (
        Design,
        Option,
        Question,
        Questionnaire,
        Responses,
    )  # fmt: skip
    from assistant.statistics.estimate import Wanted
    from assistant.statistics.tabulate import tabulate

    def question(id: str, labels: tuple[str, ...]) -> Question:
        return Question(id=id, options=tuple(Option(value=text, label=text) for text in labels))

    responses = Responses(
        survey="measure",
        source="rows",
        location=path,
        questionnaire=Questionnaire(
            questions=(question("y", OPTIONS), question("g", GROUPS)),
            design=Design(weight="w", strata="h", psu="c"),
        ),
        respondents=0,
        digest=path,
    )
    return [
        _seconds(lambda: tabulate(responses, Wanted(question="y", by=("g",)), minimum_base=30))
        for _ in range(ROUNDS)
    ]


def measure_svy(path: str) -> list[Seconds]:
    """Seconds of each of a few estimates on rows that are in memory already."""
    import polars as pl
    import svy

    rows = pl.read_parquet(path)
    design = svy.Design(stratum="h", psu="c", wgt="w")
    return [
        _seconds(lambda: svy.Sample(rows, design).estimation.prop("y", by="g", deff="wor"))
        for _ in range(ROUNDS)
    ]


def _seconds(work: Callable[[], object]) -> Seconds:
    started, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - busy


def _in_a_child(what: str, path: Path) -> dict[str, float]:
    """The best seconds and the peak of memory, in megabytes, of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.measure.statistics", "--child", what, str(path)],
        capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _child(what: str, path: str) -> None:
    seconds = {"ours": measure_ours, "svy": measure_svy}[what](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    clock, cpu = (min(each) for each in zip(*seconds, strict=True))
    print(json.dumps({"first": seconds[0][0], "clock": clock, "cpu": cpu, "megabytes": peak}))


def _said(measured: dict[str, float]) -> str:
    seconds = f"{measured['clock']:.2f} s ({measured['cpu']:.2f} s of processor)"
    return f"{seconds} and {measured['megabytes']:.0f} MB"


def main(sizes: tuple[int, ...]) -> None:
    """Print one line a size."""
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "responses.parquet"
            write_rows(path, rows)
            ours = _in_a_child("ours", path)
            line = f"{rows:,} rows: ours {_said(ours)}, {ours['first']:.2f} s the first time"
            if rows <= MOST_ROWS_FOR_SVY:
                svy = _in_a_child("svy", path)
                ratios = ", ".join(f"{svy[of] / ours[of]:.1f} ({of})" for of in RATIOS)
                line += f"; svy {_said(svy)}; svy over ours {ratios}"
            print(line, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2], sys.argv[3])
    else:
        main(tuple(int(each.replace("_", "")) for each in sys.argv[1:]) or SIZES)

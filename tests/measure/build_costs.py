"""Time and peak memory of a build, beside embedding the same texts alone.

    python -m tests.measure.build_costs embed|build CORPUS INDEX

Run `build` first and `embed` afterwards: it embeds the texts that the build took. CPU seconds are
those of the process and its children; a busy machine stretches the wall clock and hardly those.
"""

import os
import resource
import sys
import time
from pathlib import Path

from assistant.index.build import build_index
from assistant.index.embeddings import embed_texts, load_model
from assistant.index.store import open_index
from assistant.index.vectors import collect_texts
from assistant.settings import Settings


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(task: str, corpus: Path, index: Path) -> None:
    started = time.perf_counter()
    if task == "build":
        report = build_index(Settings(corpus=corpus, index=index))
        say(f"{report.counts}, {report.read} read, {report.embedded} embedded")
    else:
        with open_index(index) as built:
            texts = collect_texts(list(built.passages), list(built.findings)).texts
        load_model()
        loaded = time.perf_counter()
        embed_texts(texts)
        say(f"{len(texts)} texts, {time.perf_counter() - loaded:.1f} s without loading the model")
    ours = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = sum((ours.ru_utime, ours.ru_stime, children.ru_utime, children.ru_stime))
    say(
        f"{task}: {time.perf_counter() - started:.1f} s, {cpu:.1f} s of CPU on {os.cpu_count()}, "
        f"peak {ours.ru_maxrss / 1024:.0f} MB, of a child {children.ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

"""Kill builders with SIGKILL at random moments, and count what is left.

    python -m tests.measure.kill_builds [--kills 100] [--articles 60] [--seed 1]

Each time an article is changed, a builder started and killed at a moment drawn evenly from the time
that a whole build takes, its start-up left out. Then the index is opened and must answer, wholly,
with the old text or the new one; then a builder is let through and must end well and answer with
the new one, every tenth time through Chroma too. Reading and embedding are the tests' quick ones,
so nearly all kills fall on the writing, checking, switching and clearing away, where a kill could
do harm.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from assistant.index.store import CHROMA_FROM, Index, open_index
from tests.index.articles import (
    embed_quickly,
    environment,
    write_article,
)

BUILDER = """
import sys
from pathlib import Path
from assistant.index.build import build_index
from assistant.index.chroma import fill_chroma, looks_whole
from tests.index.articles import plain_steps, settings_in
import bm25s, pyarrow.parquet
print("begun", flush=True)
steps = plain_steps(fill_chroma=fill_chroma, is_chroma_whole=looks_whole)
report = build_index(settings_in(Path(sys.argv[1])), steps=steps)
assert report.counts.chroma, "Chroma's folder was not made"
"""


def text_of(article: int, edition: int) -> str:
    return f"Article {article} in edition {edition}. Some {(article + edition) % 100}% agree."


def start_builder(folder: Path) -> subprocess.Popen[bytes]:
    builder = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(folder)], stdout=subprocess.PIPE, env=environment()
    )
    assert builder.stdout is not None
    builder.stdout.readline()
    return builder


def build(folder: Path) -> float:
    """Build to the end; gives the seconds it took, and raises where it failed."""
    with start_builder(folder) as builder:
        started = time.perf_counter()
        if builder.wait():
            raise SystemExit(f"a build that was let through ended with {builder.returncode}")
        return time.perf_counter() - started


def edition_of(index: Index, changed: int) -> str:
    """The text of the changed article; raises where anything does not fit together."""
    position = next(i for i, p in enumerate(index.passages) if p.survey == f"survey{changed:03}")
    passage = index.passages[position]
    question = embed_quickly([passage.text], print_nothing)[0]
    assert index.nearest(question, 1, surveys=[passage.survey])[0].score > 0.999
    assert index.word_index.scores("edition").all()
    assert len(index.sentence_vectors) == 2 * len(index.passages)
    assert len(index.findings_of(passage.id)) == 1
    return str(passage.text)


def print_nothing(done: int, total: int) -> None:
    """Progress that nobody follows."""


def kill_once(folder: Path, *, changed: int, texts: tuple[str, str], after: float) -> str:
    """Kill a builder; gives which text answers then, and whether there was a builder to kill."""
    with start_builder(folder) as builder:
        time.sleep(after)
        end = "builder had ended" if builder.poll() is not None else "builder killed"
        builder.kill()
    with open_index(folder / "index") as index:
        return f"{('old', 'new')[texts.index(edition_of(index, changed))]} answers, {end}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill builders, and count what is left.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    moments = random.Random(asked.seed)  # noqa: S311 - moments, not secrets
    outcomes: Counter[str] = Counter()
    editions = [0] * asked.articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for article in range(asked.articles):
            write_article(folder / "corpus", f"survey{article:03}", text_of(article, 0))
        took = build(folder)
        for n in range(asked.kills):
            changed = moments.randrange(asked.articles)
            old, editions[changed] = editions[changed], n + 1
            texts = (text_of(changed, old), text_of(changed, n + 1))
            write_article(folder / "corpus", f"survey{changed:03}", texts[1])
            after = moments.uniform(0, took)
            outcomes[kill_once(folder, changed=changed, texts=texts, after=after)] += 1
            took = build(folder)  # anew each time: the machine is not always as busy
            # Opening Chroma takes seconds, and each build has opened and checked its own already.
            chroma_from = 1 if n % 10 == 0 else CHROMA_FROM
            with open_index(folder / "index", chroma_from=chroma_from) as index:
                assert edition_of(index, changed) == texts[1], "the change was not taken up"
            sys.stdout.write(f"{n + 1} {dict(outcomes)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

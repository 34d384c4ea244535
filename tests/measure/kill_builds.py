"""Kill builders with SIGKILL at random moments, and count what is left.

    python -m tests.measure.kill_builds [--kills 100] [--articles 60] [--seed 1] [--no-chroma]

Each time an article is changed, a builder started and killed at a moment drawn evenly from the time
that a whole build takes. Then the index is opened and must answer, wholly, with the old text or the
new one; then a builder is let through and must end well and answer with the new one, every tenth
time through Chroma too. Reading and embedding are the tests' quick ones, so nearly all kills fall
on the writing, checking, switching and clearing away, where a kill could do harm. Builders are
forked with their imports done, so that no kill is spent on those.
"""

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path

from assistant.index.build import build_index
from assistant.index.chroma import fill_chroma, looks_whole
from assistant.index.store import CHROMA_FROM, Index, open_index
from tests.index.articles import embed_quickly, plain_steps, settings_in, write_article

FORK = multiprocessing.get_context("fork")
CHROMA = {"fill_chroma": fill_chroma, "is_chroma_whole": looks_whole}


def text_of(article: int, edition: int) -> str:
    return f"Article {article} in edition {edition}. Some {(article + edition) % 100}% agree."


def run_builder(folder: Path, has_chroma: bool) -> None:
    steps = plain_steps(**CHROMA) if has_chroma else plain_steps()
    if not build_index(settings_in(folder), steps=steps).counts.chroma:
        raise SystemExit("Chroma's folder was not made")


def start_builder(folder: Path, *, has_chroma: bool) -> BaseProcess:
    builder = FORK.Process(target=run_builder, args=(folder, has_chroma))
    builder.start()
    return builder


def build(folder: Path, *, has_chroma: bool) -> float:
    """Build to the end; gives the seconds it took, and stops everything where it failed."""
    started = time.perf_counter()
    wait_for(start_builder(folder, has_chroma=has_chroma))
    return time.perf_counter() - started


def wait_for(process: BaseProcess) -> None:
    process.join()
    if process.exitcode:
        raise SystemExit(f"a process that was let through ended with {process.exitcode}")


def check_answer(folder: Path, changed: int, expected: str, chroma_from: int) -> None:
    with open_index(folder / "index", chroma_from=chroma_from) as index:
        assert text_in(index, changed) == expected, "the change was not taken up"


def text_in(index: Index, changed: int) -> str:
    """The text of the changed article; fails where anything does not fit together."""
    position = next(i for i, p in enumerate(index.passages) if p.survey == f"survey{changed:03}")
    passage = index.passages[position]
    question = embed_quickly([passage.text], lambda done, total: None)[0]
    assert index.nearest(question, 1, surveys=[passage.survey])[0].score > 0.999
    assert index.word_index.scores("edition").all()
    assert len(index.sentence_vectors) == 2 * len(index.passages)
    assert len(index.findings_of(passage.id)) == 1
    return str(passage.text)


def kill_once(folder: Path, *, changed: int, texts: tuple[str, str], builder: BaseProcess) -> str:
    """Kill a builder; gives which text answers then, or nothing where the builder had ended."""
    builder.kill()
    builder.join()
    with open_index(folder / "index") as index:
        answers = ("old answers", "new answers")[texts.index(text_in(index, changed))]
    return answers if builder.exitcode == -signal.SIGKILL else ""


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill builders, and count what is left.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-chroma", dest="has_chroma", action="store_false")
    asked = parser.parse_args()
    moments = random.Random(asked.seed)  # noqa: S311 - moments, not secrets
    outcomes: Counter[str] = Counter()
    editions = [0] * asked.articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for article in range(asked.articles):
            write_article(folder / "corpus", f"survey{article:03}", text_of(article, 0))
        build(folder, has_chroma=asked.has_chroma)
        with open_index(folder / "index") as index:
            text_in(index, 0)  # imports what the builders need
        took, n = 1.0, 0
        while sum(outcomes.values()) < asked.kills:
            changed = moments.randrange(asked.articles)
            n += 1
            old, editions[changed] = editions[changed], n
            texts = (text_of(changed, old), text_of(changed, n))
            write_article(folder / "corpus", f"survey{changed:03}", texts[1])
            builder = start_builder(folder, has_chroma=asked.has_chroma)
            time.sleep(moments.uniform(0, took))
            answers = kill_once(folder, changed=changed, texts=texts, builder=builder)
            if answers:
                outcomes[answers] += 1
            took = build(folder, has_chroma=asked.has_chroma)  # the machine is not always as busy
            # Opening Chroma takes seconds, and each build has opened and checked its own already.
            chroma_from = 1 if asked.has_chroma and n % 10 == 0 else CHROMA_FROM
            check = (folder, changed, texts[1], chroma_from)
            reader = FORK.Process(target=check_answer, args=check)
            reader.start()
            wait_for(reader)
            sys.stdout.write(f"{n} builds, killed: {dict(outcomes)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

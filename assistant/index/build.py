"""Builds the index: what is new in the corpus is read and embedded, the rest is carried over.

A build is made in a folder of its own, checked, and only then switched to. Whatever ends a builder
half way, the build before it goes on answering.
"""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.corpus.folder import Problem
from assistant.errors import IndexDamaged
from assistant.index.builds import (
    FORMAT,
    Counts,
    Manifest,
    clear_away,
    complete_builds,
    list_files,
    new_build,
    only_builder,
    read_manifest,
    switch_to,
    write_manifest,
    writing,
)
from assistant.index.context.encoding import InContext
from assistant.index.context.network import context_version
from assistant.index.context.stored import carry_over as carry_over_context
from assistant.index.context.stored import write_context
from assistant.index.embeddings import MODEL_NAME, Vectors, model_version
from assistant.index.material import Material, Progress, Steps, gather, standard_steps, unheard
from assistant.index.respondents.stored import clear_prepared, digests_of, write_responses
from assistant.index.rows import FINDINGS_FILE, PASSAGES_FILE, encode, write_rows
from assistant.index.store import (
    FINDING_WORDS,
    PASSAGE_WORDS,
    SCHEMA,
    SENTENCE_WORDS,
    SURVEYS_FILE,
    Index,
    open_build,
)
from assistant.index.vectors import (
    Texts,
    TextVectors,
    carry_over,
    collect_texts,
    finding_text,
    sentence_texts,
    write_vectors,
)
from assistant.index.words import write_words
from assistant.methodology.stored import FACTS_FILE, write_facts
from assistant.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did. `is_new` is false where nothing had changed and no build was needed."""

    id: str
    corpus_version: str
    is_new: bool
    counts: Counts
    sources: int
    read: int
    embedded: int
    embedding_model: str
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]


def build_index(
    settings: Settings, *, progress: Progress = unheard, steps: Steps | None = None
) -> BuildReport:
    """Bring the index up to the corpus. Files that cannot be read are named; the rest is indexed.

    Raises:
        BuildUnderWay: Another process is building this index.
        CorpusError: The corpus folder cannot be listed.
        ModelUnavailable: A text is to be embedded and the model is not there, or the settings name
            one that cannot be had.
    """
    steps = steps or standard_steps(settings)
    with only_builder(settings.index):
        before = _last_good(settings.index)
        material = gather(steps.scan(settings.corpus), before, steps=steps, progress=progress)
        if before and _is_up_to_date(before, material, steps=steps):
            manifest, embedded = before.manifest, 0
        else:
            manifest, embedded = _build(
                settings.index, material, before=before, steps=steps, progress=progress
            )
        with writing(settings.index):
            switch_to(settings.index, manifest.id)
            _clear_away(settings.index, manifest)
    is_new = before is None or manifest.id != before.manifest.id
    return _report(material, manifest, before=before, embedded=embedded, is_new=is_new)


def _version(material: Material, steps: Steps) -> str:
    said = [
        FORMAT,
        SCHEMA,
        steps.reader,
        model_version(),
        context_version(),
        encode(material.surveys),
        encode(material.sources),
        [[r.survey, r.digest] for r in material.responses],
        *([steps.chosen.version] if steps.chosen else []),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _last_good(index: Path) -> Index | None:
    """The newest build that is, byte for byte, as it was built; also one not yet switched to."""
    for id in complete_builds(index):
        folder = index / "builds" / id
        with contextlib.suppress(IndexDamaged):
            build = open_build(folder)
            if list_files(folder) == build.manifest.files:
                return build
    return None


def _is_up_to_date(before: Index, material: Material, *, steps: Steps) -> bool:
    if before.corpus_version != _version(material, steps):
        return False
    counts = before.manifest.counts
    is_empty = not counts.passages and not counts.findings
    return is_empty or steps.is_chroma_whole(before.folder, counts.chroma)


def _build(
    index: Path, material: Material, *, before: Index | None, steps: Steps, progress: Progress
) -> tuple[Manifest, int]:
    """Make a whole build in a new folder; nothing of it is left behind where that fails."""
    texts = collect_texts(material.passages, material.findings)
    kept, embedded = _embed(texts, before=before, steps=steps, progress=progress)
    context = _read_in_context(material, before=before, steps=steps, progress=progress)
    progress("writing", 0, 1)
    with writing(index), _folder_of_its_own(index) as folder:
        write_context(folder, material.passages, context)
        chroma = _write(folder, material, texts=texts, kept=kept, steps=steps)
        manifest = Manifest(
            id=folder.name,
            corpus_version=_version(material, steps),
            schema=SCHEMA,
            reader=steps.reader,
            model=model_version(),
            context=context_version(),
            embedding_model=steps.chosen.recorded if steps.chosen else "",
            sources=material.sources,
            counts=_counts(material, texts, chroma=chroma),
            files=list_files(folder),
        )
        _verify(Index(folder, manifest=manifest), material, kept=kept)
        _verify_context(Index(folder, manifest=manifest), context)
        write_manifest(folder, manifest)
    progress("writing", 1, 1)
    return manifest, embedded


def _embed(
    texts: Texts, *, before: Index | None, steps: Steps, progress: Progress
) -> tuple[TextVectors, int]:
    """What is kept of every text, and how many of them had to be embedded for it."""
    same_model = before and before.manifest.model == model_version()
    kept, missing = carry_over(texts, before.stored if before and same_model else None)
    if missing:
        fresh = steps.embed(
            [texts.texts[i] for i in missing], lambda d, t: progress("embedding", d, t)
        )
        in_pieces = texts.in_pieces
        for i, embedded in zip(missing, fresh, strict=True):
            kept.vectors[i] = embedded.vector
            if i in in_pieces:
                kept.pieces[i] = embedded.pieces
    chosen, again = _embed_by_chosen(texts, before=before, steps=steps, progress=progress)
    return replace(kept, chosen=chosen), max(len(missing), again)


def _embed_by_chosen(
    texts: Texts, *, before: Index | None, steps: Steps, progress: Progress
) -> tuple[Vectors | None, int]:
    """The vectors by the settings' model, and how many texts had to be embedded for them."""
    if steps.chosen is None:
        return None, 0
    known: dict[bytes, int] = {}
    if before and before.manifest.embedding_model.endswith(f" {steps.chosen.version}"):
        known = before.stored.known()
    missing = [i for i, digest in enumerate(texts.digests) if digest not in known]
    if before and known and not missing:
        return before.stored.searched[[known[d] for d in texts.digests]], 0
    fresh = steps.chosen.texts(
        [texts.texts[i] for i in missing], lambda d, t: progress("embedding by your model", d, t)
    )
    vectors = np.empty((len(texts.texts), fresh.shape[1]), dtype=np.float32)
    vectors[missing] = fresh
    for i, digest in enumerate(texts.digests):
        if before and digest in known:
            vectors[i] = before.stored.searched[known[digest]]
    return vectors, len(missing)


def _read_in_context(
    material: Material, *, before: Index | None, steps: Steps, progress: Progress
) -> list[InContext]:
    """Every passage as the trained network sees it; only new ones are read."""
    same_network = before and before.manifest.context == context_version()
    kept, missing = carry_over_context(
        material.passages, before.context if before and same_network else None
    )
    fresh = steps.read_in_context(
        [material.passages[i] for i in missing], lambda d, t: progress("reading in context", d, t)
    )
    kept.update(zip(missing, fresh, strict=True))
    return [kept[i] for i in range(len(material.passages))]


@contextlib.contextmanager
def _folder_of_its_own(index: Path) -> Iterator[Path]:
    folder = new_build(index)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(
    folder: Path, material: Material, *, texts: Texts, kept: TextVectors, steps: Steps
) -> int:
    """Write every file but the manifest; gives how many rows Chroma holds."""
    write_rows(folder / PASSAGES_FILE, material.passages)
    write_rows(folder / FINDINGS_FILE, material.findings)
    write_facts(folder / FACTS_FILE, material.passages)
    write_vectors(folder, texts, kept)
    said = json.dumps(encode(material.surveys))
    (folder / SURVEYS_FILE).write_text(said, encoding="utf-8")
    write_responses(folder, material.responses)
    with ThreadPoolExecutor(max_workers=1) as pool:
        chroma = pool.submit(steps.fill_chroma, folder)
        write_words(folder / PASSAGE_WORDS, [f"{p.heading}\n{p.text}" for p in material.passages])
        write_words(
            folder / SENTENCE_WORDS, [s for p in material.passages for s in sentence_texts(p)]
        )
        write_words(folder / FINDING_WORDS, [finding_text(f) for f in material.findings])
        return chroma.result()


def _verify(build: Index, material: Material, *, kept: TextVectors) -> None:
    """Raise IndexDamaged unless the build, read back, holds what was put into it."""
    folder = build.folder
    if [r.digest for r in build.responses] != [r.digest for r in material.responses]:
        raise IndexDamaged(f"{folder}: the responses written down are not the ones read back")
    for ours, theirs in (
        (material.passages, build.passages),
        (material.findings, build.findings),
    ):
        ids = [row.id for row in ours]
        if len(set(ids)) != len(ids) or len(theirs) != len(ids):
            raise IndexDamaged(f"{folder}: two passages or findings have one id")
        if any(theirs.position(id) != i for i, id in enumerate(ids)):
            raise IndexDamaged(f"{folder}: the rows that were written are not the ones read back")
    if not (
        np.array_equal(build.vectors, kept.vectors)
        and np.array_equal(build.stored.searched, kept.searched)
        and np.array_equal(build.stored.pieces, kept.all_pieces)
    ):
        raise IndexDamaged(f"{folder}: the vectors that were written are not the ones read back")


def _verify_context(build: Index, context: Sequence[InContext]) -> None:
    for position, ours in enumerate(context):
        theirs = build.context.read(position)
        if not all(
            np.array_equal(getattr(ours, name), getattr(theirs, name)) for name in ours.__slots__
        ):
            raise IndexDamaged(
                f"{build.folder}: the vectors in context that were written are not the ones read "
                "back"
            )


def _counts(material: Material, texts: Texts, *, chroma: int) -> Counts:
    return Counts(
        surveys=len(material.surveys),
        passages=len(material.passages),
        sentences=len(texts.places.sentences),
        findings=len(material.findings),
        texts=len(texts.texts),
        chroma=chroma,
    )


def _clear_away(index: Path, manifest: Manifest) -> None:
    """Keep the last good build, unless it has what the corpus has no longer.

    Answers that were changed or withdrawn are kept by no build, nor beside one.
    """
    builds = index / "builds"
    sources = {s.source for s in manifest.sources}
    answers = digests_of([builds / manifest.id])
    older = [id for id in complete_builds(index) if id != manifest.id]
    keep = {manifest.id}
    for id in older[:1]:
        with contextlib.suppress(IndexDamaged):
            is_within = {s.source for s in read_manifest(builds / id).sources} <= sources
            if is_within and digests_of([builds / id]) <= answers:
                keep.add(id)
    held = clear_away(index, frozenset(keep))
    clear_prepared(index, digests_of(builds / id for id in (*keep, *held)))


def _report(
    material: Material, manifest: Manifest, *, before: Index | None, embedded: int, is_new: bool
) -> BuildReport:
    sources = {s.source for s in manifest.sources}
    earlier = before.manifest.sources if before else ()
    return BuildReport(
        id=manifest.id,
        corpus_version=manifest.corpus_version,
        is_new=is_new,
        counts=manifest.counts,
        sources=len(sources),
        read=material.read,
        embedded=embedded,
        embedding_model=manifest.embedding_model.rpartition(" ")[0] or MODEL_NAME,
        removed=tuple(s.source for s in earlier if s.source not in sources),
        problems=material.problems,
    )

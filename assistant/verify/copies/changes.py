"""What was changed between a source and a claim that is laid along it, facet by facet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.findings.lexicon import load
from assistant.findings.populations import is_people_word, population_of
from assistant.findings.stems import negations
from assistant.survey import Facet
from assistant.verify.copies.alignment import Alignment, Run, Token
from assistant.verify.facets.senses import are_alike, are_opposite, is_light

ChangeKind = Literal[
    "population",  # other people
    "narrower",  # fewer people than the source's
    "wider",  # more people than the source's
    "direction",  # the opposite end of a scale
    "negation",  # said with "not", found without, or the other way round
    "wave",  # another date
    "name",  # another name
    "wording",  # other words, which may mean the same
    "omission",  # a degree or a limit of the source left out: "very", "too"
    "skipped",  # words of the source passed over, which may restrict what is left
]
HARD: frozenset[ChangeKind] = frozenset(("population", "direction", "negation", "wave", "name"))
YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
NEAR = 4  # tokens: a longer run is a clause of its own, whose degrees are its own
CONTEXT_BEFORE, CONTEXT_AFTER = 1, 2  # tokens around a run by which "white" is known for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `at` is a position among the claim's tokens, `weight` counts its words."""

    kind: ChangeKind
    said: str
    source: str
    at: int
    weight: int = 1

    @property
    def is_hard(self) -> bool:
        """Whether the change alone makes the claim another one."""
        return self.kind in HARD


def changes_of(alignment: Alignment) -> tuple[Change, ...]:
    """Every difference of a claim from its source, figures aside."""
    spare = _unmatched_source(alignment)
    found = [c for run in alignment.runs for c in _changes_in(run, alignment, spare)]
    return _without_moves(found)


def _unmatched_source(alignment: Alignment) -> tuple[Token, ...]:
    matched = {j for _, j in alignment.pairs}
    return tuple(t for j, t in enumerate(alignment.source) if j not in matched)


def _changes_in(run: Run, alignment: Alignment, spare: Sequence[Token]) -> list[Change]:
    said = [t for t in run.said if t.figure is None]
    source = [t for t in run.source if t.figure is None]
    people = _people(run, alignment)
    if any(c.is_hard for c in people):
        return people
    found = [*people, *_turned(run, said, source), *_dates(run, said, source)]
    if any(c.is_hard for c in found):
        return found
    return [*found, *_words(run, said, source, spare)]


def _change(run: Run, kind: ChangeKind, said: Sequence[Token], source: Sequence[Token]) -> Change:
    return Change(
        kind=kind,
        said=" ".join(t.text for t in said),
        source=" ".join(t.text for t in source),
        at=run.said_at,
        weight=max(1, len(said)),
    )


def _turned(run: Run, said: Sequence[Token], source: Sequence[Token]) -> list[Change]:
    """Opposite words, and negations that stand on one side only."""
    said_keys, source_keys = {t.key for t in said}, {t.key for t in source}
    flips = [
        (one, other)
        for one in said
        for other in source
        if one.key not in source_keys
        and other.key not in said_keys
        and are_opposite(one.key, other.key)
    ]
    denied = [t for t in said if t.key in negations()]
    denied_there = [t for t in source if t.key in negations()]
    is_odd = (len(denied) + len(denied_there)) % 2 == 1
    if flips and not is_odd:
        return [_change(run, "direction", [flips[0][0]], [flips[0][1]])]
    if is_odd and not flips:
        return [_change(run, "negation", denied or said, denied_there or source)]
    return []


def _people(run: Run, alignment: Alignment) -> list[Change]:
    """People or places of one side only, or others of the same kind."""
    said = _facets(run.said, alignment.said, run.said_at)
    source = _facets(run.source, alignment.source, run.source_at)
    added, left = said - source, source - said
    kinds = {f.kind for f in added} & {f.kind for f in left}
    named = [t for t in run.said if t.figure is None and not is_light(t.key)]
    named_there = [t for t in run.source if t.figure is None and not is_light(t.key)]
    is_swapped = not any(are_alike(a.key, b.key) for a in named for b in named_there)
    if kinds:
        return [_change(run, "population", run.said, run.source)]
    if added and is_swapped and any(is_people_word(t.text) for t in named_there):
        return [_change(run, "population", run.said, named_there)]  # teens for adults
    if added:
        return [_change(run, "narrower", named or run.said, run.source)]
    if left:
        kind: ChangeKind = "population" if named and is_swapped else "wider"
        return [_change(run, kind, run.said, named_there or run.source)]
    return []


def _facets(run: Sequence[Token], tokens: Sequence[Token], at: int) -> frozenset[Facet]:
    """The people that a run names, known by the words around it."""
    if not run:
        return frozenset()
    before, after = at - CONTEXT_BEFORE, at + len(run) + CONTEXT_AFTER
    around = _phrase_facets(tokens[max(0, before) : at]) | _phrase_facets(
        tokens[at + len(run) : after]
    )
    return _phrase_facets(run) | (_phrase_facets(tokens[max(0, before) : after]) - around)


def _phrase_facets(tokens: Sequence[Token]) -> frozenset[Facet]:
    phrase = " ".join(t.text for t in tokens if t.figure is None)
    return frozenset(f for f in population_of(phrase).facets if f.kind != "quality")


@cache
def _months() -> frozenset[str]:
    return frozenset(load("numerals")["months"])


def _dates(run: Run, said: Sequence[Token], source: Sequence[Token]) -> list[Change]:
    """Years, months and plain numbers that the source does not have in this place."""
    there = {t.key for t in source}
    other = [t for t in said if _is_dated(t) and t.key not in there]
    replaced = [t for t in source if _is_dated(t)]
    return [_change(run, "wave", other, replaced)] if other and replaced else []


def _is_dated(token: Token) -> bool:
    if token.key in _months():
        return token.key != "may" or token.text == "May"
    return bool(YEAR.match(token.key)) or token.key[0].isdigit()


def _words(
    run: Run, said: Sequence[Token], source: Sequence[Token], spare: Sequence[Token]
) -> list[Change]:
    """Content words of the claim that the source has no like word for, and words left out."""
    new = [t for t in said if _is_content(t) and not _is_explained(t, source)]
    new = [t for t in new if not _is_explained(t, spare)]
    left = [t for t in source if _is_content(t) and not _is_explained(t, said)]
    if new and left and any(_is_name(t) for t in new) and any(_is_name(t) for t in left):
        return [_change(run, "name", new, left)]
    if new:
        return [_change(run, "wording", new, left)]
    degrees = set(load("claims")["degrees"])
    near = source if len(source) <= NEAR else ()
    dropped = [t for t in near if t.key in degrees and t.key not in {s.key for s in said}]
    if dropped:
        return [_change(run, "omission", said, dropped)]
    added = [t for t in said if t.key in degrees and t.key not in {s.key for s in source}]
    if added:
        return [_change(run, "wording", added, source)]
    passed_over = left or any(t.figure for t in run.source) > any(t.figure for t in run.said)
    return [_change(run, "skipped", said, left)] if passed_over else []


def _is_content(token: Token) -> bool:
    return token.figure is None and not is_light(token.key)


def _is_name(token: Token) -> bool:
    return token.text[0].isupper()


def _is_explained(token: Token, by: Sequence[Token]) -> bool:
    return any(are_alike(token.key, other.key) for other in by if other.figure is None)


def _without_moves(found: Sequence[Change]) -> tuple[Change, ...]:
    """People named in another place of the sentence are neither added nor left out.

    Whether they are still the people of the same figure is for the readings of both to say.
    """
    added = {w for c in found if c.kind == "narrower" for w in c.said.lower().split()}
    left = {w for c in found if c.kind == "wider" for w in c.source.lower().split()}
    moved = added & left
    return tuple(
        c
        for c in found
        if c.kind not in ("narrower", "wider")
        or not moved.intersection((c.said if c.kind == "narrower" else c.source).lower().split())
    )

"""Claims over the shipped surveys' responses: so many of each kind, survey and half."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from assistant.index.store import Index
from tests.measure.claims.generated.claim import Claim
from tests.measure.claims.generated.draws import Draw
from tests.measure.claims.generated.kinds import (
    numbers,
    one_group,
    ranks,
    two_answers,
    two_groups,
    waves,
)
from tests.measure.claims.generated.phrases import Phrases, written
from tests.measure.claims.generated.truth import Poll, answers_in

SEED = 5
CORPUS = Path(__file__).resolve().parents[4] / "corpus"
HALVES = ("look", "measure")
EACH = 12  # claims of one kind, family, half and truth
TRIES = 60  # draws a claim that is wanted
Kind = Callable[[Draw], Iterator[Claim]]
Heard = Callable[[int, int], None]
KINDS: tuple[Kind, ...] = (
    one_group.shares,
    one_group.in_words,
    one_group.in_ranges,
    one_group.with_bases,
    one_group.of_the_rest,
    one_group.nets,
    two_groups.with_figures,
    two_groups.without_figures,
    two_groups.equal,
    two_groups.differences,
    two_groups.multiples,
    two_groups.each_with_its_own,
    waves.with_figures,
    waves.without_figures,
    waves.by_points,
    waves.unchanged,
    two_answers.with_figures,
    two_answers.without_figures,
    ranks.of_answers,
    ranks.of_groups,
    numbers.averages,
)


def unheard(done: int, total: int) -> None:
    """Nobody waits."""


def half_of(family: str, question: str) -> str:
    """The half that a question is dealt to, in all its waves.

    >>> half_of("chile-plebiscite-1988", "vote"), half_of("chile-plebiscite-1988", "age")
    ('look', 'measure')
    """
    return HALVES[hashlib.sha256(f"{family}:{question}".encode()).digest()[0] % 2]


def polls_of(index: Index, corpus: Path = CORPUS) -> dict[str, list[Poll]]:
    """The waves of each family that phrases are written for, oldest first."""
    families: dict[str, list[Poll]] = defaultdict(list)
    for responses in sorted(index.responses, key=lambda one: one.survey):
        survey = index.survey(responses.survey)
        family = survey.series or survey.id
        if family in written()["families"]:
            (path,) = (corpus / survey.id).glob("responses.*")
            year = re.search(r"(?:19|20)\d\d$", survey.id)
            poll = Poll(responses, answers_in(path), family=family, year=year[0] if year else "")
            families[family].append(poll)
    return dict(families)


def generate(
    families: dict[str, list[Poll]], *, each: int = EACH, seed: int = SEED, heard: Heard = unheard
) -> list[tuple[str, Claim]]:
    """Claims with their halves; the same for the same seed. `heard` counts what is done."""
    found: list[tuple[str, Claim]] = []
    todo = [(family, half, kind) for family in families for half in HALVES for kind in KINDS]
    for done, (family, half, kind) in enumerate(todo, 1):
        polls = families[family]
        ids = {question for poll in polls for question in poll.questions}
        asked = frozenset(question for question in ids if half_of(family, question) == half)
        name = f"{seed}/{family}/{half}/{kind.__module__}.{kind.__name__}"
        ask = Random(name)  # noqa: S311 - drawn alike on every run
        draw = Draw(polls, Phrases(written()["families"][family]), asked=asked, ask=ask)
        wanted = each * _weight(kind, has_waves=len(polls) > 1)
        found += [(half, claim) for claim in drawn(kind, draw, wanted)]
        heard(done, len(todo))
    return found


def _weight(kind: Kind, *, has_waves: bool) -> int:
    """A series is drawn from more often, and about trends more than all else."""
    if not has_waves:
        return 1
    return 3 if kind.__module__ == waves.__name__ else 2


def drawn(kind: Kind, draw: Draw, wanted: int) -> list[Claim]:
    """So many true and so many false claims of a kind, the facets in turn and no text twice."""
    claims: list[Claim] = []
    texts: set[str] = set()
    tally: Counter[str | None] = Counter()
    for _ in range(TRIES * wanted):
        if tally[None] >= wanted and tally.total() >= 2 * wanted:
            break
        draw.style = "natural" if draw.ask.random() < 0.6 else "quoted"
        made = [claim for claim in kind(draw) if claim.text not in texts]
        for claim in _chosen(made, tally, wanted):
            texts.add(claim.text)
            tally[claim.changed] += 1
            claims.append(claim)
    return claims


def _chosen(made: Sequence[Claim], tally: Counter[str | None], wanted: int) -> list[Claim]:
    """Of one draw the true claim and one false one, of the facet that is rarest as yet.

    A wording that does not say the facet that was changed makes no false claim.
    """
    if not made or not made[0].is_shown:
        return []
    true = [claim for claim in made if claim.is_true and tally[None] < wanted][:1]
    if tally.total() - tally[None] >= wanted:
        return true
    told = {claim.text for claim in made if claim.is_true}
    changed = (c for c in made if not c.is_true and c.text not in told)
    false = sorted(changed, key=lambda c: tally[c.changed])
    return [*true, *islice((c for c in false if c.is_shown), 1)]

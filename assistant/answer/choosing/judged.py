"""Sentences of the passages that were found, in the order in which they may answer the question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.choosing.matching import differs, is_quotable, is_share
from assistant.answer.material import Candidate, Material
from assistant.findings.finding import Finding
from assistant.findings.populations import population_of
from assistant.survey import FacetKind, Population

HARD: tuple[FacetKind, ...] = ("gender", "party", "race", "place", "age", "generation")
NEAR = 0.5  # of the likeliest sentence's chance: what is likelier is held beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence of a passage, and the probability that it answers the question."""

    candidate: Candidate
    number: int
    chance: float

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.candidate.sentences[self.number]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in it."""
        return self.candidate.findings_by_sentence[self.number]


def judged_sentences(material: Material) -> list[Judged]:
    """Every sentence that may be shown, the likeliest first.

    A sentence with the figure of too small a group may not be.
    """
    return [one for one in all_judged(material) if may_be_shown(material, one)]


def all_judged(material: Material) -> list[Judged]:
    """Every sentence, the likeliest first; the same words once."""
    judged = [
        Judged(candidate=candidate, number=number, chance=chance)
        for candidate in material.candidates
        for number, chance in enumerate(candidate.chances_or_likeness)
    ]
    judged.sort(key=lambda one: -one.chance)
    first = {one.text.strip(): one for one in reversed(judged)}
    return [one for one in judged if first[one.text.strip()] is one]


def sentence_with(material: Material, quote: str) -> Judged | None:
    """The sentence that has these words and may be shown, if there is one."""
    wanted = quote.strip()
    return next((one for one in judged_sentences(material) if one.text.strip() == wanted), None)


def may_be_shown(material: Material, one: Judged) -> bool:
    """Whether enough people answered for every figure of a sentence."""
    return all(is_quotable(f, minimum_base=material.minimum_base) for f in one.findings)


def is_about_others(material: Material, one: Judged) -> bool:
    """Whether every figure of a sentence is surely about other people than were asked about.

    One kind of facet that is read for certain has another value there, and the sentence names
    nobody of the value that is asked about.
    """
    found = [f.statement.population for f in one.findings if is_share(f)]
    populations = material.query.populations
    if not populations or not found:
        return False
    named = population_of(one.text)
    return all(_are_others(asked, has, named) for asked in populations for has in found)


def _are_others(asked: Population, found: Population, named: Population) -> bool:
    return any(
        differs(kind, asked, found) and not asked.values(kind) & named.values(kind)
        for kind in HARD
        if asked.values(kind) and found.values(kind)
    )


def focused(material: Material, judged: Sequence[Judged]) -> Material:
    """The material with the findings of the likeliest sentences, and those about as likely."""
    if not judged:
        return replace(material, candidates=())
    least = NEAR * judged[0].chance
    kept = {f.id for one in judged if one.chance >= least for f in one.findings}
    candidates = tuple(
        replace(c, findings=tuple(f for f in c.findings if f.id in kept))
        for c in material.candidates
    )
    return replace(material, candidates=candidates)

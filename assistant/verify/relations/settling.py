"""Relations of a sentence settled: by its own figures, by the source's sentence, or worked out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding
from assistant.request import Draft
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.judgements import CERTAIN, NOTHING, Judgement, Reason
from assistant.verify.relations.probing import Prober
from assistant.verify.relations.relation import Relation
from assistant.verify.relations.weighing import AMOUNTS, Weighed, amount_of, is_so_far, weigh

REASONS: dict[Weighed, Reason] = {"holds": "borne_out", "fails": "relation", "close": "too_close"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The shares of both sides, in per cent, with how they are told and where they stand.

    `are_sure` unless they are of what is only like the two sides.
    """

    one: float
    other: float
    told: str
    evidence: Evidence | None = None
    are_sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A sentence's figures after its relations were worked out, and a judgement a relation."""

    figures: tuple[Judgement, ...]
    relations: tuple[Judgement, ...]


def settle(
    said: SaidSentence, judged: Sequence[Judgement], *, prober: Prober, draft: Draft
) -> Settled:
    """Work out what a sentence says by comparing, and the differences that it states."""
    figures, words = list(judged), []
    for relation in said.relations:
        meant = _meant(said, relation, judged, prober=prober, draft=draft)
        words.append(_agreed([of_words(relation, sides) for sides in meant]))
        for number in _amounts(said) if meant else ():
            if not _is_settled(judged[number]):
                figure = said.figures[number].figure
                figures[number] = _agreed([of_amount(figure, sides) for sides in meant])
    return Settled(figures=tuple(figures), relations=tuple(words))


def _meant(
    said: SaidSentence,
    relation: Relation,
    judged: Sequence[Judgement],
    *,
    prober: Prober,
    draft: Draft,
) -> Sequence[Sides]:
    """The shares that a relation may be about: those that its sentence prints, else those found."""
    if not relation.is_read:
        return ()
    sides = _printed(said, relation, judged)
    return [sides] if sides else _found(relation, prober, draft)


def _is_settled(judged: Judgement) -> bool:
    """Whether an amount was found as it stands, or changed in a copy of its source.

    A copy that has an amount where its source has a share reckons with what the source prints.
    """
    return judged.verdict == "verified" or (judged.is_of_copy and judged.reason != "unit")


def _amounts(said: SaidSentence) -> list[int]:
    return [n for n, f in enumerate(said.figures) if f.figure.unit in AMOUNTS]


def _printed(said: SaidSentence, relation: Relation, judged: Sequence[Judgement]) -> Sides | None:
    """The two shares that a sentence prints itself, where the source bears both out."""
    shares = [n for n, f in enumerate(said.figures) if _is_share(f)]
    if len(shares) != 2 or any(judged[n].verdict != "verified" for n in shares):
        return None
    first, second = (said.figures[n] for n in shares)
    if relation.of == "times" and (relation.is_then_first or first.statement.role == "earlier"):
        first, second = second, first
    return Sides(
        one=first.figure.value,
        other=second.figure.value,
        told=f"{first.figure.text} and {second.figure.text}",
        evidence=judged[shares[0]].evidence,
    )


def _is_share(said: SaidFigure) -> bool:
    return said.figure.unit is Unit.PERCENT and said.figure.is_exact


def _found(relation: Relation, prober: Prober, draft: Draft) -> list[Sides]:
    """The shares of both sides, once for each pair of findings that may be meant."""
    if len(relation.sides) != 2:
        return []
    return [
        Sides(
            one=pair.one.statement.figure.value,
            other=pair.other.statement.figure.value,
            told=f"{_told(pair.one, relation, 0)} and {_told(pair.other, relation, 1)}",
            evidence=pair.one.evidence,
            are_sure=pair.is_sure,
        )
        for pair in prober.pairs(relation, draft)
    ]


def _agreed(judged: Sequence[Judgement]) -> Judgement:
    """What all pairs of shares that may be meant come to; nothing where they disagree."""
    return judged[0] if len({j.verdict for j in judged}) == 1 else NOTHING


def _told(finding: Finding, relation: Relation, number: int) -> str:
    """A side's figure with whose it is: "58% for women"."""
    side = relation.sides[number]
    figure = finding.statement.figure.text
    if relation.of == "times":
        return f"{figure} in {side.year or finding.statement.wave or 'the latest survey'}"
    return f"{figure} for {side.people}" if side.people else figure


def of_words(
    relation: Relation,
    sides: Sides,
    *,
    weighed: Weighed | None = None,
    is_significant: bool | None = None,
) -> Judgement:
    """A judgement of the words that compare; weighed by the two shares, unless that is done.

    A difference that is called significant must be: `is_significant` is None where no test of it is
    known.
    """
    weighed = weighed or weigh(relation.kind, sides.one, sides.other)
    reason: Reason = REASONS[weighed]
    if weighed == "holds" and relation.is_tested and not is_significant:
        reason = "untested" if is_significant is None else "not_significant"
    if reason != "borne_out" and not sides.are_sure:
        return _elsewhere(sides)
    return Judgement(reason=reason, strength=CERTAIN, found=sides.told, evidence=sides.evidence)


def _elsewhere(sides: Sides) -> Judgement:
    return Judgement(reason="elsewhere", strength=0.0, evidence=sides.evidence)


def of_amount(said: Figure, sides: Sides) -> Judgement:
    """A difference or a multiple, as both sides' shares come to."""
    if is_so_far(said, sides.one, sides.other):
        return Judgement(reason="borne_out", strength=CERTAIN, evidence=sides.evidence)
    if not sides.are_sure:
        return _elsewhere(sides)
    right = amount_of(said, sides.one, sides.other)
    is_as_printed = is_so_far(said, round(sides.one), round(sides.other))
    judgement = Judgement(
        reason="too_close" if is_as_printed else "relation",
        strength=CERTAIN,
        said=said.text,
        found=sides.told,
        evidence=sides.evidence,
    )
    if right is None or is_as_printed:
        return judgement
    return replace(judgement, expected=right.text)

"""The facts of a sentence judged: each against the surveys that the sentence may be about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from assistant.findings.finding import Evidence
from assistant.findings.stems import content_stems
from assistant.index.store import Index
from assistant.methodology.fact import KnownFact, SaidFact
from assistant.methodology.naming import YEAR, common_names, named_best
from assistant.methodology.reading.sentence import facts_in
from assistant.survey import Survey
from assistant.verify.bearing.passages import SourceSentence
from assistant.verify.claims import SaidSentence
from assistant.verify.facts.holding import Held, hold
from assistant.verify.facts.values import hold_values, words_of_name
from assistant.verify.judgements import CERTAIN, NOTHING, Judgement, Reason

# The surer a fact tells a survey from others, the more it decides which one is meant.
TELLING = {"size": 4, "margin": 3, "response_rate": 3, "dates": 2, "sponsor": 2, "fieldwork_by": 2}
OF_NUMBERS = ("dates", "margin", "size", "countries", "response_rate")
NEAREST = 3  # surveys that a sentence which names none may be about
REPEATED = 0.8  # of a sentence's content words that stand in the text it repeats
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+(?:\.\d+)?|\b[a-z]+\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The surveys that a sentence may be about; `is_sure` if it names them, or there is one."""

    surveys: tuple[Survey, ...]
    is_sure: bool


class Facts:
    """Judges what sentences say of surveys themselves, over one build of the index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def judge(
        self,
        said: SaidSentence,
        fact: SaidFact,
        *,
        sources: Sequence[SourceSentence] = (),
        surveys: Sequence[str] = (),
        context: str = "",
    ) -> Judgement:
        """Whether a fact is so of a survey that the sentence may be about.

        `surveys` limit it to those; `context` is the draft, whose other sentences may name one.
        """
        repeated = _repeated(said, sources)
        for source in repeated:
            is_there = fact.kind in OF_NUMBERS and fact.text in source.text
            if is_there and fact.people.text in source.text:
                return _verified(source.evidence)
        near = list(
            dict.fromkeys(source.passage.survey for source in repeated or _by_likeness(sources))
        )
        meant = self._meant(said, fact, near=near, surveys=surveys, context=context)
        if repeated and not meant.is_sure:
            meant = replace(meant, is_sure=len(near) == 1)
        held = [found for survey in meant.surveys for found in self._held(fact, survey)]
        judged = _judged(fact, held, is_sure=meant.is_sure)
        return judged if held or fact.kind != "margin" else _no_margin(meant, judged)

    def _held(self, fact: SaidFact, survey: Survey) -> Iterator[tuple[Survey, KnownFact, Held]]:
        """What is known of one survey beside what is said; its description decides over texts."""
        every = self._index.facts_of(survey.id)
        if fact.kind in OF_NUMBERS:
            known = [one for one in every if one.fact.kind == fact.kind]
            most = max(map(_value, known), default=0.0)
            held = [(one, hold(fact, one, survey, is_most=_value(one) >= most)) for one in known]
        else:
            held = hold_values(fact, every, occurs=partial(self._occurs, survey))
        bearing = [(survey, one, how) for one, how in held if how != "apart"]
        first = [found for found in bearing if found[1].origin != "text"]
        yield from first or bearing

    def _occurs(self, survey: Survey, name: str) -> bool:
        """Whether a name's words stand in anything that there is of a survey."""
        described = f"{survey.title} {survey.sponsor} {survey.fieldwork_by} {survey.publication}"
        texts = (passage.text for passage in self._index.passages.having("survey", survey.id))
        own = {word for text in (described, *texts) for word in WORD.findall(text.lower())}
        return bool(words_of_name(name) & own - common_names())

    def _meant(
        self,
        said: SaidSentence,
        fact: SaidFact,
        *,
        near: Sequence[str],
        surveys: Sequence[str],
        context: str,
    ) -> Meant:
        every = [s for s in self._index.surveys if not surveys or s.id in surveys]
        years = _years_around(said.text, fact)
        best, is_named = named_best(said.text, every, years=years, context=context)
        if not is_named and len(best) > 1:
            best = tuple(s for s in best if s.id in near[:NEAREST]) or best
        is_sure = is_named or len(best) == 1
        return Meant(surveys=self._likeliest(said, best), is_sure=is_sure)

    def _likeliest(self, said: SaidSentence, surveys: tuple[Survey, ...]) -> tuple[Survey, ...]:
        """Those of which most of what the sentence says is so: it is about one survey only."""
        if len(surveys) < 2:
            return surveys
        facts = facts_in(said.text)
        telling = {
            survey.id: sum(
                TELLING.get(fact.kind, 1)
                for fact in facts
                if any(held == "same" for _, _, held in self._held(fact, survey))
            )
            for survey in surveys
        }
        most = max(telling.values())
        return tuple(s for s in surveys if telling[s.id] == most)


def _years_around(text: str, fact: SaidFact) -> list[str]:
    """The year nearest before a fact, else the first after it; a date's own year tells nothing."""
    before, after = YEAR.findall(text[: fact.start]), YEAR.findall(text[fact.end :])
    return before[-1:] or after[:1]


def _repeated(said: SaidSentence, sources: Sequence[SourceSentence]) -> list[SourceSentence]:
    """The sentences of the corpus that a sentence repeats, nearly word for word."""
    words = content_stems(said.text)
    most = REPEATED * len(words)
    return [
        source for source in sources if words and len(words & content_stems(source.text)) >= most
    ]


def _by_likeness(sources: Sequence[SourceSentence]) -> list[SourceSentence]:
    return sorted(sources, key=lambda source: -source.similarity)


def _no_margin(meant: Meant, judged: Judgement) -> Judgement:
    """That a sample which chose itself has no margin of error, where none is published."""
    chosen = [survey for survey in meant.surveys if survey.sample == "opt-in"]
    if not chosen or len(chosen) < len(meant.surveys):
        return judged
    return replace(judged, reason="opt_in", strength=CERTAIN)


def _verified(evidence: Evidence) -> Judgement:
    return Judgement(reason="borne_out", strength=CERTAIN, evidence=evidence)


def _judged(
    fact: SaidFact, held: Sequence[tuple[Survey, KnownFact, Held]], *, is_sure: bool
) -> Judgement:
    for _, known, how in held:
        if how == "same":
            return _verified(known.evidence)
    if not is_sure or not held:
        return NOTHING
    coarser = [known for _, known, how in held if how == "coarser"]
    if coarser:
        return Judgement(
            reason="spoken",
            strength=CERTAIN,
            said=fact.text,
            found=coarser[0].fact.text,
            evidence=coarser[0].evidence,
        )
    return _contradicted(fact, held)


def _contradicted(fact: SaidFact, held: Sequence[tuple[Survey, KnownFact, Held]]) -> Judgement:
    _, first, how = held[0]
    found = list(dict.fromkeys(_in_words(known.fact) for _, known, _ in held))
    expected = _right_figure(fact, first) if len(found) == 1 else None
    if how == "confidence":
        return Judgement(
            reason="confidence",
            strength=CERTAIN,
            said=f"{fact.confidence:g}%",
            found=f"{first.fact.confidence:g}%",
            evidence=first.evidence,
        )
    return Judgement(
        reason=cast(Reason, fact.kind),
        strength=CERTAIN,
        said=_in_words(fact),
        found=" or ".join(found),
        expected=expected,
        evidence=first.evidence,
    )


def _value(known: KnownFact) -> float:
    return known.fact.figure.value if known.fact.figure else 0.0


def _in_words(fact: SaidFact) -> str:
    return " and ".join(fact.values) if fact.kind == "mode" else fact.text


def _right_figure(fact: SaidFact, known: KnownFact) -> str | None:
    """The right number in the place of the wrong one; what stands around it is kept."""
    if known.fact.figure is None or fact.figure is None:
        return None
    value = known.fact.figure.value
    number = f"{value:,.{known.fact.figure.decimals}f}"
    return NUMBER.sub(number, fact.text, count=1) if fact.kind == "margin" else number

"""Surveys held against each other, and one survey asked about a change: what cannot be told."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.align.alignment import Alignment, Asked, Near
from assistant.align.guide.collection import Collection
from assistant.align.guide.overview import is_of_people, overview
from assistant.align.guide.survey_line import words
from assistant.answer.choosing.judged import NEAR, Judged, judged_sentences
from assistant.answer.choosing.matching import is_share, terms_of
from assistant.answer.draft import DraftSentence
from assistant.answer.kinds.prose import told_whole
from assistant.answer.material import Material
from assistant.findings.lexicon import load
from assistant.period import YEAR
from assistant.retrieve.aims.naming import named_surveys
from assistant.survey import Survey

COMMON = 0.5  # of the words of two measures together that both have
LEAST_COMMON = 3


def compared(
    collection: Collection, material: Material, about: str, against: str
) -> Alignment | None:
    """That two surveys have no finding in common, with a finding of each; None if they may have.

    None as well where either side names no survey, or several.
    """
    sides = [named_surveys(side, collection.surveys) for side in (about, against)]
    if any(len(side) != 1 for side in sides):
        return None
    (one,), (other,) = sides
    if one == other or (one.series and one.series == other.series):
        return None
    if _have_common(collection, one, other):
        return None
    notice = words("none in common").format(
        one=collection.title(one), other=collection.title(other)
    )
    firsts = [_first(collection, material, survey) for survey in (one, other)]
    near = tuple(Near(sentence=sentence) for told in firsts for sentence in told)
    return Alignment(closest=near, notice=notice)


def unchanged(collection: Collection, asked: Asked) -> Alignment | None:
    """That one wave shows no change, with its figure; None unless a change of it is asked for."""
    material = asked.material
    if not _growing().search(asked.whole.strip(" ?.!")) or material.query.waves:
        return None
    near = _likeliest(material)
    if len({one.candidate.passage.survey for one in near}) != 1:
        return None
    survey = collection.survey(near[0].candidate.passage.survey)
    dates = survey.field_dates or survey.published
    if not dates or _has_other_waves(collection, survey) or any(map(_tells_of_change, near)):
        return None
    notice = words("one wave").format(title=collection.title(survey), dates=dates)
    sentence = told_whole(material, near[0])
    return Alignment(closest=(Near(sentence=sentence, differs=("period",)),), notice=notice)


@cache
def _growing() -> re.Pattern[str]:
    return re.compile(load("aims")["growing"], re.IGNORECASE)


def _likeliest(material: Material) -> list[Judged]:
    """The sentences with shares that may answer, the likeliest first."""
    judged = [one for one in judged_sentences(material) if any(map(is_share, one.findings))]
    if not judged or judged[0].chance < load("sureness")["least near"]:
        return []
    return [one for one in judged if one.chance >= NEAR * judged[0].chance]


def _has_other_waves(collection: Collection, survey: Survey) -> bool:
    others = (s for s in collection.index.surveys if s != survey)
    return bool(survey.series) and any(s.series == survey.series for s in others)


def _tells_of_change(one: Judged) -> bool:
    """Whether a sentence has an earlier value or a change, or names two years."""
    roles = {f.statement.role for f in one.findings}
    return bool(roles & {"earlier", "change"}) or len(set(YEAR.findall(one.text))) > 1


def _first(collection: Collection, material: Material, survey: Survey) -> Sequence[DraftSentence]:
    told = overview(collection, material, survey)
    lead = words("of survey").format(title=collection.title(survey))
    return [replace(sentence, lead=lead) for sentence in told.sentences[:1]] if told else ()


def _have_common(collection: Collection, one: Survey, other: Survey) -> bool:
    """Whether two surveys have measures of much the same words."""
    first, second = (_measures(collection, survey) for survey in (one, other))
    return any(_is_common(a, b) for a in first for b in second)


def _measures(collection: Collection, survey: Survey) -> set[frozenset[str]]:
    texts = [f for c in collection.texts(survey) for f in c.findings]
    found = [*texts, *(f for f in collection.cells(survey) if not is_of_people(f))]
    return {terms_of(finding) for finding in found if is_share(finding)}


def _is_common(one: frozenset[str], other: frozenset[str]) -> bool:
    both = one & other
    return len(both) >= LEAST_COMMON and len(both) >= COMMON * len(one | other)

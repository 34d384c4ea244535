"""Trends: the same question over the waves of a series, and what chance does not explain in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.errors import StatisticsError, TooFewPeople, UnknownQuestion
from assistant.statistics.answers import labels_of
from assistant.statistics.differences import Difference, Measured, between_waves, measure_wave
from assistant.statistics.estimate import Estimate, Wanted
from assistant.statistics.tabulate import tabulate


@dataclass(frozen=True, slots=True, kw_only=True)
class WavePoint:
    """What a wave says; `change` is against the point before it, None at the first one."""

    wave: str
    estimate: Estimate
    change: Difference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One option, or the mean, over the waves that can be told of, the earliest first.

    `overall` is the last point less the first. `notes` say in plain words which waves are left out
    and what changed in what was asked; without any, the question was the same throughout.
    """

    option: str
    points: tuple[WavePoint, ...]
    overall: Difference | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    wave: str
    question: Question
    estimate: Estimate
    measured: Measured


def trend(
    waves: Sequence[Responses], wanted: Wanted, *, option: str = "", minimum_base: int
) -> Trend:
    """The trend of a question's option, or of its mean, over `waves` from the earliest on.

    A wave asked the same question if it has one of that id, or one of the same wording.

    Raises:
        UnknownQuestion: No wave asked it with that option.
        StatisticsError: Broken by groups, or a median; a trend is of one group, named by --where.
    """
    if wanted.by or wanted.statistic == "median":
        raise StatisticsError(
            "a trend is of shares or means, for one group at a time; name it with --where"
        )
    told, notes = _all_told(waves, wanted, option=option, minimum_base=minimum_base)
    if not told:
        surveys = ", ".join(wave.survey for wave in waves) or "no waves"
        raise UnknownQuestion(
            f"{wanted.question} {option}".strip()
            + f": nothing to tell of {surveys}; {' '.join(notes)}"
        )
    for before, after in pairwise(told):
        notes += _changes(before, after)
    return Trend(
        option=told[-1].estimate.option,
        points=tuple(
            WavePoint(
                wave=one.wave,
                estimate=one.estimate,
                change=between_waves(one.measured, before.measured) if before else None,
            )
            for before, one in zip([None, *told], told, strict=False)
        ),
        overall=between_waves(told[-1].measured, told[0].measured) if len(told) > 1 else None,
        notes=tuple(notes),
    )


def _all_told(
    waves: Sequence[Responses], wanted: Wanted, *, option: str, minimum_base: int
) -> tuple[list[_Told], list[str]]:
    """The waves that can be told of, and why the others cannot."""
    asked = (wave.questionnaire.question(wanted.question) for wave in waves)
    like = next((question for question in asked if question), None)
    told: list[_Told] = []
    notes: list[str] = []
    for wave in waves:
        try:
            told.append(_told(wave, wanted, like, option=option, minimum_base=minimum_base))
        except UnknownQuestion:
            notes.append(f"{wave.survey} did not ask this.")
        except TooFewPeople:
            notes.append(f"{wave.survey} has too few people to tell.")
    return told, notes


def _told(
    wave: Responses, wanted: Wanted, like: Question | None, *, option: str, minimum_base: int
) -> _Told:
    question = wave.questionnaire.question(wanted.question) or _worded(wave, like)
    if question is None:
        raise UnknownQuestion(f"{wave.survey}: no question {wanted.question!r}")
    here = replace(wanted, question=question.id)
    measured = measure_wave(wave, here, option=option, minimum_base=minimum_base)
    table = tabulate(wave, here, minimum_base=minimum_base)
    chosen = question.option(option)
    names = {option.strip().casefold(), chosen.label.casefold() if chosen else ""}
    estimate = next(row for row in (*table.rows, *table.nets) if row.option.casefold() in names)
    return _Told(wave=wave.survey, question=question, estimate=estimate, measured=measured)


def _worded(wave: Responses, like: Question | None) -> Question | None:
    if like is None or not like.text:
        return None
    same = (q for q in wave.questionnaire.questions if _plain(q.text) == _plain(like.text))
    return next(same, None)


def _changes(before: _Told, after: _Told) -> list[str]:
    """What was asked differently, in plain words; letter case and spaces aside."""
    one, other = before.question, after.question
    pair = f"between {before.wave} and {after.wave}"
    notes = []
    if _plain(one.wording) != _plain(other.wording):
        notes.append(f"The wording changed {pair}: “{one.wording}”, then “{other.wording}”.")
    if [_plain(label) for label in labels_of(one)] != [_plain(label) for label in labels_of(other)]:
        notes.append(f"The answer options changed {pair}.")
    if _plain(one.base.label or one.base.where) != _plain(other.base.label or other.base.where):
        notes.append(f"Who was asked changed {pair}.")
    return notes


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

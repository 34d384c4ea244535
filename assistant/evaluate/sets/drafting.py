"""A question set proposed from a survey's findings, for a person to correct and reword."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import TypeAlias

from assistant.errors import BadInput
from assistant.evaluate.case import Case, ExpectedFigure, QuestionSet
from assistant.figures import Form, Unit
from assistant.findings.finding import Finding
from assistant.period import YEAR
from assistant.render.safe_text import safe_line

NOT_ASKED_OF = "left-handed"  # people whom no survey is likely to tell apart
NOT_ASKED = "own a sailing boat"
NO_WAVE = "1950"
WRONG_BY = 17  # points, for a premise or a claim that is false beyond any rounding
TO_EDIT = "Drafted from the survey's findings: check it and put it in your own words."

SURVEY = re.compile(r"\w[\w.:-]{0,99}")
Proposals: TypeAlias = Iterator[Case]


def draft_set(
    survey: str, findings: Sequence[Finding], *, earlier: Sequence[Finding] = (), most: int = 30
) -> QuestionSet:
    """At most `most` cases over a survey, of every kind in turn, the same ones every time.

    `earlier` are the findings of other waves. Kinds: values, comparisons, trends, refusals, false
    premises, other words, and claims, true and false.

    Raises:
        BadInput: There is nothing to ask about, or a set cannot name the survey.
    """
    if not SURVEY.fullmatch(survey):
        raise BadInput(
            f"{survey}: a question set cannot name this survey; rename its folder with letters, "
            "digits, hyphens, dots and underscores"
        )
    by_id = {finding.id: finding for finding in findings if _is_plain_share(finding)}
    shares = sorted(by_id.values(), key=_shuffled)
    kinds: list[Proposals] = [
        map(_value, shares),
        _comparisons(shares),
        map(_reworded, shares[1::2]),
        _trends(shares, [f for f in earlier if _is_plain_share(f)]),
        _refusals(shares),
        map(_false_premise, shares[2::3]),
        map(_true_claim, shares[3::4]),
        map(_false_claim, shares[4::4]),
    ]
    in_turn = (case for case in chain.from_iterable(zip_longest(*kinds)) if case is not None)
    cases = tuple(islice(in_turn, most))
    if not cases:
        raise BadInput(f"{survey}: has no exact percentages to ask about")
    return QuestionSet(title=f"Drafted over {survey}", surveys=(survey,), cases=cases)


def _is_plain_share(finding: Finding) -> bool:
    """Whether a finding is an exact percentage that a question can be put for."""
    statement = finding.statement
    figure, (said, option) = statement.figure, _measure(finding)
    return (
        figure.unit is Unit.PERCENT
        and figure.form is Form.DIGITS
        and figure.is_exact
        and statement.role == "finding"
        and bool(_people(finding) and said and (option or not statement.measure.question))
    )


def _shuffled(finding: Finding) -> str:
    return hashlib.sha256(finding.id.encode()).hexdigest()


def _case(kind: str, finding: Finding, **fields: object) -> Case:
    tags = ("claim", kind) if "claim" in fields else (kind,)
    return Case.model_validate(
        {"id": f"{kind}-{finding.id}", "tags": (*tags, "draft"), "why": TO_EDIT, **fields}
    )


def _value(finding: Finding) -> Case:
    question = f"What share of {_people(finding)} {_says(finding)}{_when(finding)}?"
    return _case("value", finding, question=question, figures=(_expected(finding),))


def _reworded(finding: Finding) -> Case:
    question = (
        f"Out of every hundred {_people(finding)}, how many {_says(finding)}{_when(finding)}?"
    )
    return _case("reworded", finding, question=question, figures=(_expected(finding),))


def _comparisons(shares: Sequence[Finding]) -> Proposals:
    """Each group beside another one of the same wave, on the same measure."""
    alike: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in shares:
        alike[_measure(finding), finding.statement.wave].append(finding)
    for groups in alike.values():
        for n, one in enumerate(groups):
            other = next((group for group in groups[n + 1 :] if _differs(one, group)), None)
            if other is not None:
                yield _comparison(one, other)


def _differs(one: Finding, other: Finding) -> bool:
    return _people(one) != _people(other) and _share(one) != _share(other)


def _comparison(one: Finding, other: Finding) -> Case:
    return _case(
        "compare",
        one,
        question=(
            f"How do {_people(one)} and {_people(other)} compare: what share of each "
            f"{_says(one)}{_when(one)}?"
        ),
        figures=(_expected(one), _expected(other)),
    )


def _trends(shares: Sequence[Finding], others: Sequence[Finding]) -> Proposals:
    """The same people on the same measure in the last wave before, by its year."""
    alike: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in others:
        alike[_measure(finding), _people(finding)].append(finding)
    for now in shares:
        before = [then for then in alike[_measure(now), _people(now)] if _year(then) < _year(now)]
        if before and _year(latest := max(before, key=_year)):
            yield _trend(latest, now)


def _trend(then: Finding, now: Finding) -> Case:
    before, after = _share(then), _share(now)
    return _case(
        "trend",
        now,
        question=(
            f"Between {_year(then)} and {_year(now)}, how has the share of "
            f"{_people(now)} who {_says(now)} changed?"
        ),
        figures=(_expected(then), _expected(now)),
        answer=() if before == after else ("rose" if after > before else "fell",),
        surveys=tuple(dict.fromkeys((now.survey, then.survey))),
    )


def _refusals(shares: Sequence[Finding]) -> Proposals:
    """People, a measure and a time that were not asked about, one after the other."""
    makers: tuple[Callable[[Finding], Case], ...] = (_other_people, _other_measure, _other_time)
    for n, finding in enumerate(shares):
        yield makers[n % len(makers)](finding)


def _other_people(finding: Finding) -> Case:
    return _case(
        "refusal",
        finding,
        question=f"What share of {NOT_ASKED_OF} {_people(finding)} {_says(finding)}?",
        not_figures=(_expected(finding),),
        refuse=("no_such_population",),
        missing=("people",),
    )


def _other_measure(finding: Finding) -> Case:
    return _case(
        "refusal",
        finding,
        question=f"What share of {_people(finding)} {NOT_ASKED}?",
        refuse=("not_covered",),
        missing=("measure",),
    )


def _other_time(finding: Finding) -> Case:
    return _case(
        "refusal",
        finding,
        question=f"What share of {_people(finding)} {_says(finding)} in {NO_WAVE}?",
        not_figures=(_expected(finding),),
        refuse=("not_covered",),
        missing=("period",),
    )


def _false_premise(finding: Finding) -> Case:
    wrong = _wrong(finding)
    return _case(
        "false-premise",
        finding,
        question=f"Why do {wrong:g}% of {_people(finding)} {_says(finding)}{_when(finding)}?",
        figures=(_expected(finding),),
        not_figures=(f"{wrong:g}%",),
    )


def _true_claim(finding: Finding) -> Case:
    claim = f"{_share(finding):g}% of {_people(finding)} {_says(finding)}"
    return _case("paraphrase", finding, claim=f"{claim}{_when(finding)}.", verdict="verified")


def _false_claim(finding: Finding) -> Case:
    wrong = _wrong(finding)
    return _case(
        "wrong_value",
        finding,
        claim=f"{wrong:g}% of {_people(finding)} {_says(finding)}{_when(finding)}.",
        verdict="contradicted",
        expected=(_expected(finding),),
    )


def _people(finding: Finding) -> str:
    return safe_line(finding.statement.population.text)


def _measure(finding: Finding) -> tuple[str, str]:
    measure = finding.statement.measure
    if not measure.question:
        return safe_line(measure.text), ""
    return safe_line(measure.question), safe_line(measure.option)


def _says(finding: Finding) -> str:
    """What the people say or do, as it stands in prose, or as a question and its answer."""
    said, option = _measure(finding)
    return f"answered “{option}” when asked “{said}”" if option else said


def _year(finding: Finding) -> int:
    """The last year of the wave, or 0 where it names none."""
    years = YEAR.findall(finding.statement.wave or "")
    return int(years[-1]) if years else 0


def _when(finding: Finding) -> str:
    wave = safe_line(finding.statement.wave or "")
    return f" in {wave}" if wave else ""


def _expected(finding: Finding) -> ExpectedFigure:
    figure = finding.statement.figure
    return ExpectedFigure(value=round(figure.value, max(1, figure.decimals)), unit="percent")


def _share(finding: Finding) -> float:
    """The percentage as it is shown."""
    figure = finding.statement.figure
    return round(figure.value, figure.decimals)


def _wrong(finding: Finding) -> float:
    shown = _share(finding)
    return shown + WRONG_BY if shown + WRONG_BY < 100 else shown - WRONG_BY

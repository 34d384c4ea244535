"""A question set proposed from a survey's findings, for a person to correct and reword."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, zip_longest

from assistant.evaluate.case import Alternatives, Case, ExpectedFigure, QuestionSet
from assistant.figures import Figure, Form, Unit
from assistant.findings.finding import Finding

NOT_ASKED_OF = "left-handed"  # people whom no survey is likely to tell apart
NOT_ASKED = "own a sailing boat"
NO_WAVE = "1950"
WRONG_BY = 17  # points, for a premise or a claim that is false beyond any rounding
MOST_COMPARED = 200
TO_EDIT = "Drafted from the survey's findings: check it and put it in your own words."

Proposals = Iterator[Case]


def draft_set(
    survey: str, findings: Sequence[Finding], *, earlier: Sequence[Finding] = (), most: int = 30
) -> QuestionSet:
    """At most `most` cases over a survey, of every kind in turn, the same ones every time.

    `earlier` are the findings of other waves. Kinds: values, comparisons, trends, refusals, false
    premises, other words, and claims, true and false.
    """
    shares = sorted(filter(_is_plain_share, findings), key=_shuffled)
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
    cases = {case.id: case for case, _ in zip(in_turn, range(most), strict=False)}
    return QuestionSet(
        title=f"Drafted over {survey}", surveys=(survey,), cases=tuple(cases.values())
    )


def _is_plain_share(finding: Finding) -> bool:
    """Whether a finding is an exact percentage that a question can be put for."""
    statement = finding.statement
    figure, measure = statement.figure, statement.measure
    return (
        figure.unit is Unit.PERCENT
        and figure.form is Form.DIGITS
        and figure.is_exact
        and bool(statement.population.text and measure.text)
        and statement.role == "finding"
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
    """Two groups of the same wave on the same measure, with different shares."""
    for one, other in combinations(shares[:MOST_COMPARED], 2):
        values = one.statement.figure.value, other.statement.figure.value
        if _measure(one) != _measure(other) or one.statement.wave != other.statement.wave:
            continue
        if _people(one) == _people(other) or values[0] == values[1]:
            continue
        yield _case(
            "compare",
            one,
            question=(
                f"How do {_people(one)} and {_people(other)} compare: what share of each "
                f"{_says(one)}{_when(one)}?"
            ),
            figures=(_expected(one), _expected(other)),
        )


def _trends(shares: Sequence[Finding], earlier: Sequence[Finding]) -> Proposals:
    """The same people on the same measure in another wave."""
    for now in shares:
        for then in earlier:
            same = (_measure(now), _people(now)) == (_measure(then), _people(then))
            if not same or now.statement.wave == then.statement.wave or not then.statement.wave:
                continue
            before, after = then.statement.figure.value, now.statement.figure.value
            yield _case(
                "trend",
                now,
                question=(
                    f"Between {then.statement.wave} and {now.statement.wave}, how has the share of "
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
    wrong = _wrong(finding.statement.figure)
    return _case(
        "false-premise",
        finding,
        question=f"Why do {wrong:g}% of {_people(finding)} {_says(finding)}{_when(finding)}?",
        figures=(_expected(finding),),
        not_figures=(f"{wrong:g}%",),
    )


def _true_claim(finding: Finding) -> Case:
    claim = f"{finding.statement.figure.value:g}% of {_people(finding)} {_says(finding)}"
    return _case("paraphrase", finding, claim=f"{claim}{_when(finding)}.", verdict="verified")


def _false_claim(finding: Finding) -> Case:
    wrong = _wrong(finding.statement.figure)
    return _case(
        "wrong_value",
        finding,
        claim=f"{wrong:g}% of {_people(finding)} {_says(finding)}{_when(finding)}.",
        verdict="contradicted",
        expected=(_expected(finding),),
    )


def _people(finding: Finding) -> str:
    return finding.statement.population.text


def _measure(finding: Finding) -> tuple[str, str]:
    measure = finding.statement.measure
    return (measure.question, measure.option) if measure.question else (measure.text, "")


def _says(finding: Finding) -> str:
    """What the people say or do, as it stands in prose, or as a question and its answer."""
    measure = finding.statement.measure
    if not measure.question:
        return measure.text
    return f"answered “{measure.option}” when asked “{measure.question}”"


def _when(finding: Finding) -> str:
    return f" in {finding.statement.wave}" if finding.statement.wave else ""


def _expected(finding: Finding) -> Alternatives:
    figure = finding.statement.figure
    value = round(figure.value, max(1, figure.decimals))
    return Alternatives(any_of=(ExpectedFigure(value=value, unit="percent"),))


def _wrong(figure: Figure) -> float:
    shown = round(figure.value, figure.decimals)
    return shown + WRONG_BY if shown + WRONG_BY < 100 else shown - WRONG_BY

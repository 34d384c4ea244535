"""What of a draft is shown: checked sentences, and derived figures that are worked out again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer.derived import difference, people_of
from assistant.answer.draft import Draft, DraftSentence, Slot
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Statement
from assistant.publishing.published import CheckSentence, Published, fault_of
from assistant.survey import Base
from assistant.verify.check import Claim


def finding(id: str, percent: int, base: int | None = None) -> Finding:
    return Finding(
        id=id,
        survey="s",
        statement=Statement(
            figure=Figure(text=f"{percent}%", value=percent, unit=Unit.PERCENT),
            start=0,
            end=0,
            sentence_start=0,
            sentence_end=0,
            base=Base(population="bakers", unweighted_n=base) if base else None,
        ),
        evidence=Evidence(source="corpus/s/a.txt", locator="paragraph 1", quote=f"{percent}%"),
        grade="prose",
    )


def draft(*parts: str | Slot) -> Draft:
    sentence = DraftSentence(
        parts=parts, survey="s", source="corpus/s/a.txt", locator="paragraph 1", quote="q"
    )
    return Draft(sentences=(sentence,))


def contradicted(text: str, _: Sequence[Finding]) -> Claim:
    return Claim(text=text, verdict="contradicted", why="it is 81%")


def never_called(*_: object) -> Claim:
    raise AssertionError("a derived figure stands in no source to hold it against")


def publish(draft: Draft, check: CheckSentence) -> Published:
    """What becomes of a draft."""
    published = Published()
    for sentence in draft.sentences:
        if why := fault_of(sentence, check):
            published.withhold(sentence, why)
        else:
            published.show(sentence)
    return published


ONE, OTHER, ASKED = finding("a", 86), finding("b", 81), finding("c", 86, base=306)
POINTS = difference(ONE, OTHER)


def test_a_sentence_that_fails_the_check_is_withheld_with_its_reason() -> None:
    published = publish(draft(Slot(figure=ONE.statement.figure, findings=(ONE,))), contradicted)

    assert (published.sentences, published.figures) == ([], [])
    assert published.withheld[0].why == "it is 81%"


def test_a_difference_that_works_out_again_is_shown() -> None:
    published = publish(draft("The difference is ", POINTS, "."), never_called)

    # 86 - 81
    assert [f.figure.text for f in published.figures] == ["5 points"]


@pytest.mark.parametrize("value", [4, 6])
def test_a_difference_that_does_not_work_out_is_withheld(value: int) -> None:
    wrong = replace(POINTS, figure=replace(POINTS.figure, value=value, text=f"{value} points"))

    published = publish(draft("The difference is ", wrong, "."), never_called)

    assert published.figures == []
    assert published.withheld


def test_a_base_beside_a_count_must_be_the_findings_own() -> None:
    count = people_of(ASKED)
    assert count is not None
    base = Slot(figure=Figure(text="360", value=360, unit=Unit.COUNT), findings=(ASKED,))

    assert publish(draft(count, " of the ", base), never_called).withheld

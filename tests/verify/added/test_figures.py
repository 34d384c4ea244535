"""Years and other words beside the figures of a sentence in other words."""

from dataclasses import replace

import pytest

from assistant.answer.draft import Draft, DraftSentence, Slot
from assistant.answer.models.offered import Offered
from assistant.answer.models.reading import drafted
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.verify.added.figures import figures_against
from assistant.verify.added.source import Wording
from tests.answer.examples import US, WORLD


def against(text: str, *origins: DraftSentence) -> list[str]:
    return list(
        figures_against(Wording(sentence=drafted(text, Offered(plain=Draft(sentences=origins)))))
    )


def in_year(finding: Finding, year: str) -> DraftSentence:
    dated = replace(finding, statement=replace(finding.statement, wave=year))
    slot = Slot(figure=finding.statement.figure, findings=(dated,))
    return plain(f"In {year}, ", slot, " of nurses said night shifts harm their sleep.")


def plain(*parts: str | Slot) -> DraftSentence:
    return DraftSentence(parts=parts, survey="night", source="", locator="", quote="")


@pytest.mark.parametrize(
    "text",
    [
        "In 1998, {f1} of nurses said so; in 2018, {f2} did.",
        "The share was {f1} in 1998 and {f2} in 2018.",
        "In 2018, {f2} of nurses said so.",
    ],
)
def test_figures_beside_their_own_years_are_dated_rightly(text: str) -> None:
    assert against(text, in_year(US, "1998"), in_year(WORLD, "2018")) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 1998, {f2} of nurses said so; in 2018, {f1} did.",
        "The share was {f2} in 1998 and {f1} in 2018.",
        "In 1998, {f1} of nurses said so, and {f2} did.",
    ],
)
def test_figures_beside_other_years_are_misdated(text: str) -> None:
    why = "gives a figure another year than its own"

    assert why in against(text, in_year(US, "1998"), in_year(WORLD, "2018"))


def test_figures_of_several_years_need_years() -> None:
    text = "{f1} of nurses said so, then {f2} did."

    assert against(text, in_year(US, "1998"), in_year(WORLD, "2018")) == [
        "leaves out the years of its figures"
    ]


def test_a_ratio_is_not_a_share_of_people() -> None:
    figure = replace(US.statement.figure, unit=Unit.RATIO)
    likely = plain("Nurses are ", Slot(figure=figure, findings=(US,)), " more likely to leave.")

    assert against("{f1} more likely to leave are nurses.", likely) == []
    assert against("{f1} of nurses are more likely to leave.", likely) == [
        "tells a ratio as a share"
    ]

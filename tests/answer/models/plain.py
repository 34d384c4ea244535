"""A plain draft of three sentences on invented nurses, for tests of what a model makes of it."""

from dataclasses import replace

from assistant.answer.derived import difference
from assistant.answer.draft import Draft, DraftSentence, Slot
from assistant.answer.material import Material
from assistant.answer.models.offered import Offered
from assistant.findings.finding import Finding
from tests.answer.examples import LEAVING, US, WORLD, material


def sentence(*parts: str | Slot, finding: Finding, lead: str = "", note: str = "") -> DraftSentence:
    evidence = finding.evidence
    return DraftSentence(
        parts=parts,
        survey=finding.survey,
        source=evidence.source,
        locator=evidence.locator,
        quote=evidence.quote,
        lead=lead,
        note=note,
    )


def slot(finding: Finding) -> Slot:
    return Slot(figure=finding.statement.figure, findings=(finding,))


HARM = sentence(
    slot(US), " of U.S. nurses said night shifts harm their sleep.", finding=US, note=" (base: 150)"
)
WORLDWIDE = sentence(
    "Globally, ", slot(WORLD), " of nurses said night shifts harm their sleep.", finding=WORLD
)
LEAVE = sentence(slot(LEAVING), " of U.S. nurses said they plan to leave.", finding=LEAVING)
APART = sentence("The difference is ", difference(WORLD, US), ".", finding=WORLD)
PLAIN = Draft(sentences=(HARM, WORLDWIDE))
OFFERED = Offered(plain=PLAIN)


def plain_material() -> Material:
    """A question with the one sentence that plainly answers it."""
    asked = material("What share of U.S. nurses said night shifts harm their sleep?")
    return replace(asked, plain=Draft(sentences=(HARM,)))

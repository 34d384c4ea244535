"""What becomes of an alignment: settled sentences, the source's own in their place, refusals."""

from dataclasses import dataclass, field

import pytest

from assistant.align.alignment import Alignment, Asked, Near, Tried
from assistant.answer.answer import Refusal
from assistant.answer.draft import DraftSentence, Slot
from assistant.answer.models.asking.calls import Calls
from assistant.errors import ModelFailed, Outcome
from assistant.findings.finding import Finding
from assistant.publishing.drafting import Drafted, Drafting
from tests.answer.examples import SENTENCES, US, WORLD, material

QUESTION = "What share of U.S. nurses and of nurses globally said night shifts harm their sleep?"
WRONG = "wrong people"


def sentence(finding: Finding, words: str) -> DraftSentence:
    """A sentence that opens with a finding's figure."""
    slot = Slot(figure=finding.statement.figure, findings=(finding,))
    evidence = finding.evidence
    return DraftSentence(
        parts=(slot, f" {words}"),
        survey=finding.survey,
        source=evidence.source,
        locator=evidence.locator,
        quote=evidence.quote,
    )


GOOD = sentence(US, "of U.S. nurses say so.")
BAD = sentence(WORLD, "of U.S. doctors say so.")
QUOTED = sentence(WORLD, "of nurses worldwide said so.")


@dataclass(slots=True)
class Model:
    """Aligns as it is told to, or fails."""

    alignment: Alignment | ModelFailed
    asked: list[Asked] = field(default_factory=list)
    name: str = "scripted:model"

    def align(self, asked: Asked, calls: Calls | None) -> Alignment:
        self.asked.append(asked)
        if isinstance(self.alignment, ModelFailed):
            raise self.alignment
        return self.alignment


def drafted(
    alignment: Alignment | ModelFailed | None, *, why: str = ""
) -> tuple[list[str], Drafted]:
    """What is shown; `why` is what speaks against every sentence that is not settled yet."""
    result = Drafted()
    model = None if alignment is None else Model(alignment)
    asked = Asked(question=QUESTION, material=material(QUESTION))
    shown = Drafting(lambda _: why, model=model).draft(asked, result)
    return [event.sentence.text for event in shown], result


def tried(sentence: DraftSentence, why: str = "", *instead: DraftSentence) -> Tried:
    return Tried(text=sentence.text, sentence=sentence, why=why, instead=instead)


def test_without_a_model_the_built_in_aligner_answers() -> None:
    texts, result = drafted(None)

    assert [text.split(" ")[0] for text in texts] == ["86%", "92%", "The"]
    assert result.aligned_by == "built-in"


def test_a_built_in_sentence_that_does_not_settle_gives_way_to_the_source_s_own() -> None:
    texts, result = drafted(None, why=WRONG)

    assert texts == [SENTENCES[1], SENTENCES[0]]
    assert {held.why for held in result.published.withheld} == {WRONG}


def test_what_a_model_aligned_is_shown_under_its_name() -> None:
    texts, result = drafted(Alignment(tried=(tried(GOOD),), standalone="Whole?"))

    assert texts == ["86% of U.S. nurses say so."]
    assert result.aligned_by == "scripted:model"
    assert result.standalone == "Whole?"
    assert [figure.figure.text for figure in result.published.figures] == ["86%"]


def test_the_source_takes_the_place_of_a_sentence_that_does_not_settle() -> None:
    texts, result = drafted(Alignment(tried=(tried(GOOD), tried(BAD, WRONG, QUOTED))))

    assert texts == ["86% of U.S. nurses say so.", "92% of nurses worldwide said so."]
    assert [(held.text, held.why) for held in result.published.withheld] == [(BAD.text, WRONG)]


def test_the_same_sentence_is_shown_once() -> None:
    texts, _ = drafted(Alignment(tried=(tried(BAD, WRONG, QUOTED), tried(BAD, WRONG, QUOTED))))

    assert texts == [QUOTED.text]


def test_a_refusal_shows_the_closest_findings_and_no_sentence() -> None:
    refusal = Refusal(reason="no_such_population", text="Not those.", missing=("people",))

    texts, result = drafted(
        Alignment(refusal=refusal, closest=(Near(sentence=QUOTED, differs=("people",)),))
    )

    assert texts == []
    assert result.refusal == refusal
    (closest,) = result.closest
    assert (closest.text, closest.differs) == (QUOTED.text, ("people",))
    assert result.published.figures[closest.figures[0]].figure.text == "92%"
    assert result.published.citations[closest.citations[0] - 1].quote == WORLD.evidence.quote


def test_the_closest_findings_alone_stand_under_what_was_not_found() -> None:
    texts, result = drafted(
        Alignment(closest=(Near(sentence=QUOTED),), notice="No figure here is about cats.")
    )

    assert texts == []
    assert result.refusal is None
    assert result.in_place == (
        f"No figure here is about cats. The closest findings: {QUOTED.text} [1]"
    )


def test_where_nothing_of_a_models_settles_the_built_in_aligner_answers_and_says_so() -> None:
    texts, result = drafted(Alignment(tried=(tried(BAD, WRONG),)))

    assert [text.split(" ")[0] for text in texts[:2]] == ["86%", "92%"]
    assert "not borne out" in texts[-1]
    assert result.aligned_by == "built-in"


@pytest.mark.parametrize(
    ("outcome", "told"), [("down", "could not be reached"), ("malformed", "could be read")]
)
def test_a_model_that_fails_is_named_by_how_it_failed(outcome: Outcome, told: str) -> None:
    texts, result = drafted(ModelFailed(outcome))

    assert [text.split(" ")[0] for text in texts[:2]] == ["86%", "92%"]
    assert told in texts[-1]
    assert result.aligned_by == "built-in"

"""A question about invented nurses, put to a model, and what is drafted of it."""

import json
from typing import Any

from assistant.align.alignment import Asked
from assistant.align.asking.prompting import question_messages
from assistant.align.asking.rendering import evidence_text, surveys_text
from assistant.align.asking.writer import Asking
from assistant.align.by_model import AligningModel, ModelAligner, Sources
from assistant.align.evidence import gather_evidence
from assistant.answer.models.asking.calls import Calls
from assistant.findings.lexicon import load
from assistant.publishing.drafting import Drafted, Drafting
from assistant.retrieve.responses.computing import Calculator
from assistant.survey import Survey
from tests.answer.examples import material

KEY = "sk-a-key-that-nobody-may-see"
QUESTION = "What share of U.S. nurses said night shifts harm their sleep?"
NURSES = (Survey(id="night"),)
PLAIN = "86% of U.S. nurses said night shifts harm their sleep (base: 150)."
SHOWN = "Of U.S. nurses, 86% said night shifts harm their sleep (base: 150)."
TOLD: dict[str, str] = load("wording")["model"]
US = 3  # the number of the 86% in the evidence: 92%⟦1⟧, 150⟦2⟧, 86%⟦3⟧, …


def aligned(text: str, *, figure: Any = US, **others: Any) -> str:
    """A reply that shows a sentence, and says that one figure is about the question."""
    use = {"figure": figure, "people": "same", "measure": "same", "period": "same"}
    return json.dumps({"uses": [use], "sentences": [{"text": text}], **others})


RIGHT = aligned(f"Of U.S. nurses, {{{US}}} said night shifts harm their sleep.")


def asking() -> Asking:
    """What a model is asked about the question."""
    evidence = gather_evidence([material(QUESTION)], (), NURSES)
    told = evidence_text(evidence), surveys_text(NURSES)
    return Asking(messages=question_messages(QUESTION, evidence=told[0], surveys=told[1]))


def sources() -> Sources:
    """The index of one article, in which a second search finds nothing new."""
    return Sources(
        responses=(),
        surveys=NURSES,
        calculator=Calculator((), (), minimum_base=30),
        retrieve=lambda text, surveys: material(text),
    )


def drafted(model: AligningModel) -> Drafted:
    """What becomes of the question with the model."""
    calls = Calls(model.name, seconds=model.seconds, prices=model.prices)
    state = Drafted(calls=calls)
    drafting = Drafting(lambda sentence: "", model=ModelAligner(model, sources))
    list(drafting.draft(Asked(question=QUESTION, material=material(QUESTION)), state))
    return state


def texts(state: Drafted) -> list[str]:
    """The sentences that are shown."""
    return [sentence.text for sentence in state.published.sentences]

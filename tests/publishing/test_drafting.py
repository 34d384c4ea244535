"""Whose words an answer is in: a model's where they hold, and the plain ones for the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest
from langchain_core.runnables import RunnableLambda

from assistant.answer.answer import Refusal
from assistant.answer.answerer import Answerer
from assistant.answer.draft import Draft, DraftSentence
from assistant.answer.material import Material
from assistant.answer.models.offered import Offered
from assistant.answer.models.reading import drafted
from assistant.answer.models.seeking import Sought
from assistant.errors import ModelFailed, Outcome
from assistant.publishing.drafting import Drafted, Drafting
from tests.answer.examples import material
from tests.answer.models.plain import HARM
from tests.answer.models.test_seeking import Desk

QUESTION = "What share of U.S. nurses and of nurses globally said night shifts harm their sleep?"
WRONG = "wrong people"


@dataclass(slots=True)
class Model:
    """Writes drafts from a script; fails where the script says so."""

    drafts: list[Sequence[str] | ModelFailed]
    seen: list[Material] = field(default_factory=list)

    def answerer(self) -> Answerer:
        return Answerer(name="scripted:model", chain=RunnableLambda(self.write))

    def write(self, material: Material) -> Iterator[Draft | Refusal]:
        self.seen.append(material)
        script = self.drafts.pop(0) if self.drafts else ()
        if isinstance(script, ModelFailed):
            raise script
        assert material.plain
        for text in script:
            if text == "fail":
                raise ModelFailed("down")
            sentence = drafted(text, Offered(plain=material.plain))
            yield Draft(sentences=(replace(sentence, note=""),))


def fault(sentence: DraftSentence) -> str:
    """Nothing is said of doctors here."""
    return WRONG if "doctors" in sentence.claim else ""


def answered(model: Model, question: str = QUESTION) -> tuple[list[str], Drafted]:
    result = Drafted()
    asked = material(question)
    shown = Drafting(fault, model=model.answerer()).draft(asked, result, Desk())
    return [event.sentence.text for event in shown], result


def plain() -> list[str]:
    result = Drafted()
    return [e.sentence.text for e in Drafting(fault).draft(material(QUESTION), result, Desk())]


def test_the_plain_answer_has_two_figures_and_their_difference() -> None:
    assert [text.split(" ")[0] for text in plain()] == ["86%", "92%", "The"]


def test_a_model_words_the_same_figures() -> None:
    script = ["{f1} of U.S. nurses say so.", "Worldwide {f2} do.", "They are {f3} apart."]

    texts, result = answered(Model([script]))

    assert texts == [
        "86% of U.S. nurses say so.",
        "Worldwide 92% do.",
        "They are 6 points apart.",
    ]
    assert result.answerer == "scripted:model"


def test_a_sentence_that_fails_is_sent_back_once_with_the_reason() -> None:
    first = ["{f1} of U.S. doctors say so.", "Worldwide {f2} do.", "They are {f3} apart."]
    model = Model([first, ["{f1} of U.S. nurses say so."]])

    texts, result = answered(model)

    assert texts[0] == "86% of U.S. nurses say so."
    assert len(texts) == 3
    assert [(h.text, h.why) for h in model.seen[1].sent_back] == [
        ("86% of U.S. doctors say so.", WRONG)
    ]
    assert [held.why for held in result.published.withheld] == [WRONG]


def test_a_sentence_that_fails_twice_gives_way_to_the_plain_one() -> None:
    bad = "{f1} of U.S. doctors say so."

    texts, _ = answered(Model([[bad, "Worldwide {f2} do.", "They are {f3} apart."], [bad]]))

    assert texts == [plain()[0], "Worldwide 92% do.", "They are 6 points apart."]
    assert not any("doctors" in text for text in texts)


def test_a_greeting_is_left_out_and_not_sent_back() -> None:
    model = Model([["Here is what nurses, not doctors, said.", "{f1} of U.S. nurses say so."]])

    texts, result = answered(model)

    assert texts == ["86% of U.S. nurses say so.", *plain()[1:]]
    assert len(model.seen) == 1
    assert [held.why for held in result.published.withheld] == [WRONG]


def test_a_figure_that_the_model_leaves_out_is_shown_in_the_plain_sentence() -> None:
    texts, _ = answered(Model([["{f1} of U.S. nurses say so."]]))

    assert texts == ["86% of U.S. nurses say so.", *plain()[1:]]


def test_a_figure_is_said_once() -> None:
    script = ["{f1} of U.S. nurses say so.", "So say {f1} of U.S. nurses."]

    texts, result = answered(Model([script]))

    assert texts == ["86% of U.S. nurses say so.", *plain()[1:]]
    assert result.published.withheld == []


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("down", "could not be reached"),
        ("slow", "too long"),
        ("busy", "rate"),
        ("empty", "nothing"),
    ],
)
def test_where_the_model_fails_the_plain_answer_is_given_and_says_so(
    outcome: Outcome, words: str
) -> None:
    texts, result = answered(Model([ModelFailed(outcome)]))

    assert texts[:-1] == plain()
    assert words in texts[-1]
    assert result.answerer == "built-in"


def test_where_the_model_breaks_off_the_rest_is_plain_and_says_so() -> None:
    texts, result = answered(Model([["{f1} of U.S. nurses say so.", "fail"]]))

    assert texts[:3] == ["86% of U.S. nurses say so.", *plain()[1:]]
    assert "broke off" in texts[3]
    assert result.answerer == "scripted:model"


def test_where_the_model_breaks_off_with_all_said_nothing_is_said_of_it() -> None:
    script = ["{f1} of U.S. nurses say so.", "Worldwide {f2} do.", "They are {f3} apart.", "fail"]

    texts, _ = answered(Model([script]))

    assert len(texts) == 3


def test_where_nothing_is_borne_out_the_plain_answer_is_given_and_says_so() -> None:
    bad = ["{f1} of doctors say so."]

    texts, result = answered(Model([bad, bad]))

    assert texts[:-1] == plain()
    assert "not borne out" in texts[-1]
    assert result.answerer == "built-in"


def test_a_question_that_is_refused_never_reaches_the_model() -> None:
    model = Model([["{f1} of nurses."]])

    texts, result = answered(model, "What share of Dutch nurses own a boat?")

    assert texts == []
    assert result.refusal is not None
    assert model.seen == []


def test_what_a_model_finds_of_a_refused_question_is_worded_and_checked() -> None:
    model = Model([])
    asked = material("What share of U.S. nurses own a boat?")
    found = Draft(sentences=(HARM,))
    seeker: RunnableLambda[Sought, Draft] = RunnableLambda(lambda _: found)
    words = replace(model.answerer(), seeker=seeker)
    result = Drafted()

    shown = list(Drafting(fault, model=words).draft(asked, result, Desk()))

    assert next(e.sentence.text for e in shown).startswith("86% of U.S. nurses")
    assert result.refusal is None

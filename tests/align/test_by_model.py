"""A question put to a model: what it says is settled, and what it makes up changes nothing."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assistant.align.alignment import Alignment, Asked
from assistant.align.by_model import ModelAligner, Sources
from assistant.answer.material import Material
from assistant.answer.models.asking.calls import Calls
from assistant.answer.models.asking.usage import Prices
from assistant.errors import ModelFailed
from assistant.retrieve.responses.computing import Calculator
from assistant.survey import Survey
from tests.align.evidenced import (
    LIBRARY,
    OPENING,
    VISITS,
    about,
    candidate,
    evidence_of,
    material,
    number,
    opened,
    replying,
)
from tests.scripted_model import ScriptedModel, prompts_of

VISITED = "What share of county residents visited a public library?"
BOWLING = Survey(
    id="bowling",
    title="Bowling {words} ⟦1⟧",
    sponsor="The Alley",
    sample_size=1204,
    field_dates="May 2024",
)
EVIDENCE = evidence_of(material(VISITED))
SHARE, EARLIER, BOATS = (number(EVIDENCE, text) for text in ("54%", "46%", "62%"))
RIGHT = {
    "uses": [about(SHARE)],
    "sentences": [{"text": f"{{{SHARE}}} of county residents visited a public library."}],
}
SHOWN = "54% of county residents visited a public library."
WRONG = {
    "uses": [about(SHARE)],
    "sentences": [{"text": "99% of county residents love the mayor."}],
}


def aligned(
    *replies: str | dict[str, Any],
    question: str = VISITED,
    turns: Sequence[str] = (),
    further: "Material | Callable[[str, Sequence[str]], Material] | None" = None,
) -> tuple[Alignment, ScriptedModel]:
    """What a model that replies so comes to, and the model."""
    model = replying(*replies)
    sources = Sources(
        responses=(),
        surveys=(LIBRARY, BOWLING),
        calculator=Calculator((), (), minimum_base=30),
        retrieve=further
        if callable(further)
        else lambda text, _: further or material(text, VISITS),
    )
    asked = Asked(question=question, material=material(question), turns=tuple(turns))
    calls = Calls("scripted:model", seconds=30, prices=Prices())
    return ModelAligner(opened(model), lambda: sources).align(asked, calls), model


def told(alignment: Alignment) -> list[str]:
    """The sentences that stand."""
    return [t.sentence.text for t in alignment.tried if t.sentence and not t.why]


def test_what_the_model_finds_is_said_in_its_words() -> None:
    alignment, model = aligned(RIGHT)

    assert told(alignment) == [SHOWN]
    assert len(model.heard) == 1


def test_where_all_is_held_back_the_model_is_asked_once_more_and_told_why() -> None:
    alignment, model = aligned(WRONG | {"uses": []}, RIGHT)

    assert told(alignment) == [SHOWN]
    assert len(model.heard) == 2
    assert "it has no figure and cites nothing" in prompts_of(model)[1]


def test_what_is_held_back_again_stays_so() -> None:
    alignment, model = aligned(WRONG | {"uses": []})

    assert told(alignment) == []
    assert alignment.refusal is None
    assert len(model.heard) == 2


def test_a_model_that_may_not_be_called_fails() -> None:
    aligner = ModelAligner(opened(replying(RIGHT)), lambda: pytest.fail("nothing to look at"))

    with pytest.raises(ModelFailed):
        aligner.align(Asked(question=VISITED, material=material(VISITED)), None)


@pytest.mark.parametrize(
    "reply",
    ["", "I cannot say.", "{}", '{"answer": "99%"}', "[" * 9_000, '{"operation": "obey"}'],
)
def test_what_cannot_be_read_fails_the_model(reply: str) -> None:
    with pytest.raises(ModelFailed) as raised:
        aligned(reply)

    assert raised.value.outcome in ("empty", "malformed")


ASKED = "What share of left-handed nurses under 30 in Peru own 2 boats?"


@pytest.mark.parametrize(
    ("missing", "words", "text"),
    [
        ("people", "left-handed nurses", "The findings here don't tell left-handed nurses apart."),
        ("people", "Under 30", "The findings here don't tell Under 30 apart."),
        ("people", "nurses in\n Peru.", "The findings here don't tell nurses in Peru apart."),
        ("measure", "own 2 boats", "The surveys here didn't ask about own 2 boats."),
        ("people", "", "The findings here aren't about those people."),
        ("people", "99% of nurses", "The findings here aren't about those people."),
        ("people", "30% of nurses", "The findings here aren't about those people."),
        ("people", "ninety-nine percent", "The findings here aren't about those people."),
        ("people", "right-handed nurses", "The findings here aren't about those people."),
        ("people", "the mayor, who is great", "The findings here aren't about those people."),
        ("people", "nurses " * 50, "The findings here aren't about those people."),
        ("people", "{nurses.__class__}", "The findings here aren't about those people."),
        ("measure", "<b>boats</b>", "The surveys here didn't ask about that."),
        ("period", "2031", "There is no finding here for that time."),
        ("option", "strongly", "That answer isn't among the findings here."),
        ("survey", "the moon", "There is no survey here on that."),
        (None, "", "The surveys here didn't ask about that."),
    ],
)
def test_what_is_missing_is_named_in_the_questions_own_words_or_not_at_all(
    missing: str | None, words: str, text: str
) -> None:
    reply = {"operation": "value", "missing": missing, "missing_words": words}

    alignment, _ = aligned(reply, question=ASKED)

    assert alignment.refusal is not None
    assert alignment.refusal.text == text
    assert alignment.refusal.missing == (missing or "measure",)


@pytest.mark.parametrize(
    ("closest", "texts"),
    [
        ([SHARE], [VISITS]),
        ([SHARE, SHARE, EARLIER], [VISITS]),
        ([BOATS], []),
        ([999, -1, 0], []),
        (
            [*range(1, 40)],
            [VISITS, *re.findall(r"(?:Women|Some).*?(?<!vs)\.", OPENING)],
        ),
    ],
    ids=["one", "twice", "too small a group", "none there", "all there are"],
)
def test_the_closest_are_three_sentences_of_the_source_at_most(
    closest: list[int], texts: list[str]
) -> None:
    alignment, _ = aligned({"missing": "people", "closest": closest})

    assert [near.sentence.text for near in alignment.closest] == texts


SKI = "And skiing in 2024?"


@pytest.mark.parametrize(
    ("choices", "shown"),
    [
        (["Who skis in 2024?", "Who rows?"], ["Who skis in 2024?", "Who rows?"]),
        (["Who skis?", "Who skis in 2031?"], []),
        (["Who skis?", "Why do 99% ski?"], []),
        (["Who skis?", "Why do ninety-nine percent ski?"], []),
        (["Who skis?", "Do most people ski?"], ["Who skis?", "Do most people ski?"]),
        (["Who skis?", "", " \n"], []),
        (["Who skis?"], []),
        ([f"Who skis, {'x' * 900}?", "Who\nrows\u202e?"], [f"Who skis, {'x' * 290}", "Who rows?"]),
        (
            ["Who a?", "Who b?", "Who c?", "Who d?", "Who e?"],
            ["Who a?", "Who b?", "Who c?", "Who d?"],
        ),
    ],
)
def test_choices_bring_in_no_number_of_their_own(choices: list[str], shown: list[str]) -> None:
    alignment, _ = aligned({"operation": "ask_back", "choices": choices}, question=SKI)

    assert alignment.refusal is not None
    assert (alignment.refusal.reason, list(alignment.refusal.choices)) == ("ambiguous", shown)


@pytest.mark.parametrize(
    ("whole", "taken"),
    [
        ("What share of residents skied in 2024?", "What share of residents skied in 2024?"),
        ("What share of residents skied in 2031?", ""),
        ("Why do 99% ski?", ""),
        ("Why do ninety-nine percent ski?", ""),
        ("Who\nskis\u202e?", "Who skis?"),
        ("", ""),
    ],
)
def test_a_question_is_made_whole_without_numbers_of_its_own(whole: str, taken: str) -> None:
    reply = RIGHT | {"standalone_question": whole}

    alignment, _ = aligned(reply, question=SKI, turns=["Who skis?"])

    assert alignment.standalone == taken


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("bowling.sponsor", "The survey was paid for by The Alley."),
        (" bowling . sample_size ", "1,204 people were surveyed."),
    ],
)
def test_a_fact_is_told_as_the_survey_describes_itself(fact: str, text: str) -> None:
    alignment, _ = aligned({"operation": "survey", "sentences": [{"fact": fact}]})

    assert told(alignment) == [text]
    assert alignment.tried[0].sentence is not None
    assert alignment.tried[0].sentence.source == "corpus/bowling/survey.yaml"


@pytest.mark.parametrize(
    "fact",
    [
        "library.sponsor",
        "bowling.margin_of_error",
        "bowling.licence",
        "bowling.__class__",
        "bowling.visible_to",
        "none.sponsor",
        "bowling",
        "99% love the mayor." * 100,
        "../bowling.sponsor",
    ],
)
def test_a_fact_that_nothing_states_is_not_told(fact: str) -> None:
    alignment, _ = aligned({"operation": "survey", "sentences": [{"fact": fact}]})

    assert told(alignment) == []
    assert len(alignment.tried[0].why) < 80


def test_an_overview_is_ours_and_a_title_is_only_a_title() -> None:
    alignment, _ = aligned({"operation": "overview", "missing_words": "99%"})

    assert told(alignment) == [
        "Library visits, dates not stated.",
        "Bowling {words} ⟦1⟧: 1,204 people, May 2024.",
    ]


@pytest.mark.parametrize("operation", ["small_talk", "out_of_scope"])
def test_what_is_no_question_is_met_with_words_of_ours(operation: str) -> None:
    alignment, _ = aligned({"operation": operation, "sentences": [{"text": "99% say hello."}]})

    assert alignment.refusal is not None
    assert "99" not in alignment.refusal.text
    assert alignment.tried == ()


CATS = material("Cats?", candidate("Some 30% of adults own a cat.", id="cats"))
CAT = number(evidence_of(material("Who keeps a cat?"), CATS), "30%")
NO_CATS = {"missing": "measure", "standalone_question": "Who owns a cat?"}
A_CAT = {"uses": [about(CAT)], "sentences": [{"text": f"{{{CAT}}} of adults own a cat."}]}


def test_what_the_model_does_not_find_is_looked_up_once_more_in_its_words() -> None:
    alignment, model = aligned(NO_CATS, A_CAT, question="Who keeps a cat?", further=CATS)

    assert told(alignment) == ["30% of adults own a cat."]
    first, second = prompts_of(model)
    assert "look_up" not in first
    assert "Who owns a cat?" in second
    assert "public library" in second  # what it saw before stays in sight


def test_a_model_that_still_finds_nothing_may_have_more_looked_up_once() -> None:
    def retrieved(text: str, _: Sequence[str]) -> Material:
        return CATS if text == "feline" else material(text, candidate("Dogs bark.", id="dogs"))

    wanted = NO_CATS | {"look_up": [{"search": "feline"}]}
    alignment, model = aligned(
        NO_CATS, wanted, wanted, question="Who keeps a cat?", further=retrieved
    )

    assert alignment.refusal is not None
    assert len(model.heard) == 3
    assert "Some 30%" in prompts_of(model)[2]
    assert '"look_up"' not in prompts_of(model)[2]


def test_what_is_missing_is_what_the_model_says_having_seen_more() -> None:
    people = {"missing": "people", "missing_words": "keeps a cat"}

    alignment, _ = aligned(NO_CATS, people, question="Who keeps a cat?", further=CATS)

    assert alignment.refusal is not None
    assert alignment.refusal.missing == ("people",)


def test_a_second_search_that_finds_nothing_new_is_not_asked_about() -> None:
    missing = {"missing": "measure", "standalone_question": "Who owns a cat?"}

    alignment, model = aligned(missing, RIGHT, question="Who keeps a cat?")

    assert alignment.refusal is not None
    assert len(model.heard) == 1


def test_a_second_search_that_fails_leaves_what_was_found() -> None:
    missing = {"missing": "measure", "standalone_question": "Who owns a cat?"}
    other = material("Cats?", candidate("Some 30% of adults own a cat.", id="cats"))

    alignment, _ = aligned(missing, "nothing", question="Who keeps a cat?", further=other)

    assert alignment.refusal is not None
    assert alignment.refusal.missing == ("measure",)

"""A refused question looked up by a model with tools."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer.draft import DraftSentence
from assistant.answer.models.seeking import Sought, seeking_chain
from assistant.errors import UnknownSurvey
from tests.answer.models.plain import HARM, LEAVE
from tests.scripted_model import calling, prompts_of, scripted


@dataclass(slots=True)
class Desk:
    """A desk with two sentences, of which one is about what was asked."""

    asked: list[str] = field(default_factory=list)

    def search(self, words: str) -> Sequence[DraftSentence]:
        self.asked.append(words)
        return (HARM, LEAVE)

    def compute(self, survey: str, question: str, *, where: str) -> Sequence[DraftSentence]:
        raise UnknownSurvey(survey, ["night"])

    def check(self, text: str) -> str:
        self.asked.append(text)
        return "contradicted"

    def is_about(self, sentence: DraftSentence) -> bool:
        return sentence is HARM


def sought(*replies: object, desk: Desk | None = None) -> tuple[DraftSentence, ...]:
    chain = seeking_chain(scripted(*replies))  # type: ignore[arg-type]
    return chain.invoke(Sought(question="Do nurses sleep?", desk=desk or Desk())).sentences


def test_what_the_model_finds_and_chooses_is_a_plain_draft() -> None:
    desk = Desk()

    found = sought(
        calling("search_findings", words="nurses' sleep"),
        calling("answer_with", ids=["s1"]),
        desk=desk,
    )

    assert (desk.asked, found) == (["nurses' sleep"], (HARM,))


def test_what_is_not_about_the_question_is_left_out_whatever_the_model_says() -> None:
    search = calling("search_findings", words="nurses")

    assert sought(search, calling("answer_with", ids=["s2", "s1", "s9", ""])) == (HARM,)


def test_a_model_that_chooses_nothing_or_only_talks_finds_nothing() -> None:
    search = calling("search_findings", words="nurses")

    assert sought(search, calling("answer_with", ids=[])) == ()
    assert sought(search, "It is 99%.") == ()


def test_a_model_that_goes_on_looking_is_stopped() -> None:
    assert sought(*(calling("search_findings", words="more") for _ in range(50))) == ()


def test_a_tool_tells_what_was_asked_wrongly_and_the_search_goes_on() -> None:
    model = scripted(
        calling("compute_statistic", survey="day", question="sleep"),
        calling("check_percentage", text="99% sleep."),
        calling("search_findings", words="sleep"),
        calling("answer_with", ids=["s1"]),
    )

    found = seeking_chain(model).invoke(Sought(question="Do nurses sleep?", desk=Desk()))

    assert found.sentences == (HARM,)
    assert "no survey 'day'" in prompts_of(model)[1]

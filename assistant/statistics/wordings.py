"""Finding a question by what it is called: its id, its wording, or words of it."""

from dataclasses import replace
from difflib import SequenceMatcher
from textwrap import shorten

from assistant.corpus.responses.questionnaire import Question, Questionnaire
from assistant.errors import UnknownQuestion
from assistant.statistics.estimate import Wanted
from assistant.statistics.filters.names import same_text

NEAR = 0.85  # a wording with a few letters changed
_MOST_NAMED = 5
_LONGEST_NAMED = 60


def question_called(questionnaire: Questionnaire, name: str) -> Question:
    """The question of that id or wording; one with a word or two different will do.

    >>> sex = Question(id="q1", text="Are you male or female?")
    >>> question_called(Questionnaire(questions=(sex,)), "are you male, or female").id
    'q1'

    Raises:
        UnknownQuestion: There is none, or there are several.
    """
    by_id = questionnaire.question_or_column(name)
    if by_id is not None:
        return by_id
    wanted = same_text(name).rstrip("?.")
    texts = [
        (same_text(question.text).rstrip("?."), question) for question in questionnaire.questions
    ]
    exact = [question for text, question in texts if text == wanted != ""]
    exact += [one for one in questionnaire.questions if same_text(one.label) == wanted != ""]
    exact += [one for one in questionnaire.questions if _headed(one) == wanted]
    within = [question for text, question in texts if wanted and wanted in text]
    near = [question for text, question in texts if _likeness(text, wanted) >= NEAR]
    found = exact or within or near
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownQuestion(f"{name!r} may mean {_named(found)}; give the id of one")
    likest = sorted(questionnaire.questions, key=lambda one: _nearness(one, wanted), reverse=True)
    raise UnknownQuestion(f"no question {name!r}; near it: {_named(likest) or 'none'}")


def with_ids(questionnaire: Questionnaire, wanted: Wanted) -> Wanted:
    """What is asked for, with its questions by their ids instead of what they were called.

    Raises:
        UnknownQuestion: There is no question so called, or there are several.
    """
    return replace(
        wanted,
        question=question_called(questionnaire, wanted.question).id,
        by=tuple(question_called(questionnaire, name).id for name in wanted.by),
    )


def _headed(question: Question) -> str:
    """A question's id and its wording, as LimeSurvey heads a column: "G1Q1. How old are you?"."""
    return same_text(f"{question.id}. {question.text}").rstrip("?.")


def _nearness(question: Question, wanted: str) -> float:
    names = (question.id, question.label, question.text)
    return max(_likeness(same_text(name), wanted) for name in names)


def _likeness(text: str, wanted: str) -> float:
    return SequenceMatcher(None, text, wanted).ratio() if text else 0.0


def _named(questions: list[Question]) -> str:
    named = [
        f"{question.id} ({shorten(question.wording, _LONGEST_NAMED, placeholder='…')})"
        for question in questions[:_MOST_NAMED]
    ]
    return ", ".join(named) + (", …" if len(questions) > _MOST_NAMED else "")

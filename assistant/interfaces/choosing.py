"""An ambiguous question asked again with the choice that was made."""

from collections.abc import Collection

from assistant.answer.answer import Answer
from assistant.request import Request


def ask_again(answer: Answer, choice: str, *, surveys: Collection[str]) -> Request:
    """The request that an ambiguous one becomes: for one of `surveys`, or about one question.

    >>> from assistant.answer.answer import Answer
    >>> asked = "What share of women approve?"
    >>> answer = Answer(id="", question=asked, standalone_question=asked, text="Which?")
    >>> ask_again(answer, "Do you approve of taxes?", surveys=["gss"]).question
    'What share of women approve, about “Do you approve of taxes?”?'
    >>> ask_again(answer, "gss", surveys=["gss"]).surveys
    ('gss',)
    """
    question = answer.standalone_question or answer.question
    if choice in surveys:
        return Request(question=question, surveys=(choice,))
    return Request(question=f"{question.rstrip(' ?.!')}, about “{choice}”?")

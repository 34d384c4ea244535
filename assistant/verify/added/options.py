"""Whether a sentence in other words names the answer that each of its figures is of."""

from collections.abc import Iterator

from assistant.answer.draft import DraftSentence
from assistant.findings.stems import stop_words, words_of
from assistant.verify.added.source import Wording
from assistant.verify.facets.senses import are_alike


def options_against(wording: Wording) -> Iterator[str]:
    """The answers that a wording leaves out, so that a figure may be taken for another's.

    Where the plain sentence tells several answers, each is to be named as it stands. The words of
    the question do not count: it often names them all.
    """
    said = _without_questions(wording)
    told = {option for origin in wording.sentence.origins for option in _options(origin)}
    for option in dict.fromkeys(_options(wording.sentence)):
        is_named = _stands_in(option, said) if len(told) > 1 else _is_like(option, said)
        if not is_named:
            yield f"leaves out which answer it is: {option}"


def _options(sentence: DraftSentence) -> Iterator[str]:
    for slot in sentence.slots:
        options = [finding.statement.measure.option for finding in slot.findings]
        yield from (option for option in options if option and slot.how != "derived")


def _without_questions(wording: Wording) -> str:
    said = f" {' '.join(wording.words)} "
    for measure in wording.measures:
        asked = " ".join(words_of(measure.question))
        said = said.replace(f" {asked} ", " ") if asked else said
    return said


def _stands_in(option: str, said: str) -> bool:
    return f" {' '.join(words_of(option))} " in said


def _is_like(option: str, said: str) -> bool:
    """Whether a word of the option is there, if it has one that says something."""
    telling = [word for word in words_of(option) if word not in stop_words()]
    return not telling or any(are_alike(word, own) for word in telling for own in said.split())

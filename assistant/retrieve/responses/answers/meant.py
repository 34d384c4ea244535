"""The answers that the words of a question, or of a claim, mean."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import load
from assistant.findings.stems import negations, stem
from assistant.retrieve.responses.among import Asked
from assistant.retrieve.responses.answers.denying import affirmed, is_denied, sided
from assistant.retrieve.responses.answers.ranges import (
    Range,
    as_expression,
    in_words,
    labels_within,
    ranges_in,
)
from assistant.retrieve.responses.measures import (
    ANSWERED,
    NOT,
    and_above,
    is_assumed,
    is_part,
    label_said,
    label_words,
    option_named,
    options_joined,
)
from assistant.retrieve.responses.plan import Chosen
from assistant.statistics.filters.expression import Comparison, Operator, render_where

WORD = re.compile(r"[^\W_]+(?:['\u2019.&][^\W_]+)*")


def answers_meant(said: str, question: Question) -> Chosen:
    """The answers that words mean: one, several together, or all but some; nothing where none.

    `said` has no words for people. "Did not vote yes" means every answer but "Yes", and of a
    question of two answers the other one.
    """
    said = plainly(_asked_in(said))
    if found := range_meant(said, question):
        return found
    if question.type in ("numeric", "open"):
        return Chosen()
    labels, denied = answers_said(said, question)
    return chosen(question, labels, is_denied=denied) if labels else Chosen()


def answers_asked(text: str, asked: Asked, question: Question) -> Chosen:
    """The answers that are meant, and the words that name them as people, if any do.

    People named in more words than an option's are meant by them: "did not finish high school" is
    not "High school".
    """
    own = asked.own
    if len(own) != 1:
        return answers_meant(asked.said, question)
    (words,) = asked.own_words
    option = option_named(text, question)
    if option and not is_assumed(text, option) and not is_part(option, words):
        return answers_meant(asked.said, question)
    rest = asked.said.replace(words, " ")
    if is_denied(rest, question, is_named=True):
        return replace(chosen(question, own, is_denied=True), named=words)
    return Chosen(option=and_above(text, words, own[0], question), named=words)


def answers_said(said: str, question: Question, people: str = "") -> tuple[tuple[str, ...], bool]:
    """The labels of the answers that words name, and whether those are meant who gave others.

    `people` are words that set the people apart, whose denials are no denials of an answer.
    """
    said = plainly(said)
    if side := sided(said, question):
        return (side[0],), side[1]
    label, rest = _named(said, question)
    labels = options_joined(said, question) or ((label,) if label else ())
    denied = is_denied(rest, question, people, is_named=bool(labels))
    if labels:
        return labels, denied
    yes_or_no = affirmed(question, is_denied=denied)
    return ((yes_or_no,) if yes_or_no else ()), False


def range_meant(said: str, question: Question) -> Chosen | None:
    """The answers that a number with a side means; None where there is none, or no such answers."""
    for wanted in ranges_in(said):
        if question.type == "numeric":
            return _numbers(question, wanted)
        if labels := labels_within(question, wanted):
            return chosen(question, labels, is_denied=False)
    return None


def is_out_of_range(said: str, question: Question) -> bool:
    """Whether a number with a side is said, and the question has no answers on that side."""
    return any(ranges_in(said)) and range_meant(said, question) is None


def is_amount_of(said: str, question: Question) -> bool:
    """Whether money with a side is said, and the question asks for money."""
    money = load("computed")["money"]
    is_money = any(question.unit.casefold() in names for names in money.values())
    return is_money and any(
        any(sign in said[r.start : r.end] for sign in money) for r in ranges_in(said)
    )


def _numbers(question: Question, wanted: Range) -> Chosen:
    told = load("computed")["told"]["number"].format(range=in_words(question, wanted))
    return Chosen(chose=as_expression(question, wanted), told=told)


def chosen(question: Question, labels: Sequence[str], *, is_denied: bool) -> Chosen:
    """Answers of a question that count together, or all others."""
    nets = {net.label: net.options for net in question.nets}
    meant = {option for label in labels for option in nets.get(label, (label,))}
    ordered = tuple(o.label for o in question.options if o.label in meant)
    others = tuple(o.label for o in question.options if o.label not in meant)
    if is_denied and len(question.options) == 2 and question.type != "multiple":
        return Chosen(option=others[0])
    if not is_denied and len(labels) == 1:
        return Chosen(option=labels[0])
    if not is_denied and (net := next((n for n, of in nets.items() if {*of} == meant), "")):
        return Chosen(option=net)
    operator: Operator = "not in" if is_denied else "in"
    kind = ("chose " if question.type == "multiple" else "") + ("other" if is_denied else "several")
    listed = [f"\u201c{label}\u201d" for label in (labels if is_denied else ordered)]
    options = load("computed")["or"].join([", ".join(listed[:-1]), listed[-1]][-len(listed) :])
    return Chosen(
        chose=render_where(Comparison(question=question.id, operator=operator, values=ordered)),
        told=load("computed")["told"][kind].format(options=options),
    )


def _asked_in(said: str) -> str:
    """The sentences of a text that ask, where any does: what is said beside them denies nothing.

    >>> _asked_in("Who votes no? Tell me nothing else.")
    'Who votes no?'
    """
    return " ".join(re.findall(r"[^.!?]+\?", said)).strip() or said


def _named(said: str, question: Question) -> tuple[str, str]:
    """The answer that is named, and the text without the words that name it."""
    label = label_said(said, question)
    if not label:
        return "", said
    if answered := ANSWERED.search(said):
        return label, said[: answered.start("answer")] + said[answered.end("answer") :]
    words = list(WORD.finditer(said))
    stems = [stem(word.group()) for word in words]
    names = label_words(label)
    for at in range(len(words)):
        run = _run(stems, at, names)
        if run:
            return label, said[: words[at].start()] + said[words[run - 1].end() :]
    # "not religious" is "No religion", "didn't know" is "Don't know"
    if any(word in negations() or word.endswith("n't") for word in names):
        return label, re.sub(rf"\b(?:{'|'.join(negations())})\b|n['\u2019]t\b", " ", said)
    undone = NOT.sub(lambda m: " " if stem(f"un{m['said']}") in names else m.group(), said)
    return label, undone  # "not decided" is "Undecided"


def _run(stems: Sequence[str], at: int, names: Sequence[str]) -> int:
    """Where a label's words end that begin at a place, articles between them left out; 0: none."""
    place = at
    for name in names:
        while place < len(stems) and stems[place] in ("the", "a", "an") and place > at:
            place += 1
        if place >= len(stems) or stems[place] != name:
            return 0
        place += 1
    return place


def plainly(said: str) -> str:
    """A text with other words for what answers say in the usual ones.

    >>> plainly("Have they made up their minds?")
    'Have they decided?'
    """
    for pattern, plain in _otherwise():
        said = pattern.sub(plain, said)
    return said


@cache
def _otherwise() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = load("questions")["said otherwise"]
    return tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in pairs)

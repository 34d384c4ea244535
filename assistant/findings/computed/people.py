"""The people of an estimate, named as a sentence would name them."""

import re
from collections.abc import Sequence

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.computed.labels import is_wave, phrase_of
from assistant.findings.computed.phrases import either, joined, with_noun
from assistant.findings.lexicon import load
from assistant.findings.populations import names_people, population_of
from assistant.findings.stems import negations, stem, stop_words, words_of
from assistant.survey import Facet, Population, Survey

Group = tuple[Question, tuple[str, ...]]
"""Those who chose one of some options of a question."""

QUESTION_WORDS = 4  # a wording this short is a heading: "Region"
SENTENCE = re.compile(r"[?:.!]\s*$")


def group_of(question: Question, label: str) -> Population:
    """The people who chose one option.

    >>> group_of(Question(id="sex", text="Sex"), "Female").text
    'women'
    >>> own = Question(id="q1", text="Do you own a car?")
    >>> group_of(own, "Yes").text
    'people who answered “Yes” to “Do you own a car?”'
    """
    phrase = phrase_of(question, label)
    if phrase is not None:
        return population_of(phrase)
    text = _answered(question, label)
    return Population(text=text, facets=_facets_of_answer(question, label))


def people_of(
    survey: Survey, *, asked: Question | None = None, groups: Sequence[Group] = (), where: str = ""
) -> Population:
    """Everybody asked, narrowed by the question's base, by groups and by a filter in words.

    >>> us = Survey(id="s")
    >>> people_of(us, groups=[(Question(id="sex", text="Sex"), ("Male",))]).text
    'men'
    """
    everybody = everybody_of(survey, asked)
    told = [_either(question, labels) for question, labels in groups if labels]
    parts = [part for part in told if part.text]
    everybody = _without_world(everybody, parts)
    text = joined(everybody, [part.text for part in parts])
    facets = population_of(everybody).facets
    for part in parts:
        facets |= part.facets
    if where:
        text = load("people")["phrases"]["filtered"].format(people=text, where=where)
        facets |= population_of(where).facets
    return Population(text=text, facets=facets)


def waves_among(groups: Sequence[Group]) -> tuple[str, ...]:
    """The waves that groups are of, where a question holds the year of the answer."""
    return tuple(
        label.strip() for question, labels in groups for label in labels if is_wave(question, label)
    )


def everybody_of(survey: Survey, asked: Question | None) -> str:
    """Everybody who was asked a question, or the whole survey.

    >>> from assistant.corpus.responses.questionnaire import AskedOf
    >>> work = Question(id="q9", base=AskedOf(label="AMONG EMPLOYED"))
    >>> everybody_of(Survey(id="s"), work)
    'employed respondents'
    """
    data = load("people")
    populations = survey.populations
    everyone = populations[0].name if populations else str(data["phrases"]["everyone"])
    label = asked.base.label if asked else ""
    if not label:
        return everyone
    base = _lowered(re.sub(data["lead in"], "", label.strip(), flags=re.IGNORECASE))
    return _narrowed(everyone, base)


def _narrowed(everyone: str, base: str) -> str:
    """A survey's people who are a question's base: "who own a car", "employed", "employed men"."""
    those = re.match(r"^(?:those|respondents|people|adults|all)\s+(?=\w)", base)
    if those:
        return joined(everyone, [f"people {base[those.end() :]}"])
    if names_people(base):
        return joined(everyone, [with_noun(base)])
    return f"{everyone} ({base})" if base else everyone


def _lowered(text: str) -> str:
    """Capitals that only shout or begin a label, put down."""
    words = text.split()
    if text.isupper():
        return " ".join(w if "." in w or w in ("US", "UK", "EU") else w.lower() for w in words)
    is_word = text[:1].isupper() and text[1:2].islower()
    is_name = is_word and bool(population_of(words[0]).values("place"))
    return text[:1].lower() + text[1:] if is_word and not is_name else text


def _either(question: Question, labels: Sequence[str]) -> Population:
    """Those who chose one of some options, of which waves name no people."""
    people = [group_of(question, label) for label in labels if not is_wave(question, label)]
    text = either([group.text for group in people])
    facets = {f for group in people for f in group.facets}
    if any(f.kind == "age" for f in facets):  # bands that follow on each other are one by now
        ages = {f for f in population_of(text).facets if f.kind == "age"}
        facets = {f for f in facets if f.kind != "age"} | ages
    return Population(text=text, facets=frozenset(facets))


def _without_world(everybody: str, parts: Sequence[Population]) -> str:
    """Adults of all countries are adults of one where a group is of that country."""
    if not any(part.values("place") for part in parts):
        return everybody
    return re.sub(load("people")["worldwide"], "", everybody, flags=re.IGNORECASE)


def _answered(question: Question, label: str) -> str:
    asked = question.label or question.wording
    is_heading = len(asked.split()) <= QUESTION_WORDS and not SENTENCE.search(asked)
    phrase: str = load("people")["phrases"]["labelled" if is_heading else "answered"]
    return phrase.replace("{label}", label).replace("{question}", asked)


def _facets_of_answer(question: Question, label: str) -> frozenset[Facet]:
    """The content of an answer: its own words, and the question's where it has none (yes, no)."""
    own = [w for w in words_of(label) if w not in stop_words() and w not in ("yes", "no")]
    words = own or [w for w in words_of(question.wording) if w not in stop_words()]
    facets = {Facet("quality", stem(word)) for word in words or [label] if word}
    if any(w in negations() or w == "no" for w in words_of(label)):
        facets.add(Facet("quality", "not"))
    return frozenset(facets)

"""Whether an answer out of prose is sure enough to be given directly.

A logistic model over what is known of the question, the sentence that leads the answer and those
beside it. Its weights and the threshold are in `data/sureness.yaml`, fitted by
`python -m tests.measure.sureness`; docs/answering.md says what they reach.
"""

from difflib import SequenceMatcher
from math import exp, log
from typing import Any

from assistant.align.built_in.differing import differing, is_about_more
from assistant.answer.choosing.judged import (
    Judged,
    is_about_others,
    judged_sentences,
    sentence_with,
)
from assistant.answer.choosing.leading import figure_chances
from assistant.answer.choosing.matching import (
    asked_population,
    fit_of,
    is_share,
    is_wider,
    overlap,
)
from assistant.answer.draft import Draft
from assistant.answer.material import Material
from assistant.findings.lexicon import load
from assistant.findings.populations import population_of
from assistant.findings.stems import content_stems, stem, words_of
from assistant.settle.contrary import NEGATION

ONE_FIGURE = ("value", "count")
CLEAR_CHANCE = 0.5  # that the figure which is read first is the one of its sentence
LEAST_CHANCE = 0.001
MOST_COUNTED = 4
LEAST_RUN = 3  # words in a row that a question and a sentence have in common
NOT_UNLIKELY = 0.3
OPERATIONS = (
    "value",
    "compare",
    "difference",
    "rank",
    "trend",
    "premise",
    "count",
    "list",
    "describe",
)


def is_sure(material: Material, draft: Draft) -> bool:
    """Whether an answer is to be given directly; one that no prose is told in is.

    Of other people or another time than were asked about, none is.
    """
    first = leading_sentence(material, draft)
    if first is None:
        return True
    if is_about_others(material, first) or "period" in differing(material, first):
        return False
    if is_in_its_words(material, first):
        return True
    if not _is_clear(material, first, draft):
        return False
    least: float = load("sureness")["least"]
    return chance_of(material, draft) >= least


def _is_clear(material: Material, first: Judged, draft: Draft) -> bool:
    """Whether the figure that is read first is clearly the one of its sentence that is asked for.

    Only a question for one figure asks for that.
    """
    shares = {f.statement.figure.value for f in first.findings if is_share(f)}
    if material.query.operation not in ONE_FIGURE or len(shares) < 2:
        return True
    return _chance_to_lead(material, first, draft) >= CLEAR_CHANCE


def is_in_its_words(material: Material, first: Judged) -> bool:
    """Whether a question takes its words from the likeliest sentence: a run, and none of its own.

    The words alone would not do: a near miss may have them all.
    """
    query = material.query
    if first.chance < NOT_UNLIKELY or first.text != judged_sentences(material)[0].text:
        return False
    asked, told = ([stem(word) for word in words_of(text)] for text in (query.text, first.text))
    matcher = SequenceMatcher(None, asked, told, autojunk=False)
    run = matcher.find_longest_match(0, len(asked), 0, len(told)).size
    has_others = bool(query.terms - content_stems(first.text))
    is_turned = bool(NEGATION.search(query.text)) != bool(NEGATION.search(first.text))
    return run >= LEAST_RUN and not has_others and not is_turned


def leading_sentence(material: Material, draft: Draft) -> Judged | None:
    """The sentence of a passage that the draft's first figure stands in, or else its first words.

    None where they stand in no passage.
    """
    figured = next((s for s in draft.sentences if s.slots), draft.sentences[0])
    return sentence_with(material, figured.quote)


def chance_of(material: Material, draft: Draft) -> float:
    """The probability that a draft out of prose answers the question."""
    features = features_of(material, draft)
    model: dict[str, Any] = load("sureness")
    odds = model["intercept"] + sum(
        weight * (features[name] - mean) / deviation
        for name, (weight, mean, deviation) in model["features"].items()
    )
    return 1 / (1 + exp(-odds))


def features_of(material: Material, draft: Draft) -> dict[str, float]:
    """What sureness is read from; nothing where the draft leads with no sentence of a passage."""
    first = leading_sentence(material, draft)
    if first is None:
        return {}
    operation = material.query.operation
    return {
        **_likelihoods(material, first, draft),
        **_facets(material, first),
        **_figures(material, first, draft),
        **{name: float(operation == name) for name in OPERATIONS},
    }


def _likelihoods(material: Material, first: Judged, draft: Draft) -> dict[str, float]:
    """What the judge makes of the leading sentence, of its passage, and of what is not told."""
    judged = judged_sentences(material)
    others = [one.chance for one in judged if not _is_told(one, draft)]
    beside = [one.chance for one in judged if one.candidate is first.candidate]
    return {
        "first": _logit(first.chance),
        "likeliest": _logit(judged[0].chance),
        "next": _logit(max(others, default=0.0)),
        "passage": _logit(min(1 - LEAST_CHANCE, sum(beside))),
        "rank": float(material.candidates.index(first.candidate)),
        "cosine": first.candidate.sentence_similarities[first.number],
    }


def _facets(material: Material, first: Judged) -> dict[str, float]:
    """How the question's words, people, period and denials stand to the leading sentence's."""
    query, asked = material.query, asked_population(material.query)
    texts = f"{first.candidate.passage.heading} {first.candidate.passage.text}"
    same = (fit_of(asked, f.statement.population) == "same" for f in first.findings if is_share(f))
    return {
        "missing words": _missing(query.terms, texts),
        "missing in sentence": _missing(query.terms, first.text),
        "words": log(1 + len(query.terms)),
        "others": float(is_about_others(material, first)),
        "more": float(is_about_more(material, first)),
        "people nowhere": float(is_wider(asked, population_of(texts))),
        "same people": float(any(same)),
        "people asked": float(bool(query.populations)),
        "period": float("period" in differing(material, first)),
        "period asked": float(bool(query.waves)),
        "denies": float(bool(NEGATION.search(query.text)) != bool(NEGATION.search(first.text))),
    }


def _figures(material: Material, first: Judged, draft: Draft) -> dict[str, float]:
    """What figures there are, which of them leads, and how they are told."""
    shares = [f for f in first.findings if is_share(f)]
    return {
        "overlap": _overlap(material, draft),
        "leads": _logit(_chance_to_lead(material, first, draft)),
        "one figure": float(len(shares) == 1),
        "many figures": float(len(shares) > 2),
        "no figure": float(not shares),
        "worked out": float(
            any(slot.how == "derived" for s in draft.sentences for slot in s.slots)
        ),
        "quoted": float(draft.sentences[0].claim == draft.sentences[0].quote),
        "sentences": float(min(MOST_COUNTED, len(draft.sentences))),
    }


def _missing(terms: frozenset[str], text: str) -> float:
    return float(min(MOST_COUNTED, len(terms - content_stems(text))))


def _overlap(material: Material, draft: Draft) -> float:
    """The share of the question's words for its measure that the leading figure's own has."""
    led = next((slot.findings[0] for s in draft.sentences for slot in s.slots), None)
    return overlap(material.query.measure_terms, led) if led is not None else 0.0


def _chance_to_lead(material: Material, first: Judged, draft: Draft) -> float:
    """The probability that the figure which is read first is the one that is asked for."""
    led = next((slot.findings[0] for s in draft.sentences for slot in s.slots), None)
    chances = figure_chances(material, first.text, first.findings)
    told = (chance for f, chance in zip(first.findings, chances, strict=True) if f == led)
    return next(told, 0.0)


def _is_told(one: Judged, draft: Draft) -> bool:
    return any(one.text.strip() == sentence.quote.strip() for sentence in draft.sentences)


def _logit(chance: float) -> float:
    bounded = min(1 - LEAST_CHANCE, max(LEAST_CHANCE, chance))
    return log(bounded / (1 - bounded))

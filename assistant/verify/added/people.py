"""Whether a sentence in other words names all of the people that its figures are about."""

from collections.abc import Iterator
from functools import cache

from assistant.findings.lexicon import lexicon, load
from assistant.findings.populations import population_of
from assistant.findings.stems import stop_words, words_of
from assistant.survey import Population
from assistant.verify.added.source import Wording
from assistant.verify.facets.senses import are_alike


def people_against(wording: Wording) -> Iterator[str]:
    """The parts of the people that a wording leaves out, so that it speaks of more."""
    said = words_of(wording.sentence.claim)
    places = population_of(wording.own).values("place")
    for population in dict.fromkeys(_populations(wording)):
        if population.values("place") and not population.values("place") & places:
            yield f"leaves out where the people are: {population.text}"
        for word in _restricting(population.text):
            if not any(are_alike(word, own) for own in said):
                yield f"leaves out which people these are: {word}"


def _populations(wording: Wording) -> Iterator[Population]:
    for slot in wording.sentence.slots:
        if slot.how != "derived":
            yield from (finding.statement.population for finding in slot.findings)


@cache
def _restricting(text: str) -> tuple[str, ...]:
    """The words of a phrase for people, without its places."""
    named = {w for name in lexicon().places if name in text for w in words_of(name)}
    free = {*stop_words(), *load("bound")["telling"], *load("words")["pointing"]}
    words = [w for w in words_of(text) if w not in named and w not in free]
    return tuple(w for w in words if not population_of(w).values("place"))

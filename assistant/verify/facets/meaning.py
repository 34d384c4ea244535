"""Whether a claim and a finding say the same of their people, and in the same direction."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from assistant.findings.finding import Measure, Statement
from assistant.findings.lexicon import load
from assistant.findings.measures import opposite_poles
from assistant.findings.populations import is_people_word, population_of
from assistant.findings.stems import WORD, negations, words_of
from assistant.survey import Facet
from assistant.verify.facets.senses import are_alike, are_opposite, is_light, root_of

LEAST_ALIKE, MOST_ALIKE = 0.35, 0.85  # cosines between which likeness is counted
NAMED = frozenset(("place", "party", "religion", "race", "ideology", "gender"))
NET = re.compile(r"\bor\b", re.IGNORECASE)  # agreed or strongly agreed
MORE_OR_LESS = ("more", "less", "fewer")
AT_LEAST = re.compile(r"\bat least\b", re.IGNORECASE)  # at least somewhat worried
# "a growing share think": the share grows, and not what is thought
OF_SHARE = re.compile(
    r"\b(?:\w+ing|larger|smaller|higher|lower)\s+(?:share|percentage|number|proportion|portion|"
    r"majority|minority)s?\b",
    re.IGNORECASE,
)
IN_SENTENCE, IN_PASSAGE = 0.7, 0.5  # what a word counts that stands near the finding's own words


def content_of(text: str) -> tuple[str, ...]:
    """The words of a measure that must be borne out, each once.

    >>> content_of("said they believe certificates strengthen a job application")
    ('certificates', 'strengthen', 'job', 'application')
    """
    return tuple(
        w
        for w in dict.fromkeys(words_of(text))
        if not is_light(w) and not w[0].isdigit() and not is_people_word(w)
    )


def taken_up(said: Measure, there: Measure) -> frozenset[str]:
    """The claim's words that a finding's own measure takes up, small verbs and people included."""
    kept = frozenset(load("claims")["kept"])
    wanted = (w for w in words_of(said.text) if not is_light(w) or w in kept)
    words = frozenset(words_of(there.text))
    return frozenset(w for w in wanted if stands_in(w, words))


def degrees_of(measure: Measure) -> frozenset[str]:
    """How much of it: "very", "somewhat"; a net has several."""
    return frozenset(words_of(measure.text)) & frozenset(load("claims")["scale_degrees"])


def is_other_degree(said: Measure, there: Measure, sentence: str) -> bool:
    """Whether "very confident" is said and "somewhat confident" found, or a net for its part.

    >>> from assistant.findings.measures import measure_of
    >>> is_other_degree(measure_of("very sure"), measure_of("very or somewhat sure"), "")
    True
    >>> is_other_degree(measure_of("sure"), measure_of("very or somewhat sure"), "")
    False
    """
    mine, theirs = degrees_of(said), degrees_of(there)
    is_net = len(theirs) > 1 or bool(NET.search(there.text))
    if not mine:
        return bool(theirs) and not is_net
    if not theirs:
        return not mine <= frozenset(words_of(sentence))
    return mine != theirs and not (is_net and AT_LEAST.search(said.text))


def other_names(said: Statement, there: Statement, around: str) -> frozenset[str]:
    """People, places and proper names of a claim's measure that the finding has others for.

    Those that a measure repeats of the people it is about are none of its own.
    """
    mine, theirs = (_named_facets(s.measure.text) - s.population.facets for s in (said, there))
    kinds = {f.kind for f in mine - theirs} & {f.kind for f in theirs - mine}
    swapped = {f.value for f in mine - theirs if f.kind in kinds}
    words = frozenset(words_of(around))
    unknown = {
        name
        for name in _names(said.measure.text)
        if not is_people_word(name) and not stands_in(name.lower(), words)
    }
    return frozenset(swapped | unknown)


def _named_facets(text: str) -> frozenset[Facet]:
    return frozenset(f for f in population_of(text).facets if f.kind in NAMED)


def _names(text: str) -> list[str]:
    """Words with a capital that do not open the text: "Trump", "NATO"."""
    words = WORD.findall(text)
    return [w for w in words[1:] if w[0].isupper() and not is_light(w) and w != "I"]


def stands_in(word: str, words: Iterable[str]) -> bool:
    """Whether a word, or one like it, is among others."""
    return any(are_alike(word, other) for other in words)


def coverage(wanted: Sequence[str], *, measure: str, sentence: str, passage: str) -> float:
    """The share of a claim's words that stand in a finding, less for those that stand near it.

    >>> coverage(["boost", "application"], measure="strengthens a job application", sentence="",
    ...          passage="")
    1.0
    """
    if not wanted:
        return 0.5
    nearest, near, around = (frozenset(words_of(t)) for t in (measure, sentence, passage))
    worth = 0.0
    for word in wanted:
        if stands_in(word, nearest):
            worth += 1.0
        elif stands_in(word, near):
            worth += IN_SENTENCE
        elif stands_in(word, around):
            worth += IN_PASSAGE
    return worth / len(wanted)


def likeness(cosine: float) -> float:
    """A cosine as a share of the way from unlike to alike."""
    return float(np.clip((cosine - LEAST_ALIKE) / (MOST_ALIKE - LEAST_ALIKE), 0.0, 1.0))


def is_opposite(said: Measure, there: Measure) -> bool:
    """Whether two measures take opposite ends: "approve" and "disapprove", "improve" and "weaken".

    >>> from assistant.findings.measures import measure_of
    >>> is_opposite(measure_of("certificates weaken it"), measure_of("they improve it"))
    True
    >>> is_opposite(measure_of("they do not weaken it"), measure_of("they improve it"))
    False
    >>> is_opposite(measure_of("plan to hire"), measure_of("do not plan to hire"))
    True
    >>> is_opposite(measure_of("want it to spend more"), measure_of("say it should spend less"))
    True
    """
    scales = opposite_poles(said, there) - _loose()
    denied = _is_denied(said, there) or _is_denied(there, said)
    mine, theirs = (words_of(OF_SHARE.sub("", m.text)) for m in (said, there))
    return bool(scales) or denied or _is_turned(mine, theirs) or _is_done_more(mine, theirs)


def is_unlike_negated(said: Measure, there: Measure) -> bool:
    """Whether one of two measures is denied and nothing in the other may stand for the "not".

    >>> from assistant.findings.measures import measure_of
    >>> is_unlike_negated(measure_of("one must vote"), measure_of("it is not necessary to vote"))
    True
    >>> is_unlike_negated(measure_of("doubt that it works"), measure_of("think it will not work"))
    False
    """
    if is_denied_alike(said, there):
        return False
    affirmed = said if denials_in(said.text) % 2 == 0 else there
    if any(_is_denying(word) for word in words_of(affirmed.text)):
        return False
    scales = opposite_poles(said, there) - _loose()
    return not scales and not _has_opposites(words_of(said.text), words_of(there.text))


def is_denied_alike(one: Measure, other: Measure) -> bool:
    """Whether both measures are affirmed, or both denied."""
    return denials_in(one.text) % 2 == denials_in(other.text) % 2


def denials_in(text: str) -> int:
    """How often a text says "not".

    >>> denials_in("do not and don't"), denials_in("neither A nor B"), denials_in("not only A")
    (2, 1, 0)
    """
    plain = re.sub(r"n['\u2019]t\b", " not", text.lower())
    for phrase in load("claims")["no_denials"]:
        plain = re.sub(rf"\b{re.escape(phrase)}\b", " ", plain)
    words = words_of(plain)
    paired = "nor" if "neither" in words else ""
    return sum(w in negations() and w != paired for w in words)


def _is_denying(word: str) -> bool:
    """Whether a word denies in itself: "doubt", "oppose", "unable"."""
    return root_of(word) in _denying()


@cache
def _denying() -> frozenset[str]:
    return frozenset(root_of(word) for word in load("claims")["denying"])


def is_moved_otherwise(said: Measure, there: Measure) -> bool:
    """Whether a difference is said to be a rise and found to be a fall, or the other way round.

    >>> from assistant.findings.measures import measure_of
    >>> is_moved_otherwise(measure_of("is lower than in August"), measure_of("is up since August"))
    True
    """
    mine, theirs = _way(said.text), _way(there.text)
    return bool(mine and theirs) and mine != theirs


def _way(text: str) -> str:
    """Which way something went, or stands: "up" or "down"; empty where both or neither is said."""
    words = set(words_of(text))
    up = bool(words & _ways("risen", "greater"))
    down = bool(words & _ways("fallen", "smaller"))
    return "" if up is down else "up" if up else "down"


@cache
def _ways(*names: str) -> frozenset[str]:
    return frozenset(w for name in names for w in load("relations")[name] if " " not in w)


def _is_denied(one: Measure, other: Measure) -> bool:
    """Whether one measure denies a word that the other affirms: "do not plan" and "plan"."""
    if denials_in(one.text) % 2 == denials_in(other.text) % 2 and denials_in(other.text):
        return False
    denied = {pole.removesuffix(":not") for pole in one.poles if pole.endswith(":not")}
    denied_there = {pole.removesuffix(":not") for pole in other.poles if pole.endswith(":not")}
    return bool((denied & other.terms) - denied_there)


@cache
def _loose() -> frozenset[str]:
    """Scales whose words say more of a sentence's build than of its direction."""
    return frozenset(load("claims")["loose_scales"])


def _is_turned(said: Sequence[str], there: Sequence[str]) -> bool:
    """Whether the words are opposites, "not" counted on both sides."""
    negated = denials_in(" ".join(said)) + denials_in(" ".join(there))
    return negated % 2 == 0 and _has_opposites(said, there)


def _is_done_more(said: Sequence[str], there: Sequence[str]) -> bool:
    """Whether one side does more of what the other does less: "spend more", "spend less"."""
    mine, theirs = (
        {(root_of(verb), word == "more") for verb, word in pairwise(words) if word in MORE_OR_LESS}
        for words in (said, there)
    )
    turned = {(verb, not is_more) for verb, is_more in mine if not is_light(verb)}
    return bool(turned & theirs) and not mine & theirs


def _has_opposites(said: Sequence[str], there: Sequence[str]) -> bool:
    """Whether a word of one side alone is the opposite of one of the other's alone."""
    mine = [w for w in dict.fromkeys(said) if not stands_in(w, there)]
    theirs = [w for w in dict.fromkeys(there) if not stands_in(w, said)]
    return any(
        are_opposite(a, b)
        for a in mine
        for b in theirs
        if not (is_light(a) or is_light(b) or is_people_word(a))
    )

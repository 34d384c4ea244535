"""Noun phrases for people, taken apart and put together: white + women + aged 18 to 34."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from assistant.findings.lexicon import lexicon, load
from assistant.findings.populations import is_people_word

# "aged 18 to 34", "aged 65 and over"
BAND = re.compile(r"aged (?P<low>\d+) (?:to (?P<high>\d+)|and (?:over|up))")
QUOTED = re.compile(r"\u201c.*")  # an option or a question, which is nobody's noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """`before` the noun stand adjectives and places, `after` it what else restricts them."""

    before: tuple[str, ...] = ()
    noun: str = ""
    after: tuple[str, ...] = ()

    @property
    def is_of_anybody(self) -> bool:
        """Whether the noun restricts nobody by itself: adults, people, respondents."""
        return self.noun.lower() in lexicon().generic

    @property
    def text(self) -> str:
        """The phrase as it stands in a sentence."""
        return " ".join((*self.before, self.noun, *self.after)).strip()


@cache
def _after() -> frozenset[str]:
    # "and", "or" and "not" join adjectives too: "gay or bisexual men"
    return frozenset(load("people")["after"]) - {"and", "or", "not"}


def parse(text: str) -> Phrase:
    """A noun phrase, apart.

    >>> parse("white U.S. adults aged 18 to 34 in the South")
    Phrase(before=('white', 'U.S.'), noun='adults', after=('aged 18 to 34 in the South',))
    >>> parse("women").noun, parse("gay or bisexual men").before
    ('women', ('gay', 'or', 'bisexual'))
    """
    words = text.split()
    told = len(QUOTED.sub("", text).split())
    end = next((n for n, word in enumerate(words[:told]) if n and _begins_after(word)), told)
    noun = next((n for n in range(end - 1, -1, -1) if is_people_word(words[n])), end - 1)
    if not words:
        return Phrase()
    rest = " ".join(words[noun + 1 :])
    return Phrase(before=tuple(words[:noun]), noun=words[noun], after=(rest,) if rest else ())


def _begins_after(word: str) -> bool:
    plain = word.lower().replace("\u2019", "'")
    return plain in _after() or plain.startswith("who'")


def with_noun(base: str) -> str:
    """A phrase that says who was asked, with a noun where it has none.

    >>> with_noun("employed who have heard of it"), with_noun("employed men"), with_noun("employed")
    ('employed people who have heard of it', 'employed men', 'employed people')
    """
    words = base.split()
    end = next((n for n, word in enumerate(words) if _begins_after(word)), len(words))
    if any(_is_noun(word) for word in words[:end]):
        return base
    return " ".join((*words[:end], "people", *words[end:]))


def _is_noun(word: str) -> bool:
    """Whether a word is a noun for people, and not an adjective that the lexicon has as well."""
    lower = word.lower()
    facets = lexicon().facets.get(lower, ())
    is_role = any(f.kind in ("role", "gender", "size", "party") for f in facets)
    return lower in lexicon().generic or (is_role and lower not in lexicon().needs_people_noun)


def either(people: Sequence[str]) -> str:
    """Those of any of several groups, in as few words as they share.

    >>> either(["people aged 18 to 24", "people aged 25 to 34"])
    'people aged 18 to 34'
    >>> either(["people in the South", "people in the West"]), either(["white people", "women"])
    ('people in the South or in the West', 'white people or women')
    """
    joint: str = load("people")["phrases"]["either"]
    phrases = [parse(text) for text in people]
    same_noun = {(p.before, p.noun.lower()) for p in phrases}
    if len(same_noun) != 1 or not all(p.after for p in phrases):
        return joint.join(people)
    afters = _as_one_age([" ".join(p.after) for p in phrases])
    return replace(phrases[0], after=(joint.join(afters),)).text


def _as_one_age(afters: list[str]) -> list[str]:
    """Age bands that follow on each other, as one."""
    bands = [BAND.fullmatch(text) for text in afters]
    spans = sorted((int(b["low"]), int(b["high"] or 0)) for b in bands if b)
    if len(spans) != len(afters) or len(spans) < 2:
        return afters
    if any(one[1] + 1 != two[0] for one, two in pairwise(spans)):
        return afters
    low, high = spans[0][0], spans[-1][1]
    return [f"aged {low} to {high}" if high else f"aged {low} and over"]


def joined(everybody: str, groups: Sequence[str]) -> str:
    """The people who are in every group, of all who were asked.

    >>> joined("U.S. adults", ["women", "people aged 18 to 34", "white people"])
    'white U.S. women aged 18 to 34'
    >>> joined("U.S. employers", ["women"]), joined("respondents", ["college graduates"])
    ('U.S. employers who are women', 'college graduates')
    >>> joined("adult men", ["white men", "men aged 65 and up"])
    'white adult men aged 65 and up'
    """
    whole = parse(everybody)
    for group in groups:
        whole = _narrowed(whole, parse(group), said=group)
    return whole.text


def _narrowed(whole: Phrase, group: Phrase, *, said: str) -> Phrase:
    is_same = group.noun.lower() == whole.noun.lower()
    if group.is_of_anybody or is_same:
        before = tuple(word for word in group.before if word not in whole.before)
        return Phrase(
            before=(*before, *whole.before),
            noun=whole.noun,
            after=_clauses_last(*whole.after, *group.after),
        )
    if whole.is_of_anybody:
        return Phrase(
            before=(*whole.before, *group.before),
            noun=group.noun,
            after=_clauses_last(*whole.after, *group.after),
        )
    also: str = load("people")["phrases"]["also"]
    return replace(whole, after=(*whole.after, also.strip().format(people=said)))


def _clauses_last(*after: str) -> tuple[str, ...]:
    """What is short stands next to the noun: "men with children who pay", not "who pay with …"."""
    return tuple(sorted(after, key=lambda words: words.lower().startswith("who")))

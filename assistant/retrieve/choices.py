"""Which of several choices a reply picks: by number, by letter, or by its words."""

import re
from collections.abc import Sequence

from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems, words_of

NUMBER = re.compile(
    r"^(?:(?:no\.?|nr\.?|number|option|choice|answer|question|the)\s*)*[(#]?(?P<said>\d{1,2}|[a-z])[).:]?$",
    re.IGNORECASE,
)


def chosen(reply: str, choices: Sequence[str]) -> str | None:
    """The choice that a reply picks; None where it picks none, or more than one alike.

    >>> choices = ["Do you trust the courts?", "Do you trust the police?", "How old are you?"]
    >>> chosen("the second one", choices)
    'Do you trust the police?'
    >>> chosen("c)", choices), chosen("the one about courts", choices)
    ('How old are you?', 'Do you trust the courts?')
    >>> chosen("the one about trust", choices) is None
    True
    """
    plain = " ".join(reply.split()).strip(" ?.!,;\"'\u201c\u201d")
    if not plain or not choices:
        return None
    same = [c for c in choices if _plain(c) == _plain(plain)]
    if len(same) == 1:
        return same[0]
    at = _position(plain, len(choices))
    if at is not None:
        return choices[at] if 0 <= at < len(choices) else None
    return _by_words(plain, choices)


def _plain(text: str) -> str:
    return " ".join(words_of(text))


def _position(plain: str, count: int) -> int | None:
    """The place of the choice that is named, from 0; one that is not there is `count`."""
    if match := NUMBER.match(plain):
        said = match["said"].lower()
        at = int(said) - 1 if said.isdigit() else ord(said) - ord("a")
        return at if 0 <= at < count else count
    words = words_of(plain)
    cues = load("questions")["choosing"]
    if any(w not in cues["blank"] and w not in cues["ordinals"] for w in words):
        return None
    said = [w for w in words if w in cues["ordinals"]]
    if "one" in said and (len(said) > 1 or (len(words) > 1 and words[-2] in cues["before_one"])):
        said.remove("one")
    if len(said) != 1:
        return None
    place = cues["ordinals"][said[0]]
    at = place - 1 if place > 0 else count + place
    return at if 0 <= at < count else count


def _by_words(plain: str, choices: Sequence[str]) -> str | None:
    """The choice that has most of a reply's words, if it alone has them."""
    cues = load("questions")["choosing"]
    said = content_stems(" ".join(w for w in words_of(plain) if w not in cues["blank"]))
    shared = [len(said & content_stems(choice)) for choice in choices]
    best = max(shared)
    if not best or shared.count(best) > 1 or best * 2 < len(said):
        return None
    return choices[shared.index(best)]

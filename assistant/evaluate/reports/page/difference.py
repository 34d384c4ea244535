"""What differs between two texts, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

How: TypeAlias = Literal["same", "removed", "added"]
MOST_WORDS = 2_000  # of both texts together; longer ones are shown as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that follow each other and are all in both texts, or in one of them."""

    text: str
    how: How


def difference(before: str, after: str) -> tuple[Stretch, ...]:
    """The stretches of both texts in order; what was removed stands before what was added.

    >>> [(s.how, s.text) for s in difference("35% of men agree.", "36% of men agree.")]
    [('removed', '35%'), ('added', '36%'), ('same', 'of men agree.')]
    """
    old, new = before.split(), after.split()
    if len(old) + len(new) > MOST_WORDS:
        return _stretches([("removed", old), ("added", new)] if old != new else [("same", old)])
    found: list[tuple[How, Sequence[str]]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            found.append(("same", old[i:j]))
        else:
            found += [("removed", old[i:j]), ("added", new[k:m])]
    return _stretches(found)


def _stretches(found: Sequence[tuple[How, Sequence[str]]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(text=" ".join(words), how=how) for how, words in found if words)

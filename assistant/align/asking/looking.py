"""What is looked up for a model that finds nothing in what it was shown, within bounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.align.alignment import Asked
from assistant.align.asking.reply import LookUp
from assistant.align.evidence import MOST_PASSAGES
from assistant.answer.material import Material
from assistant.corpus.prose import one_line

if TYPE_CHECKING:
    from assistant.survey import Survey

MOST_ROUNDS = 3  # of calls for a question: with what retrieval found, and twice with more
MOST_LOOK_UPS = 3  # in a round
LONGEST_SEARCH = 300  # characters

Retrieve = Callable[[str, Sequence[str]], Material]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the evidence is made of so far.

    `words` are those that were searched for, `described` the surveys of which every question is
    shown. A round whose look-ups bring nothing new ends the looking.
    """

    materials: tuple[Material, ...]
    words: tuple[str, ...] = ()
    described: tuple[str, ...] = ()

    @property
    def rounds(self) -> int:
        """How many times more was looked up."""
        return len(self.materials) - 1


def look_further(
    asked: Asked,
    looked: Looked,
    wanted: Sequence[LookUp],
    *,
    surveys: Sequence["Survey"],
    retrieve: Retrieve,
) -> Looked | None:
    """The evidence with what a model wants looked up; None where that brings nothing new.

    Surveys that the question is not limited to are not looked into.
    """
    allowed = {survey.id for survey in surveys} & set(asked.surveys or [s.id for s in surveys])
    found, words, described = [], [], []
    for one in wanted[:MOST_LOOK_UPS]:
        named = one_line(one.describe or one.survey)
        if named and named not in allowed:
            continue
        search = one_line(one.search)[:LONGEST_SEARCH] or (asked.whole if one.describe else "")
        if search:
            found.append(retrieve(search, (named,) if named else asked.surveys))
            words += [search] if one.search else []
            described += [named] if one.describe else []
    new = _unseen(found, looked)
    if not new.candidates and not set(described) - set(looked.described):
        return None
    return Looked(
        materials=(*looked.materials, new),
        words=(*looked.words, *words),
        described=tuple(dict.fromkeys((*looked.described, *described))),
    )


def _unseen(found: Sequence[Material], looked: Looked) -> Material:
    """What of the material was not shown before, the best of each search first."""
    seen = {c.passage.id for m in looked.materials for c in m.candidates[:MOST_PASSAGES]}
    ranks = max((len(m.candidates) for m in found), default=0)
    by_rank = [m.candidates[n] for n in range(ranks) for m in found if n < len(m.candidates)]
    new = {c.passage.id: c for c in by_rank if c.passage.id not in seen}
    first = found[0] if found else looked.materials[0]
    return replace(
        first,
        candidates=tuple(new.values()),
        cells=tuple(cell for m in found for cell in m.cells),
        counted=tuple(cell for m in found for cell in m.counted),
    )

"""Rows of a file that are nobody's answers: previews, tests, unfinished interviews, repeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.corpus.responses.files.source import Column
from assistant.corpus.responses.inference.lexicon import is_called, joined, words_for

if TYPE_CHECKING:
    import pyarrow as pa

# Columns about the interview that an export of Qualtrics has, most of them at least.
_QUALTRICS = frozenset(
    {"startdate", "enddate", "recordeddate", "status", "progress", "finished", "responseid"}
)
FEWEST_OF_QUALTRICS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Rows to leave out: those with one of the `values` in a column; with any, where it is None.

    Values are in small letters.
    """

    column: int
    values: frozenset[str] | None
    reason: str

    def kept(self, texts: "pa.Array") -> Any:
        """Which of the rows stay, by their cells in the column."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if self.values is None:
            return pc.is_null(texts)
        dropped = pa.array(sorted(self.values), pa.string())
        return pc.invert(pc.is_in(pc.utf8_lower(texts), value_set=dropped))


def drops_among(columns: Sequence[Column]) -> tuple[Drop, ...]:
    """The rows that a file's own columns say are no respondents'."""
    places = {joined(column.name): place for place, column in enumerate(columns)}
    found: list[Drop] = []
    if "redcaprepeatinstrument" in places:
        reason = "they repeat an instrument of a respondent who has a row already"
        found.append(Drop(column=places["redcaprepeatinstrument"], values=None, reason=reason))
    if len(_QUALTRICS & places.keys()) < FEWEST_OF_QUALTRICS:
        return tuple(found)
    for name, kind, reason in _BY_NAME:
        if name in places:
            column = columns[places[name]]
            found.append(Drop(column=places[name], values=_values(column, kind), reason=reason))
    return tuple(found)


_BY_NAME = (
    ("status", "previews", "they are previews and tests"),
    ("finished", "unfinished", "they were not finished"),
)


def _values(column: Column, kind: str) -> frozenset[str]:
    """The values that mean it: words as they are written, and the codes of such words."""
    coded = {code for code, label in column.labels if is_called(label, kind)}
    return frozenset(coded) or words_for(kind)

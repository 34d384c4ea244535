"""The answers of a column counted as they pass, as words and as numbers of either decimal sign."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from assistant.corpus.responses.files.source import Tally
from assistant.corpus.responses.files.values.numbers import (
    CODE,
    Decimal,
    is_code,
    is_number,
    number_in,
    numbers_in,
)

if TYPE_CHECKING:
    import pyarrow as pa

MOST_COUNTED = 2_000  # different answers of a column; options are never that many
MOST_WORDS = 40  # that are no numbers; missing codes are never that many
FEW = 100  # different answers at a time that are counted one by one
DECIMALS: tuple[Decimal, ...] = get_args(Decimal)


@dataclass(slots=True)
class Numbers:
    """How many answers are numbers with one decimal sign; `sure` are those with no other."""

    count: int = 0
    total: float = 0.0
    sure: int = 0
    words: dict[str, None] = field(default_factory=dict)
    has_more_words: bool = False

    def add(self, count: int, total: float, words: Sequence[str]) -> None:
        """Add numbers by how many and by their sum, and the answers that are none."""
        self.count += count
        self.total += total
        self.words.update(dict.fromkeys(words))
        if len(self.words) > MOST_WORDS:
            self.has_more_words = True
            self.words = dict.fromkeys(list(self.words)[:MOST_WORDS])


class Counter:
    """Counts one column's answers; stops telling them apart when they are too many."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.is_complete, self.has_codes = True, False
        self.answered, self.characters, self.variety = 0, 0, 0.0
        self.numbers: dict[Decimal, Numbers] = {decimal: Numbers() for decimal in DECIMALS}
        self.doubtful = ""  # a number that means another with the other sign: "1,234"

    def add(self, texts: "pa.Array") -> None:
        """Count the answers of some respondents, null where there is none."""
        tally = texts.value_counts()
        answers, counts = tally.field(0), tally.field(1)
        if len(answers) <= FEW:
            self._add_few(dict(zip(answers.to_pylist(), counts.to_pylist(), strict=True)))
        else:
            kept = answers.is_valid()
            self._add_many(answers.filter(kept), counts.filter(kept))

    def _add_few(self, counts: dict[str | None, int]) -> None:
        """The same as `_add_many`, without what Arrow takes to begin each of its steps."""
        given = {answer: n for answer, n in counts.items() if answer is not None}
        self.answered += sum(given.values())
        for answer, n in given.items():
            self.characters += len(answer) * n
            self.has_codes = self.has_codes or is_code(answer)
            self._add_number(answer, n)
        self._count_answers(list(given), list(given.values()))

    def _add_number(self, answer: str, n: int) -> None:
        fits = [decimal for decimal in DECIMALS if is_number(answer, decimal)]
        for decimal in DECIMALS:
            if decimal in fits:
                self.numbers[decimal].add(n, number_in(answer, decimal) * n, ())
                self.numbers[decimal].sure += n * (len(fits) == 1)
            else:
                self.numbers[decimal].add(0, 0.0, (answer,))
        if len(fits) > 1 and not self.doubtful and ("," in answer or "." in answer):
            self.doubtful = answer

    def _add_many(self, answers: "pa.Array", counts: "pa.Array") -> None:
        import pyarrow.compute as pc

        self.answered += pc.sum(counts).as_py()
        self.characters += pc.sum(pc.multiply(pc.utf8_length(answers), counts)).as_py()
        self.has_codes = self.has_codes or pc.any(_matches(answers, CODE)).as_py()
        values = {decimal: numbers_in(answers, decimal) for decimal in DECIMALS}
        fits = {decimal: found.is_valid() for decimal, found in values.items()}
        for decimal, other in zip(DECIMALS, reversed(DECIMALS), strict=True):
            numbers, valid = self.numbers[decimal], fits[decimal]
            numbers.add(
                pc.sum(counts.filter(valid)).as_py() or 0,
                pc.sum(pc.multiply(values[decimal], counts.cast("double"))).as_py() or 0.0,
                answers.filter(pc.invert(valid))[: MOST_WORDS + 1].to_pylist(),
            )
            only = pc.and_not(valid, fits[other])
            numbers.sure += pc.sum(counts.filter(only)).as_py() or 0
        both = pc.and_(pc.and_(*fits.values()), _matches(answers, "[.,]"))
        self.doubtful = self.doubtful or next(iter(answers.filter(both)[:1].to_pylist()), "")
        self._count_answers(answers.to_pylist(), counts.to_pylist())

    def _count_answers(self, answers: Sequence[str], counts: Sequence[int]) -> None:
        if not self.is_complete or not answers:
            return
        for answer, count in zip(answers, counts, strict=True):
            self.counts[answer] = self.counts.get(answer, 0) + count
        self.variety = len(self.counts) / self.answered
        if len(self.counts) > MOST_COUNTED:
            self.is_complete = False
            self.counts = dict(list(self.counts.items())[:MOST_COUNTED])

    def tally(self, decimal: Decimal) -> Tally:
        """What was counted, its numbers read with that decimal sign."""
        ranked = sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        numbers = self.numbers[decimal]
        return Tally(
            answered=self.answered,
            counts=tuple(ranked),
            is_complete=self.is_complete,
            words=tuple(numbers.words),
            has_more_words=numbers.has_more_words,
            has_codes=self.has_codes,
            numbers=numbers.count,
            mean=numbers.total / numbers.count if numbers.count else 0.0,
            length=self.characters / self.answered if self.answered else 0.0,
            variety=self.variety,
        )


def _matches(answers: "pa.Array", pattern: str) -> "pa.Array":
    import pyarrow.compute as pc

    return pc.match_substring_regex(answers, pattern=pattern)

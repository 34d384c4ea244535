"""What was inferred, in plain words: one line for each kind of thing, however many columns."""

from collections.abc import Sequence

MOST_NAMED = 6


class Notes:
    """Collects what neither the file nor questions.yaml stated."""

    def __init__(self, said: Sequence[str] = ()) -> None:
        self._said: list[str] = list(said)
        self._of_many: dict[str, list[str]] = {}
        self._guessed: dict[str, None] = {}

    def say(self, line: str) -> None:
        """Add a line of its own."""
        self._said.append(line)

    def mark(self, name: str) -> None:
        """Say that something of a column or a set was guessed."""
        self._guessed[name] = None

    def guess(self, name: str, line: str) -> None:
        """Add a line about what was guessed of a column or a set."""
        self.mark(name)
        self.say(f"{name}: {line}")

    def of(self, name: str, claim: str, *, is_guess: bool = False) -> None:
        """Say of a column what may be said of others too."""
        self._of_many.setdefault(claim, []).append(name)
        if is_guess:
            self.mark(name)

    @property
    def guessed(self) -> tuple[str, ...]:
        """The columns and sets of which something was guessed, each once."""
        return tuple(self._guessed)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line once.

        >>> notes = Notes()
        >>> notes.of("age", "counted as numbers")
        >>> notes.of("hours", "counted as numbers")
        >>> notes.lines
        ('counted as numbers: age, hours',)
        """
        grouped = (f"{claim}: {some(names)}" for claim, names in self._of_many.items())
        return tuple(dict.fromkeys([*self._said, *grouped]))


def some(names: Sequence[str]) -> str:
    """Names in a line, the first few where they are many.

    >>> some(["a", "b"]), some(list("abcdefgh"))
    ('a, b', 'a, b, c, d, e, f and 2 others')
    """
    if len(names) <= MOST_NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} others"

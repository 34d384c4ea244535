"""What the wording of an answer took: tokens in and out, and what they cost."""

from collections.abc import Iterable
from dataclasses import dataclass

CHARACTERS_A_TOKEN = 4  # of English, where a server does not count


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Dollars for a million tokens in and out; None where it is not known."""

    tokens_in: float | None = None
    tokens_out: float | None = None

    def cost(self, tokens_in: int, tokens_out: int) -> float | None:
        """Dollars for that many tokens, where both prices are known.

        >>> Prices(tokens_in=0.25, tokens_out=2).cost(1_000_000, 500_000)
        1.25
        >>> Prices(tokens_in=0.25).cost(1_000_000, 500_000) is None
        True
        """
        if self.tokens_in is None or self.tokens_out is None:
            return None
        return (self.tokens_in * tokens_in + self.tokens_out * tokens_out) / 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What an answer took of a language model; `cost` is in dollars, None where it is not known.

    `is_estimated` where tokens were not counted by the server, but worked out from the characters.
    """

    model: str
    calls: int
    tokens_in: int
    tokens_out: int
    cost: float | None = None
    is_estimated: bool = False

    @property
    def line(self) -> str:
        """The model, its tokens and what they cost, in a line.

        >>> Usage(model="openai:x", calls=1, tokens_in=1812, tokens_out=64, cost=0.00051).line
        'openai:x: 1,812 tokens in, 64 out, $0.0005'
        >>> Usage(model="x", calls=2, tokens_in=9, tokens_out=9, cost=0.1, is_estimated=True).line
        'x: about 9 tokens in, 9 out, $0.1000'
        """
        about = "about " if self.is_estimated else ""
        cost = "" if self.cost is None else f", ${self.cost:.4f}"
        return f"{self.model}: {about}{self.tokens_in:,} tokens in, {self.tokens_out:,} out{cost}"


@dataclass(slots=True)
class Spent:
    """What one call to a model has taken so far: characters, and tokens where they are counted."""

    asked: int = 0
    said: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    is_counted: bool = False  # only once the call has come to its end
    is_declined: bool = False
    is_blank: bool = True

    def tokens(self) -> tuple[int, int]:
        """Tokens in and out, as counted or else estimated."""
        if self.is_counted:
            return self.tokens_in, self.tokens_out
        said = -(-self.said // CHARACTERS_A_TOKEN)
        return self.tokens_in or -(-self.asked // CHARACTERS_A_TOKEN), max(self.tokens_out, said)


def usage_of(model: str, spent: Iterable[Spent], prices: Prices) -> Usage | None:
    """What calls come to together, or nothing where there were none.

    >>> counted = Spent(tokens_in=812, tokens_out=64, is_counted=True)
    >>> usage_of("openai:x", [counted, Spent(asked=40, said=9)], Prices())
    Usage(model='openai:x', calls=2, tokens_in=822, tokens_out=67, cost=None, is_estimated=True)
    """
    calls = list(spent)
    if not calls:
        return None
    tokens_in = sum(call.tokens()[0] for call in calls)
    tokens_out = sum(call.tokens()[1] for call in calls)
    return Usage(
        model=model,
        calls=len(calls),
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost=prices.cost(tokens_in, tokens_out),
        is_estimated=not all(call.is_counted for call in calls),
    )

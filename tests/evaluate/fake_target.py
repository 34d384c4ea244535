"""A target that answers out of a table, and remembers what it was asked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.errors import TargetUnavailable
from assistant.evaluate.case import Case
from assistant.evaluate.targets.target import Described, Replied
from tests.evaluate.by_hand import text_only

FITTING = text_only("It is 86%.", ("86%", 86.0, "percent"))


class FakeTarget:
    """Gives each case the reply to its id, or one that says 86%.

    It fails before the `fails_at`-th answer, counted from 0. `times` are the milliseconds that the
    answers take, in turn.
    """

    def __init__(
        self,
        replies: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        fails_at: int | None = None,
        times: Sequence[float] = (5.0,),
        **described: Any,
    ) -> None:
        told = {"target": "here", "model": "built-in", "corpus_version": "v1", **described}
        self.described = Described(**told)
        self.asked: list[str] = []
        self.closed = 0
        self._replies = replies or {}
        self._fails_at = fails_at
        self._times = times

    def describe(self) -> Described:
        return self.described

    def replies(self, cases: Sequence[Case]) -> Iterator[Replied]:
        for n, case in enumerate(cases):
            if n == self._fails_at:
                raise TargetUnavailable("the target is gone; run the same command again to go on")
            self.asked.append(case.id)
            told = self._replies.get(case.id, FITTING)
            yield Replied(reply=dict(told), milliseconds=self._times[n % len(self._times)])

    def close(self) -> None:
        self.closed += 1

"""What an interface needs of the assistant, so that a test can hand in its own."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from assistant.answer.answer import Answer
from assistant.answer.events import Event
from assistant.request import Draft, Request
from assistant.retrieve.hit import Hit
from assistant.survey import Survey
from assistant.verify.check import Check

if TYPE_CHECKING:  # pydantic takes a third of a second, which `--help` need not wait for
    from assistant.settings import Settings


class AssistantLike(Protocol):
    """Answers, ranks and checks; the pipeline's own does so over a built index."""

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys that the index holds."""

    def ask(self, request: Request) -> Answer:
        """One checked answer, or a refusal."""

    def ask_all(self, requests: Sequence[Request]) -> Iterator[Answer]:
        """Answers in the order of the questions, each as soon as it is there."""

    def stream(self, request: Request) -> Iterator[Event]:
        """What happens on the way to an answer, which comes last."""

    def search(self, request: Request, *, k: int = 10) -> tuple[Hit, ...]:
        """The `k` findings and passages that bear most on the question."""

    def search_all(self, requests: Sequence[Request], *, k: int = 10) -> Iterator[tuple[Hit, ...]]:
        """Rankings in the order of the questions."""

    def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
        """Every figure of a text against the source data."""

    def check_all(self, drafts: Sequence[Draft]) -> Iterator[Check]:
        """Checks in the order of the drafts."""


Opener: TypeAlias = Callable[["Settings"], AssistantLike]

"""The index as a LangChain retriever, opened from the settings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from assistant.settings import Settings


def as_retriever(
    settings: "Settings | None" = None, *, k: int = 10, surveys: Sequence[str] = ()
) -> "BaseRetriever":
    """A retriever of the `k` findings and passages that bear most on a question, best first.

    Without `settings`, the index is the one that the environment names. An assistant that is open
    already has the same as a method.

    Raises:
        IndexMissing: There is no index yet.
        UnknownSurvey: The index holds no such survey; raised when something is asked.
    """
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

    return Assistant.open(settings or Settings()).as_retriever(k=k, surveys=surveys)

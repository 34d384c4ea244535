"""The index as a LangChain retriever, for chains and agents that others build."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.retrieve.hit import Hit

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

Search = Callable[[str], Sequence[Hit]]


def retriever_over(search: Search) -> "BaseRetriever":
    """A retriever that gives a search's hits as documents, best first.

    A document's text is the finding's or the passage's own; its metadata are `survey`, `source`,
    `kind` (finding or passage), `score` and `rank`, and its id is that of the index.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.retrievers import BaseRetriever

    class FindingsRetriever(BaseRetriever):
        """Findings and passages of the surveys, ranked by meaning and by words."""

        def _get_relevant_documents(
            self,
            query: str,
            *,
            run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain hands it in
        ) -> "list[Document]":
            return [document_of(hit) for hit in search(query)]

    return FindingsRetriever()


def document_of(hit: Hit) -> "Document":
    """A hit as a LangChain document."""
    from langchain_core.documents import Document

    return Document(
        id=hit.id,
        page_content=hit.text,
        metadata={
            "survey": hit.survey,
            "source": hit.source,
            "kind": hit.kind,
            "score": hit.score,
            "rank": hit.rank,
        },
    )

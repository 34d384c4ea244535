"""The index as others' chains see it."""

from assistant.retrieve.hit import Hit
from assistant.retrieve.retriever import retriever_over

HIT = Hit(
    rank=1,
    id="x1",
    survey="night",
    source="corpus/night/article.txt",
    kind="finding",
    score=0.75,
    text="86% of U.S. nurses",
)


def test_a_hit_is_a_document_with_its_place() -> None:
    (document,) = retriever_over(lambda question: [HIT]).invoke("Do nurses sleep?")

    assert (document.id, document.page_content) == ("x1", "86% of U.S. nurses")
    assert document.metadata == {
        "survey": "night",
        "source": "corpus/night/article.txt",
        "kind": "finding",
        "score": 0.75,
        "rank": 1,
    }


def test_a_retriever_asks_what_it_is_asked() -> None:
    asked: list[str] = []

    def search(question: str) -> list[Hit]:
        asked.append(question)
        return []

    assert retriever_over(search).invoke("Do nurses sleep?") == []
    assert asked == ["Do nurses sleep?"]

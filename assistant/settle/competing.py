"""Sentences of the evidence compete for what a model's sentence says."""

from collections.abc import Iterable

from assistant.findings.stems import content_stems

MORE_SHARED = 1.5  # times as many words as a figure's own sentence has in common with what is said
MORE_WORDS = 2  # and this many more


def is_outdone(said: str, own: str, others: Iterable[str]) -> bool:
    """Whether what is said has clearly more words in common with another sentence than its own.

    >>> said, own = "12% of nurses row boats.", "In 2019, 12% of teachers were ill."
    >>> is_outdone(said, own, ["Nurses often row boats (40%)."])
    True
    >>> is_outdone(said, own, ["Few nurses are ill (40%)."])
    False
    """
    words = content_stems(said)
    shared = len(words & content_stems(own))
    most = max((len(words & content_stems(other)) for other in others), default=0)
    return most >= shared * MORE_SHARED and most - shared >= MORE_WORDS

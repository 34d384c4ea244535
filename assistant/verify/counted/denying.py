"""Whether a claim speaks of those who gave an answer, or of those who did not."""

from collections.abc import Iterator, Sequence
from functools import cache

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import load
from assistant.findings.stems import negations, stem, stop_words, words_of

YES, NO = "yes", "no"


def is_denied(text: str, question: Question, people: str = "") -> bool:
    """Whether what is said of an answer is turned round, an odd number of times.

    What the question and its answers deny themselves is no denial of the claim's: "hardly or not at
    all interested", "cannot afford". Nor is what sets the people apart, whose words are `people`.

    >>> legal = Question(id="q", text="Should it be possible if she cannot afford a child?")
    >>> is_denied("say it should not be possible if she cannot afford a child", legal)
    True
    >>> is_denied("oppose it", legal), is_denied("do not oppose it", legal)
    (True, False)
    """
    labels = (o.label for o in question.options)
    known = list(words_of(" ".join((question.text, *labels))))
    explained = {*_denied(known), *map(stem, words_of(people))}
    turns = [w for w in _denied(words_of(text), beside=known) if w not in explained]
    against = [w for w in words_of(text) if w in _opposing() and w not in known]
    return (len(turns) + len(against)) % 2 == 1


def _denied(words: Sequence[str], beside: Sequence[str] = ()) -> Iterator[str]:
    """The stem of what follows each negation; one that an answer begins with denies nothing."""
    for at, word in enumerate(words):
        is_not = word in negations() or word.endswith("n't")
        if not is_not or (word in beside and word != "not"):
            continue
        following = (w for w in words[at + 1 :] if w not in stop_words() and w not in negations())
        yield stem(next(following, ""))


@cache
def _opposing() -> frozenset[str]:
    """Words that take the side against something: "oppose", "disapprove"."""
    poles, scales = load("words")["poles"], load("counted")["attitudes"]
    return frozenset(word for scale in scales for word in poles[scale][1])


def affirmed(question: Question, *, is_denied: bool) -> str | None:
    """The "yes" of a question of yes or no, or its "no"; None for a question with other answers."""
    by_name = {
        option.label.strip().casefold(): option.label
        for option in question.options
        if option.label not in question.dont_know
    }
    return by_name[NO if is_denied else YES] if set(by_name) == {YES, NO} else None

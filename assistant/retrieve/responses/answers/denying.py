"""Whether a claim speaks of those who gave an answer, or of those who did not."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import load
from assistant.findings.stems import negations, no_denials, stem, stop_words, words_of
from assistant.retrieve.responses.plan import NET_MARK

YES, NO = "yes", "no"
OR_NOT = re.compile(r"\bor not\b", re.IGNORECASE)
# Whose side is taken: vote against, are for, were opposed to.
SIDES = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|decid(?:e|es|ed)|am|are|is|was|were|be|been|being|stand|stood|come|came)"
    r"\s+(?:(?:mostly|mainly|strongly|firmly|out|down)\s+)?"
    r"(?P<side>for|against|in\s+favou?r\s+of|opposed\s+to)\b(?!\s+(?:example|instance|now))",
    re.IGNORECASE,
)


def is_denied(text: str, question: Question, people: str = "", *, is_named: bool = False) -> bool:
    """Whether what is said of an answer is turned round, an odd number of times.

    What the question and its answers deny themselves is no denial of the claim's: "hardly or not at
    all interested", "cannot afford". Nor is what sets the people apart, whose words are `people`.
    With `is_named` the text has an answer's name taken out: no answer accounts for a denial then.

    >>> legal = Question(id="q", text="Should it be possible if she cannot afford a child?")
    >>> is_denied("say it should not be possible if she cannot afford a child", legal)
    True
    >>> is_denied("oppose it", legal), is_denied("do not oppose it", legal)
    (True, False)
    """
    labels = () if is_named else [o.label for o in question.options]
    known = list(words_of(" ".join((OR_NOT.sub(" ", question.text), *labels))))
    explained = {*_denied(known), *map(stem, words_of(people))}
    explained |= {stem(word[2:]) for word in known if word.startswith("un")}
    said = words_of(no_denials().sub(" ", text))
    turns = [w for w in _denied(said, beside=known) if w not in explained]
    against = [w for w in said if w in _opposing() and w not in known]
    return (len(turns) + len(against)) % 2 == 1


def _denied(words: Sequence[str], beside: Sequence[str] = ()) -> Iterator[str]:
    """The stem of what follows each negation.

    One that an answer begins with denies nothing, nor does the "no" at the end of "said no".
    """
    for at, word in enumerate(words):
        is_not = word in negations() or word.endswith("n't")
        if not is_not or (word in beside and word != "not"):
            continue
        following = (w for w in words[at + 1 :] if w not in stop_words() and w not in negations())
        denied = next(following, "")
        if denied or word != NO:
            yield stem(denied)


def takes_side(text: str) -> bool:
    """Whether a preposition says for or against what somebody is.

    >>> takes_side("would vote against joining"), takes_side("fight against crime")
    (True, False)
    """
    return SIDES.search(text) is not None


def sided(text: str, question: Question) -> tuple[str, bool] | None:
    """The answer of those who are for or against something, and whether that is denied again.

    None where no preposition says so, or no one answer says the like.

    >>> from assistant.corpus.responses.questionnaire import Option
    >>> options = tuple(Option(value=v, label=v) for v in ("Yes", "No", "Undecided"))
    >>> vote = Question(id="q", text="Vote on the new bridge", options=options)
    >>> sided("were going to vote against it", vote), sided("would not vote for it", vote)
    (('No', False), ('Yes', True))
    """
    side = SIDES.search(text)
    if side is None or any(w in _opposing() or w == "against" for w in words_of(question.text)):
        return None
    is_against = side["side"].lower() not in ("for",) and "fav" not in side["side"].lower()
    wanted = {NO, *_opposing()} if is_against else {YES, *_supporting()}
    nets = [net.label for net in question.nets]
    labels = [*nets, *(o.label for o in question.options)]
    fitting = [label for label in labels if {*words_of(NET_MARK.sub("", label))} <= wanted]
    if not fitting:
        return None
    known = [*_denied(words_of(question.text))]
    before = words_of(text[: side.start("side")])
    turns = [w for w in _denied((*before, "side")) if w not in known]
    return fitting[0], len(turns) % 2 == 1


@cache
def _supporting() -> frozenset[str]:
    """Words that take the side of something: "support", "approve"."""
    poles, scales = load("words")["poles"], load("counted")["attitudes"]
    return frozenset(word for scale in scales for word in poles[scale][0])


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

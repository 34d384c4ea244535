"""Which answer option of a question is meant."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import permutations

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import load
from assistant.findings.measures import measure_of
from assistant.findings.stems import content_stems, negations, stem, words_of
from assistant.retrieve.responses.plan import NET_MARK

NAMES = re.compile(r"\b[A-Z][a-z]+(?: (?:of |and |the )*[A-Z][a-z]+)+")  # European Union
HOW = re.compile(r"\bhow\s+\w+", re.IGNORECASE)  # "How often" asks for a degree and names none
BEGINNING = 5  # letters that words of one family share
YES, NO = "yes", "no"
DENIED = re.compile(r"\bnot\s+(?:very\s+)?(?P<said>[a-z]+)\b", re.IGNORECASE)
AND_ABOVE = r"\s+(?:or|and)\s+(?:higher|more|above|beyond|better|over)\b"
NOT = re.compile(r"\bnot\s+(?:yet\s+)?(?:been\s+)?(?P<said>[a-z]+)\b", re.IGNORECASE)
STAY_OUT = re.compile(r"\b(?:stay|keep|remain)(?:s|ed)?\s+(?:out\s+of|outside)\b", re.IGNORECASE)
BEEN = frozenset({"be", "been"})  # "have never been married" is "Never married"
ARTICLES = frozenset({"the", "a", "an"})  # "about the right amount" is "About right"
# "planned to vote no", "said yes"
ANSWERED = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)|sa(?:y|id|ys|ying)|answer(?:ed|s)?|respond(?:ed|s)?|chose|choose)"
    r"\s+(?:for\s+)?[\"'\u201c]?(?P<answer>yes|no)\b(?!\s+(?:one|more|longer|matter)\b)",
    re.IGNORECASE,
)
DENYING_ON = (["to"], ["for"], ["against"], ["yes"], ["no"], ["that"])  # "would not vote to …"
SCALE_WORDS = re.compile(r"\b(?:most|least) common\b", re.IGNORECASE)


def option_named(text: str, question: Question) -> str:
    """The label of the option or net that a question names; of "yes" or "no" the one it means.

    A question put to "yes" and "no" means "yes" unless it denies.
    """
    return label_said(text, question) or _affirmed(text, question)


def label_said(text: str, question: Question) -> str:
    """The label of the option or net that a text names; empty where none or several.

    Of several the longest, and a net before an option of its name.
    """
    if answered := _answered(text, question):
        return answered
    asked = [stem(word) for word in words_of(_spelt_out(text, question))]
    nets = [net.label for net in question.nets]
    labels = [*nets, *(option.label for option in question.options)]
    asked_plainly = [word for word in asked if word not in ARTICLES | BEEN]
    unsaid = [stem(word) for word in words_of(NOT.sub(r"un\g<said>", text))]
    named = [
        label
        for label in labels
        if has_in_order(asked_plainly, label_words(label))
        or has_in_order(unsaid, label_words(label))
    ]
    named = [label for label in named if not _goes_on(asked_plainly, label_words(label))]
    named = [label for label in named if label.strip().casefold() not in (YES, NO)]
    wording = {stem(word) for word in words_of(HOW.sub(" ", question.text))}
    named = [label for label in named if not wording.issuperset(label_words(label))] or named
    if named:
        longest = max(len(label_words(label)) for label in named)
        best = [label for label in named if len(label_words(label)) == longest]
        same = {tuple(label_words(label)) for label in best}
        return best[0] if len(same) == 1 else ""
    return _denied_by_name(asked, question) or _told_by_a_word(frozenset(asked), question)


def _goes_on(asked: Sequence[str], label: Sequence[str]) -> bool:
    """Whether a label's denial denies what follows: "would not vote to join" is no abstention.

    >>> _goes_on(["would", "not", "vote", "to", "join"], ["would", "not", "vote"])
    True
    """
    if not set(label) & negations():
        return False
    size = len(label)
    places = [n for n in range(len(asked)) if list(asked[n : n + size]) == list(label)]
    return bool(places) and all(asked[n + size : n + size + 1] in DENYING_ON for n in places)


def options_joined(text: str, question: Question) -> tuple[str, ...]:
    """Two options that are said together, what they share said once: "very or somewhat sure".

    >>> from assistant.corpus.responses.questionnaire import Option
    >>> labels = ("Very sure", "Somewhat sure", "Not sure")
    >>> sure = Question(id="q", options=tuple(Option(value=v, label=v) for v in labels))
    >>> options_joined("they are very or somewhat sure", sure), options_joined("very sure", sure)
    (('Very sure', 'Somewhat sure'), ())
    """
    asked = [word for word in map(stem, words_of(text)) if word not in ARTICLES]
    for one, other in permutations([option.label for option in question.options], 2):
        first, second = label_words(one), label_words(other)
        shared = next(
            (n for n, (a, b) in enumerate(zip(first[::-1], second[::-1], strict=False)) if a != b),
            min(len(first), len(second)),
        )
        for left_out in {0, shared}:
            begun = first[: len(first) - left_out]
            if begun and has_in_order(asked, [*begun, "or", *second]):
                return one, other
    return ()


def _denied_by_name(asked: Sequence[str], question: Question) -> str:
    """The one option that denies what the question denies: "not religious" is "No religion"."""
    denied = [
        next((w for w in asked[at + 1 :] if content_stems(w)), "")
        for at, word in enumerate(asked)
        if word in negations()
    ]
    told = [
        label
        for label in (o.label for o in question.options)
        if label not in question.dont_know and _is_denying(label, denied)
    ]
    return told[0] if len(told) == 1 else ""


def _is_denying(label: str, denied: Sequence[str]) -> bool:
    """Whether a label is a negation and one word that is among those denied."""
    words = label_words(label)
    return len(words) == 2 and words[0] in negations() and any(is_kin(words[1], w) for w in denied)


def _told_by_a_word(asked: frozenset[str], question: Question) -> str:
    """The one option that has a word of its own which the question says: "Will abstain"."""
    words = {o.label: content_stems(o.label) for o in question.options}
    own = {
        label: stems - frozenset[str]().union(*(s for o, s in words.items() if o != label))
        for label, stems in words.items()
    }
    shared = content_stems(question.text)
    if sum(bool(stems & shared) for stems in own.values()) < 2:  # else it lists its answers
        own = {label: stems - shared for label, stems in own.items()}
    others = asked - shared
    told = [label for label, of in own.items() if of & asked or with_alike(of) & others]
    return told[0] if len(told) == 1 else ""


def _spelt_out(text: str, question: Question) -> str:
    """A question with initials in full, as an option has them, and "stay out" likewise."""
    text = STAY_OUT.sub("remain outside", text)
    for label in (o.label for o in question.options):
        for name in NAMES.findall(label):
            initials = "".join(re.findall(r"\b[A-Z]", name))
            text = re.sub(rf"\b{initials}\b", name, text)
    return text


def names_scale(text: str) -> bool:
    """Whether a word of averages only asks for what most people said: "most common"."""
    return bool(SCALE_WORDS.search(text))


def is_assumed(text: str, option: str) -> bool:
    """Whether a "yes" or "no" is only inferred, from a question that does or does not deny."""
    return option.strip().casefold() in (YES, NO) and not ANSWERED.search(text)


def is_part(label: str, words: str) -> bool:
    """Whether words that name people have a label in them: "did not finish high school"."""
    return has_in_order([w for w in label_words(words) if w not in ARTICLES], label_words(label))


def and_above(text: str, words: str, option: str, question: Question) -> str:
    """An option, or the net that it begins where "at least" or "or higher" says so.

    Empty where no net is of just those.
    """
    said = re.escape(words)
    if not re.search(rf"\bat\s+least\s+(?:an?\s+)?{said}|{said}{AND_ABOVE}", text, re.IGNORECASE):
        return option
    labels = [o.label for o in question.options]
    if option not in labels:
        return option
    at = labels.index(option)
    ends = ({*labels[at:]}, {*labels[: at + 1]})
    return next((net.label for net in question.nets if set(net.options) in ends), "")


def _answered(text: str, question: Question) -> str:
    """The "yes" or "no" that was given in so many words: "plan to vote no"."""
    by_name = {o.label.strip().casefold(): o.label for o in question.options}
    answered = ANSWERED.search(text)
    return by_name.get(answered["answer"].lower(), "") if answered else ""


def _affirmed(text: str, question: Question) -> str:
    """The "yes" of a yes-or-no question that is asked about without denying it."""
    by_name = {o.label.strip().casefold(): o.label for o in question.options}
    if YES not in by_name or NO not in by_name:
        return ""
    said, there = measure_of(text).poles, measure_of(question.text).poles
    is_denied = any(pole.endswith(("-", ":not")) for pole in said - there)
    return "" if is_denied else by_name[YES]


def label_words(label: str) -> list[str]:
    """The stems of an option's label or a net's name, articles left out."""
    words = [stem(word) for word in words_of(NET_MARK.sub("", label))]
    return [word for word in words if word not in ARTICLES]


def has_in_order(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether `part` stands in `words` as a run.

    >>> has_in_order(["feel", "not", "very", "safe"], ["very", "safe"])
    True
    """
    size = len(part)
    runs = (list(words[n : n + size]) for n in range(len(words) - size + 1))
    return bool(part) and any(run == list(part) for run in runs)


def with_alike(stems: frozenset[str]) -> frozenset[str]:
    """Stems, and those of words that ask for the same.

    >>> "earn" in with_alike(frozenset({"salari"}))
    True
    """
    return stems.union(*(kind for kind in _alike() if kind & stems))


@cache
def _alike() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, kind)) for kind in load("questions")["alike"])


def all_words(question: Question) -> str:
    """A question's wording with its names, its options and its nets, as one text."""
    labels = [o.label for o in question.options] + [n.label for n in question.nets]
    unsaid = [f"un{found['said']}" for found in DENIED.finditer(question.text)]
    return " ".join([question.id, question.text, question.label, *labels, *unsaid])


def is_kin(one: str, other: str) -> bool:
    """Whether two stems are one, or begin as words of one family do: "science", "scientific".

    What is denied is of the same family, whichever way it is then asked: "unmarried", "married".

    >>> is_kin("scienc", "scientif"), is_kin("nation", "nature"), is_kin("unmarri", "marri")
    (True, False, True)
    """
    one, other = _affirmative(one), _affirmative(other)
    return one == other or (len(one) >= BEGINNING and one[:BEGINNING] == other[:BEGINNING])


def _affirmative(word: str) -> str:
    """A stem without its "un-", where enough is left for a word."""
    return word[2:] if word.startswith("un") and len(word) >= BEGINNING + 2 else word


def is_said(word: str, said: frozenset[str]) -> bool:
    """Whether a stem, or one of its family, is among others."""
    return word in said or any(is_kin(word, other) for other in said)

"""Among whom a question asks, in the groups that a survey's answers tell apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.grammar.people_phrases import asked_subject, people_phrases
from assistant.findings.lexicon import lexicon, load
from assistant.findings.populations import is_people_word
from assistant.findings.stems import WORD, content_stems, negations, stem, words_of
from assistant.retrieve.people import all_named, is_subject_matter
from assistant.retrieve.query import Operation
from assistant.retrieve.responses.groups import Groups, ages_of
from assistant.retrieve.responses.measures import NAMES, all_words, with_alike
from assistant.retrieve.responses.plan import Among, Condition
from assistant.survey import Facet

LAID_BESIDE: frozenset[str] = frozenset({"compare", "difference", "rank"})
BESIDE = re.compile(r"\b(?:and|than|vs|versus|with|to|from|against)\b|,", re.IGNORECASE)
# "In the South, what share …"
PLACED = re.compile(r"\b(?:in|from|among|amongst|across|by|for|of)\s+(?:the\s+)?$", re.IGNORECASE)
AMONG = re.compile(r"\b(?:among(?:st)?|out of)\b", re.IGNORECASE)
WITHIN = re.compile(r"\b(?:in|across)\s+(?:the\s+)?$", re.IGNORECASE)
BEING = re.compile(r"\b(?:are|is|was|were|lives?|lived)\b", re.IGNORECASE)
WHO = re.compile(r"\b(?:who|that|whose)\b", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:if|because|unless)\b", re.IGNORECASE)
SINGLE = re.compile(r"\ban?\s+(?:[a-z]+\s+)?$", re.IGNORECASE)  # "let an unmarried woman …"
HEADING_WORDS = 4
# What may stand between "not" and a group that it denies: "not living in the South"
BETWEEN = frozenset({"in", "the", "a", "an", "from", "of", "live", "be", "been"})
MOST_BETWEEN = 5
MEN = re.compile(r"\b(?P<one>(?:wo)?)men\b")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A stretch of the question that names a group, everybody, or people no answer tells apart."""

    start: int
    end: int
    words: str
    condition: Condition | None = None
    is_everybody: bool = False
    is_facet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question's people in one survey's terms, and the stems of all that is left of it.

    `unknown` are the words for people whom the survey cannot tell apart. `own` are labels of the
    question itself that were named as people: "What share of women are Republicans?", `own_words`
    the words that name them. `said` is the question without the words for its people. `is_turned`
    where they are those whom others are a share of: "How many Democrats are women?"
    """

    among: tuple[Among, ...]
    unknown: tuple[str, ...]
    own: tuple[str, ...]
    rest: frozenset[str]
    is_turned: bool = False
    own_words: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a spoken question and its stem."""

    start: int
    end: int
    stem: str


class Spoken:
    """A spoken question: its words, and where it names people. Parsed once, when first needed."""

    def __init__(self, text: str, operation: Operation) -> None:
        self.text = text
        self.operation = operation

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word, in order."""
        return tuple(Word(m.start(), m.end(), stem(m.group())) for m in WORD.finditer(self.text))

    @cached_property
    def phrases(self) -> tuple[tuple[int, int], ...]:
        """The phrases that name people, with what restricts them."""
        return people_phrases(self.text)

    @cached_property
    def subject(self) -> tuple[int, int]:
        """Where those stand who are asked about; nowhere where that is unclear."""
        return asked_subject(self.text) or (0, 0)

    def names_people_at(self, start: int) -> bool:
        """Whether a phrase that names people holds this place."""
        return any(a <= start < b for a, b in (*self.phrases, self.subject))

    def is_talked_of(self, start: int) -> bool:
        """Whether a place is behind those who are asked about, and names no more of them."""
        end = self.subject[1]
        return 0 < end <= start and not AMONG.search(self.text, end, start)

    def stands_before_people(self, word: Word) -> bool:
        """Whether the next word names people, whatever the parse makes of it: "retired nurses"."""
        following = self.text[word.end :].split(maxsplit=1)[:1]
        return bool(following) and is_people_word(following[0].strip(".,?!;:'\u2019"))

    def is_past_clause(self, start: int, found: Sequence[Named]) -> bool:
        """Whether a "who …" before a word names a group already: parses go on too far."""
        for first, last in self.phrases:
            if first <= start < last:
                who = WHO.search(self.text, first, start)
                return who is not None and any(who.end() <= n.start < start for n in found)
        return False


def read_people(
    spoken: Spoken, groups: Groups, question: Question, *, breaking: tuple[int, int] = (0, 0)
) -> Asked:
    """Take the people out of a question that is put to `question`.

    `breaking` is where the question that breaks the answer down is named ("by region").
    """
    found = _longest([*_by_labels(spoken, groups), *_by_facets(spoken, groups, question)], breaking)
    own = [n for n in found if n.condition and n.condition.question == question.id]
    has_years = any(_is_of_age(n, groups) for n in found)
    others = [
        n for n in found if not (n.is_everybody or n in own or (has_years and _is_only_age(n)))
    ]
    everybody = [n for n in found if n.is_everybody]
    kept = [_turned(named, groups, spoken) for named in others]
    told = [_turned(named, groups, spoken) for named in own]
    taken = [breaking, *((n.start, n.end) for n in found)]
    left = [w for w in spoken.words if not any(a <= w.start < b for a, b in taken)]
    left = [w for w in left if not (has_years and w.stem in _ages_in_words())]
    known = with_alike(content_stems(f"{all_words(question)} {_titles(groups, question)}"))
    loose = [w for w in left if _sets_apart(w, spoken, found) and _restricts(w, spoken, known)]
    words = [spoken.text[w.start : w.end] for w in left if w not in loose]
    idle = _idle() - with_alike(_heading_of(question))
    return Asked(
        among=_combined([n for n in kept if n.condition], spoken),
        unknown=tuple(
            dict.fromkeys(
                [n.words for n in kept if n.condition is None]
                + [spoken.text[w.start : w.end] for w in loose]
            )
        ),
        own=tuple(label for n in told if n.condition for label in n.condition.labels),
        own_words=tuple(spoken.text[n.start : n.end] for n in told),
        is_turned=_is_turned(own, others, spoken),
        said=_without(spoken.text, [breaking, *((n.start, n.end) for n in (*kept, *everybody))]),
        rest=content_stems(YEAR.sub(" ", " ".join(words))) - idle,
    )


def _titles(groups: Groups, question: Question) -> str:
    return " ".join([*groups.names_of_everybody(), *initials_of(question.text)])


def _sets_apart(word: Word, spoken: Spoken, found: Sequence[Named]) -> bool:
    """Whether a word stands where people are named of whom a question asks."""
    return (
        (spoken.names_people_at(word.start) or spoken.stands_before_people(word))
        and not spoken.is_past_clause(word.start, found)
        and not _is_conditional(spoken.text[: word.start])
        and not spoken.is_talked_of(word.start)
    )


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    """A text with blanks for what stands in some places."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return " ".join(text.split())


def _is_turned(own: Sequence[Named], others: Sequence[Named], spoken: Spoken) -> bool:
    """Whether a group is named behind the question's own options, and not as those "among" whom."""
    if not own:
        return False
    last = max(n.start for n in own)
    behind = [n for n in others if n.start > last]
    between = [spoken.text[last : n.start] for n in behind]
    return any(
        not AMONG.search(words) and (BEING.search(words) or not WITHIN.search(words))
        for words in between
    )


@cache
def _ages_in_words() -> frozenset[str]:
    """Stems of words for an age without years: "older"."""
    facets = lexicon().facets.items()
    words = (w for w, of in facets if any(f.kind == "age" and not ages_of(f.value) for f in of))
    return frozenset(map(stem, words))


def _is_only_age(named: Named) -> bool:
    """Whether people whom no answer tells apart are named by an age without years."""
    return named.condition is None and bool(
        set(map(stem, words_of(named.words))) & _ages_in_words()
    )


def _is_of_age(named: Named, groups: Groups) -> bool:
    """Whether people are named by their years."""
    if named.condition is None:
        return False
    of = [g for g in groups.all if g.question == named.condition.question]
    return any(g.ages for g in of) or bool(groups.age and groups.age.id == named.condition.question)


@cache
def _idle() -> frozenset[str]:
    """Stems that say how a question is put and not what it is about."""
    asking = load("questions")
    return frozenset(stem(word) for word in (*asking["asking"], *asking["computing"]))


def _heading_of(question: Question) -> frozenset[str]:
    """The stems of a question's short name: of "Age in years", age is what is asked."""
    short = question.text if len(question.text.split()) <= HEADING_WORDS else ""
    return content_stems(f"{question.id} {question.label} {short}")


@cache
def _reporting() -> frozenset[str]:
    return frozenset(map(stem, (*load("words")["reporting"], *load("questions")["said"])))


@cache
def _plain_people() -> frozenset[str]:
    known = lexicon()
    return frozenset(stem(word) for word in (*known.generic, *known.blank))


def _restricts(word: Word, spoken: Spoken, known: frozenset[str]) -> bool:
    """Whether a word of a phrase for people sets some apart, and nothing accounts for it."""
    (said,) = content_stems(spoken.text[word.start : word.end]) or (None,)
    return said is not None and said not in known | _idle() | _plain_people()


def _longest(found: Iterable[Named], breaking: tuple[int, int]) -> list[Named]:
    """The names that do not overlap: longer ones first; then those of labels, which come first."""
    kept: list[Named] = []
    for named in sorted(found, key=lambda n: n.start - n.end):
        beside = [*((k.start, k.end) for k in kept if not _is_one(k, named)), breaking]
        if not any(named.start < end and start < named.end for start, end in beside):
            kept.append(named)
    return sorted(dict.fromkeys(kept), key=lambda n: n.start)


def _is_one(one: Named, other: Named) -> bool:
    """Whether two facets of one word are meant: "boys" are men and young."""
    is_same_place = (one.start, one.end) == (other.start, other.end)
    questions = {n.condition.question for n in (one, other) if n.condition}
    return is_same_place and len(questions) == 2 and one.is_facet and other.is_facet


def _by_facets(spoken: Spoken, groups: Groups, question: Question) -> Iterator[Named]:
    """People named by words of general English: "women under 30"."""
    text = spoken.text
    for named in all_named(text):
        words = text[named.start : named.end]
        is_talked_of = is_subject_matter(text, named) and not spoken.names_people_at(named.start)
        is_single = spoken.is_talked_of(named.start) and SINGLE.search(text[: named.start])
        if is_talked_of or is_single or _is_matter_of(question, text[: named.start], words):
            continue
        for facet in sorted(named.facets):
            if facet.kind == "income" and question.type == "numeric":
                continue  # "earn over $100,000" of a question on pay
            condition = groups.with_facet(facet) if facet not in groups.everyone else None
            is_unknown = condition is None and facet not in groups.everyone
            if is_unknown and facet.kind != "place" and spoken.is_talked_of(named.start):
                continue
            is_everybody = facet in groups.everyone or _is_all(facet, words, groups)
            is_name_only = facet.kind in ("place", "role") and _is_in(words, question)
            if condition or is_everybody or not is_name_only:
                yield Named(
                    start=named.start,
                    end=named.end,
                    words=words,
                    condition=condition,
                    is_everybody=condition is None and is_everybody,
                    is_facet=True,
                )


def _is_matter_of(question: Question, before: str, words: str) -> bool:
    """Whether words for people belong to what was asked: "think a woman should be able to …".

    So do those in a condition of what is said: "approve of it if a family is poor".
    """
    verbs = any(stem(m.group()) in _reporting() for m in WORD.finditer(before))
    return verbs and (_is_in(words, question) or _is_conditional(before))


def _is_conditional(before: str) -> bool:
    """Whether a condition of what is said has begun: "say that they approve if …"."""
    verbs = [m.end() for m in WORD.finditer(before) if stem(m.group()) in _reporting()]
    return bool(verbs) and CONDITION.search(before, verbs[0]) is not None


def _is_in(words: str, question: Question) -> bool:
    known = f"{all_words(question)} {' '.join(initials_of(question.text))}"
    said = MEN.sub(r"\g<one>man", words)  # "women" of a question about "a woman"
    return content_stems(said) <= with_alike(content_stems(MEN.sub(r"\g<one>man", known)))


def initials_of(text: str) -> list[str]:
    """What names of several words are called for short.

    >>> initials_of("Is it good for Norway to join the European Union?")
    ['EU']
    """
    return ["".join(re.findall(r"\b[A-Z]", name)) for name in NAMES.findall(text)]


def _is_all(facet: Facet, words: str, groups: Groups) -> bool:
    """Whether a word is a name of everybody asked, as "developers" is in a survey of developers."""
    asked = content_stems(words)
    names = groups.names_of_everybody()
    return facet.kind == "role" and any(asked <= content_stems(name) for name in names)


def _by_labels(spoken: Spoken, groups: Groups) -> Iterator[Named]:
    """People named by an option's own label: "in the South", "data scientists"."""
    stems = [word.stem for word in spoken.words]
    for group in groups.all:
        for form in group.forms:
            for at in range(len(stems) - len(form) + 1):
                if tuple(stems[at : at + len(form)]) != form:
                    continue
                run = spoken.words[at : at + len(form)]
                start, end = run[0].start, run[-1].end
                placed = group.is_banner and PLACED.search(spoken.text[:start])
                is_told = group.is_declared and len(form) > 1
                if placed or is_told or spoken.names_people_at(start):
                    condition = Condition(question=group.question, labels=group.labels)
                    words = spoken.text[start:end]
                    yield Named(start=start, end=end, words=words, condition=condition)


@cache
def _denials() -> frozenset[str]:
    return frozenset(stem(word) for word in (*negations(), *load("questions")["denying"]))


def _turned(named: Named, groups: Groups, spoken: Spoken) -> Named:
    """A group that is denied ("not married") as all the others of its question."""
    before = [w for w in spoken.words if w.end <= named.start][-MOST_BETWEEN:]
    while before and before[-1].stem in BETWEEN:
        before.pop()
    if named.condition is None or not before or before[-1].stem not in _denials():
        return named
    return Named(
        start=before[-1].start,
        end=named.end,
        words=named.words,
        condition=groups.others(named.condition),
    )


def _combined(found: Sequence[Named], spoken: Spoken) -> tuple[Among, ...]:
    """Conditions on different questions hold together; of one question, beside or as one group."""
    by_question: dict[str, list[Named]] = {}
    for named in found:
        if named.condition is not None:
            by_question.setdefault(named.condition.question, []).append(named)
    combined: list[Among] = [()]
    is_split = False
    for members in by_question.values():
        conditions = list(dict.fromkeys(n.condition for n in members if n.condition))
        if len(conditions) > 1 and not is_split and _are_beside(members, spoken):
            is_split = True
            combined = [(*among, c) for among in combined for c in conditions]
        else:
            combined = [(*among, _joined(conditions)) for among in combined]
    return tuple(combined)


def _are_beside(members: Sequence[Named], spoken: Spoken) -> bool:
    """Whether groups of one question are laid beside each other and not counted together."""
    between = spoken.text[members[0].end : members[-1].start]
    return spoken.operation in LAID_BESIDE or bool(BESIDE.search(between))


def _joined(conditions: Sequence[Condition]) -> Condition:
    first = conditions[0]
    if not all(c.labels for c in conditions):
        return first
    labels = tuple(dict.fromkeys(label for c in conditions for label in c.labels))
    return Condition(question=first.question, labels=labels)

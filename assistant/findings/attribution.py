"""Each figure of a parsed sentence with the words for who it is about and what it says.

Own words only: what a sentence leaves unsaid is filled in by `context`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.figures import Unit
from assistant.findings.asides import is_base, is_twin, side_of, words_beside
from assistant.findings.clauses import (
    CLAUSE_DEPS,
    clause_tokens,
    governor,
    has_subject,
    outer_verbs,
    prepositions,
    subject,
)
from assistant.findings.finding import Role
from assistant.findings.lexicon import load
from assistant.findings.phrases import (
    MODIFIERS,
    OF,
    is_people,
    is_same_people,
    is_share_noun,
    is_survey_noun,
    noun_phrase,
    people_and_rest,
    printed,
)
from assistant.findings.populations import names_people
from assistant.findings.roles import role_of
from assistant.findings.syntax import Aside, Paragraph
from assistant.numerals import Mention

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ON_VERB = OF | {"in", "by", "for", "across", "within", "out", "throughout", "from"}
SIDES = {"than", "as", "with", "to"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A figure's own words: `population`, `place` and `measure` are phrases, empty where unsaid.

    `twin` is the position of the mention that says the same figure in other words; `base` the
    number of people asked where the population's phrase counts them.
    """

    mention: Mention
    sentence: int
    role: Role = "finding"
    population: str = ""
    place: str = ""
    measure: str = ""
    twin: int | None = None
    base: int | None = None


def attribute(paragraph: Paragraph) -> list[Attribution]:
    """Attributions of a paragraph's figures, in order."""
    found: list[Attribution] = []
    for number, sentence in enumerate(paragraph.doc.sents):
        start, end = paragraph.span_of(sentence)
        mentions = [m for m in paragraph.mentions if start <= m.start < end]
        reader = _Sentence(paragraph, sentence, mentions)
        first = len(found)
        for at in range(len(mentions)):
            read = reader.read(at)
            twin = None if read.twin is None else read.twin + first
            found.append(replace(read, twin=twin, sentence=number))
    return found


class _Sentence:
    """One sentence's figures and the phrases that they head or hang on."""

    def __init__(self, paragraph: Paragraph, sentence: "Span", mentions: list[Mention]) -> None:
        self.paragraph = paragraph
        self.sentence = sentence
        self.mentions = mentions
        self.start = paragraph.span_of(sentence)[0]
        self.asides = [paragraph.aside_of(m) for m in mentions]
        self.heads = [self._head(m, a) for m, a in zip(mentions, self.asides, strict=True)]
        self.figures = {
            h.i for h, a in zip(self.heads, self.asides, strict=True) if h is not None and a is None
        }

    def _head(self, mention: Mention, aside: Aside | None) -> "Token | None":
        """The token that stands for a figure: its own, or that of the phrase its aside follows."""
        if aside is None:
            span = self.paragraph.tokens_of(mention)
            return span.root if span is not None and len(span) else None
        token = self.paragraph.token_before(aside)
        while token is not None and token.dep_ in MODIFIERS and token.head.i < token.i:
            token = token.head
        return token

    def read(self, at: int) -> Attribution:
        """The attribution of one mention."""
        mention, aside, head = self.mentions[at], self.asides[at], self.heads[at]
        text = self.paragraph.text
        role = role_of(
            text[self.start : mention.start],
            text[mention.end : mention.end + 60],
            unit=mention.figure.unit,
        )
        own = Attribution(mention=mention, sentence=0, role=role)
        if head is None:
            return own
        own = replace(own, place=self._place(governor(head)))
        if aside is not None:
            return self._in_brackets(own, at, aside, head)
        people, rest = self._people_of(at, head)
        return self._complete(own, at, people, rest=rest)

    def _complete(
        self, own: Attribution, at: int, people: "Token | None", *, rest: Sequence["Token"] = ()
    ) -> Attribution:
        head = self.heads[at]
        assert head is not None
        measure = self._measure(governor(head), at, people)
        more = printed(rest)
        if more and more not in measure:
            measure = f"{measure} {more}".strip()
        without = {t.i for t in rest}
        return replace(
            own,
            population=self._phrase(people, without),
            measure=measure,
            base=self._base(people),
        )

    # -- who

    def _people_of(self, at: int, head: "Token") -> tuple["Token | None", list["Token"]]:
        """The people a figure outside brackets is about, and words that belong to the measure."""
        mention = self.mentions[at]
        if mention.figure.unit is Unit.COUNT:
            noun = head.head if head.dep_ in MODIFIERS else head
            return (noun if is_people(noun, stop=self.figures - {noun.i}) else None), []
        for found in self._behind(head):
            return found, []
        noun = head.head if head.dep_ in MODIFIERS and head.head.i > head.i else None
        if noun is not None and is_people(noun, stop=self.figures - {noun.i}):
            return noun, []
        return self._clause_people(governor(head), head)

    def _behind(self, head: "Token") -> Iterator["Token"]:
        """People right behind a figure: "86% of U.S. employers", "40% among women"."""
        yield from prepositions(head, OF)
        for found in prepositions(head, {"in", "for", "from", "by"}):
            if is_people(found, stop=self.figures):
                yield found

    def _clause_people(self, verb: "Token", head: "Token") -> tuple["Token | None", list["Token"]]:
        """The people of a clause: its subject, or a phrase that stands on its verb."""
        verbs = [verb, *outer_verbs(verb)]
        first = subject(verb)
        if first is not None and first.i == head.i:
            # the figure is the subject: only phrases on the verbs can say of whom it is
            return self._on_verbs(verbs, head), []
        for at in reversed(verbs) if verb.dep_ == "ccomp" else verbs:
            if at.lower_ in load("words")["finding_verbs"] and at != verb:
                continue
            found = subject(at)
            if found is None or found.i == head.i or is_survey_noun(found):
                continue
            if found.i in self.figures:
                people = next(self._behind(found), None)
                if people is not None:
                    return people, []
                return None, []
            if is_share_noun(found):
                people, rest = people_and_rest(found, stop=self.figures)
                return people, rest
            if is_same_people(found):
                return None, []
            if is_people(found, stop=self.figures):
                return found, []
            owner = next((c for c in found.children if c.dep_ == "poss" and is_people(c)), None)
            if owner is not None:
                return owner, []
            inner = next(
                (
                    p
                    for p in prepositions(found, OF | {"in", "by", "for", "from"})
                    if p.i not in self.figures and is_people(p, stop=self.figures)
                ),
                None,
            )
            if inner is not None:
                return inner, []
        return self._on_verbs(verbs, head), []

    def _on_verbs(self, verbs: Sequence["Token"], head: "Token") -> "Token | None":
        """People in a phrase on a verb, fronted first: "Among women, 40% …", "… by women"."""
        for at in verbs:
            phrases = [
                p for p in prepositions(at, ON_VERB) if p.i not in self.figures and p.i != head.i
            ]
            for people in phrases:
                if is_people(people, stop=self.figures):
                    return people
        return None

    def _place(self, verb: "Token") -> str:
        """A place that a whole clause is said of: "Globally, …", "In Wales, …"."""
        for at in (verb, *outer_verbs(verb)):
            for child in at.children:
                if child.dep_ == "advmod" and names_people(child.text):
                    return child.text
            for found in prepositions(at, {"in", "within", "across", "throughout"}):
                phrase = printed(noun_phrase(found, stop=self.figures))
                if found.i < at.i and names_people(phrase) and found.text[:1].isupper():
                    return phrase
        return ""

    def _base(self, people: "Token | None") -> int | None:
        """The count of people asked in the phrase that names them: "the 306 students surveyed"."""
        if people is None:
            return None
        inside = {t.i for t in noun_phrase(people)}
        for mention, head in zip(self.mentions, self.heads, strict=True):
            if head is None or mention.figure.unit is not Unit.COUNT:
                continue
            if head.i in inside and (head.head == people or head == people):
                return int(mention.figure.value)
        return None

    def _phrase(self, people: "Token | None", without: set[int] = frozenset()) -> str:  # type: ignore[assignment]
        if people is None:
            return ""
        tokens = noun_phrase(people, stop=(self.figures | without) - {people.i})
        return printed(tokens)

    # -- brackets

    def _in_brackets(self, own: Attribution, at: int, aside: Aside, head: "Token") -> Attribution:
        text = self.paragraph.text
        mention = self.mentions[at]
        if mention.figure.unit is Unit.COUNT and is_base(text, mention):
            return replace(own, population=self._phrase(head), base=int(mention.figure.value))
        side = side_of(text, mention, aside, self.mentions)
        twin = self._twin(at, aside) if side == "alone" else None
        if twin is not None:
            return replace(own, twin=twin)
        if side != "alone":
            return self._pair(own, at, side == "second")
        words = words_beside(text, mention, aside, self.mentions)
        phrase = "" if head.dep_ in CLAUSE_DEPS else self._before(at, head)
        people: Token | None
        if is_people(head, stop=self.figures) and head.dep_ not in ("ROOT", "ccomp"):
            people, own_words = head, phrase
        else:
            people, _ = self._clause_people(governor(head), head)
            own_words = self._phrase(people)
            if phrase:
                words = f"{phrase} {words}".strip()
        read = self._complete(own, at, people)
        if words and names_people(words) and len(words.split()) < 6:
            return replace(read, population=words)
        if words and words not in read.measure:
            read = replace(read, measure=f"{read.measure} {words}".strip())
        return replace(read, population=own_words)

    def _twin(self, at: int, aside: Aside) -> int | None:
        """The mention before a bracket that says the same in other words."""
        if any(a is aside for a in self.asides[:at]):
            return None
        for back in range(at - 1, -1, -1):
            if self.asides[back] is None:
                same = is_twin(self.paragraph.text, self.mentions[at], self.mentions[back], aside)
                return back if same else None
            if self.asides[back] is not aside:
                return None
        return None

    def _before(self, at: int, head: "Token") -> str:
        """The phrase that a bracket follows, from the last bracket on."""
        previous = [a.anchor for a in self.asides[:at] if a is not None]
        mine = self.asides[at]
        assert mine is not None
        tokens = [
            t
            for t in noun_phrase(head, stop=self.figures)
            if t.idx < mine.anchor and all(t.idx >= p for p in previous if p < mine.anchor)
        ]
        return printed(tokens)

    def _pair(self, own: Attribution, at: int, is_second: bool) -> Attribution:
        """A side of "A are more likely than B to … (58% vs. 41%)"."""
        side = next(
            (
                t
                for t in self.sentence
                if t.dep_ in ("pobj", "nsubj")
                and t.left_edge.i > 0
                and self.paragraph.doc[t.left_edge.i - 1].lower_ in SIDES
                and is_people(t, stop=self.figures)
            ),
            None,
        )
        verb = next(
            (
                v
                for v in self._verbs()
                if (s := subject(v)) is not None and is_people(s, stop=self.figures) and s != side
            ),
            None,
        )
        first = subject(verb) if verb is not None else None
        if side is None and first is not None:
            joined = [c for c in first.children if c.dep_ == "conj"]
            side = joined[0] if joined else None
        if side is None:
            head = self.heads[at]
            assert head is not None
            people, rest = self._clause_people(governor(head), head)
            return self._complete(own, at, people, rest=rest)
        people = side if is_second else first
        read = self._complete(own, at, people)
        role: Role = "compared" if is_second else "finding"
        stop = self.figures | ({side.i} if side is not None and not is_second else set())
        phrase = printed(noun_phrase(people, stop=stop)) if people is not None else ""
        return replace(read, role=role, population=phrase)

    def _verbs(self) -> Iterator["Token"]:
        for token in self.sentence:
            if any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
                yield token

    # -- what

    def _measure(self, verb: "Token", at: int, people: "Token | None") -> str:
        """What the figure's clause says, without the people and without other figures' phrases."""
        head = self.heads[at]
        assert head is not None
        outer = self._reporting(verb)
        stop = self._rivals(at)
        if people is not None and not people.is_ancestor(head):
            stop.add(people.i)
        own = self.paragraph.tokens_of(self.mentions[at]) if self.asides[at] is None else None
        skip = {t.i for t in own} if own is not None else set()
        path = {outer.i, verb.i, *(t.i for t in head.ancestors)}
        tokens = clause_tokens(outer, stop=stop - path)
        skip |= (stop & path) - {outer.i, verb.i}
        return printed([t for t in tokens if t.i not in skip])

    def _reporting(self, verb: "Token") -> "Token":
        """The verb of what people answered: "say" of "they say it is tough (69%)"."""
        at = verb
        while at.dep_ in ("ccomp", "xcomp") and at.head != at:
            if at.head.lower_ in load("words")["finding_verbs"]:
                break
            at = at.head
        return at

    def _rivals(self, at: int) -> set[int]:
        """Phrases and inner clauses that belong to the sentence's other figures."""
        own = self.heads[at]
        assert own is not None
        stop: set[int] = set()
        for mention, head in zip(self.mentions, self.heads, strict=True):
            if head is None or head.i == own.i or mention.figure.unit is Unit.COUNT:
                continue
            if head.is_ancestor(
                own
            ):  # "50% in Italy, 47% in Germany": the second hangs on the first
                stop.add(head.i)
                stop.update(c.i for c in head.children if c.i != own.i and not c.is_ancestor(own))
                continue
            widest = head
            while widest.head != widest and widest.head.i != own.i:
                if widest.head.is_ancestor(own) or _is_own_clause(widest):
                    break
                widest = widest.head
            stop.add(widest.i)
        return stop


def _is_own_clause(token: "Token") -> bool:
    """Whether a token heads a clause with a subject of its own."""
    return token.dep_ in (*CLAUSE_DEPS, "conj") and has_subject(token)

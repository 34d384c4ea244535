"""What respondents' answers say of a sentence: of its figures, and of what it compares."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from assistant.figures import Figure, Unit
from assistant.request import Draft
from assistant.retrieve.responses.plan import Among
from assistant.verify.bearing.gathering import Gathered
from assistant.verify.bearing.passages import years_of
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.counted.counting import Counter
from assistant.verify.counted.fitting import SHARES, is_base, judge_base, judge_share
from assistant.verify.counted.labels import Mention
from assistant.verify.counted.resolving import Resolver, Words
from assistant.verify.counted.target import Count, Target
from assistant.verify.judgements import Judgement
from assistant.verify.relations.constructions.wording import is_comparing
from assistant.verify.relations.relation import Relation, Side
from assistant.verify.relations.settling import Sides, of_amount, of_words
from assistant.verify.relations.weighing import AMOUNTS, is_relative, weigh

HIDDEN = re.compile(r"\bXx+\b|(?<=[\u201c\"\u2018'])X(?=[\u201d\"\u2019'])")  # a label's place
ANSWERING = re.compile(
    r"\s+(?:who\s+)?(?:answer(?:ed|s)?|gave|give|chose|choose|said|say)\b.*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Judgements of a sentence's figures and relations, by number; what is open is not there."""

    figures: dict[int, Judgement] = field(default_factory=dict)
    relations: dict[int, Judgement] = field(default_factory=dict)

    @property
    def is_borne_out(self) -> bool:
        """Whether all that was judged is true."""
        judged = (*self.figures.values(), *self.relations.values())
        return all(j.verdict == "verified" for j in judged)

    def is_whole(self, said: SaidSentence) -> bool:
        """Whether every figure and every comparison of a sentence was judged."""
        judged = len(self.figures) + len(self.relations)
        return 0 < judged == len(said.figures) + len(said.relations)

    def of_figures(self, said: SaidSentence) -> list[Judgement]:
        """The figures' judgements in order, where all were judged."""
        return [self.figures[n] for n in range(len(said.figures))]

    def of_relations(self, said: SaidSentence) -> list[Judgement]:
        """The comparisons' judgements in order, where all were judged."""
        return [self.relations[n] for n in range(len(said.relations))]


NOTHING_SAID = Answered()


class Respondents:
    """Puts sentences to the respondents' answers of an index."""

    def __init__(self, resolver: Resolver, counter: Counter) -> None:
        self._resolver = resolver
        self._counter = counter

    def judge(self, said: SaidSentence, gathered: Gathered, draft: Draft) -> Answered:
        """What the answers say of a sentence; nothing where it is about no question of theirs.

        Where a sentence fits several surveys, it is enough that one of them bears it out.
        """
        if not gathered.counted and not said.mentions:
            return NOTHING_SAID
        asking = _Asking(said=said, gathered=gathered, draft=draft, resolver=self._resolver)
        found = list(self._answers(asking))
        return next((a for a in found if a.is_borne_out), found[0] if found else NOTHING_SAID)

    def _answers(self, asking: "_Asking") -> Iterator[Answered]:
        read = [(n, r) for n, r in enumerate(asking.said.relations) if r.is_read]
        pairs = [one for one in read if len(one[1].sides) == 2]
        ranks = [one for one in read if len(one[1].sides) == 1]
        if pairs:
            yield from self._compared(asking, *pairs[0])
        elif ranks:
            yield from self._ranked(asking, *ranks[0])
        else:
            yield from self._shares(asking)

    def _shares(self, asking: "_Asking") -> Iterator[Answered]:
        """A sentence of one share, or each of several figures by itself."""
        said = asking.said
        numbers = [n for n, f in enumerate(said.figures) if f.figure.unit in SHARES]
        if any(said.figures[n].figure.unit in AMOUNTS for n in numbers) and is_comparing(
            said.plain
        ):
            return  # a difference whose sides could not be read
        numbers = numbers or [n for n, f in enumerate(said.figures) if not _is_base(said, f)][:1]
        if len(numbers) == 1:
            for target in asking.whole():
                if count := self._counter.count(target):
                    yield Answered(figures=_with_bases(said, {numbers[0]: count}))
            return
        counted = {n: c for n in numbers if (c := self._first(asking.of_figure(n))) is not None}
        is_whole = 0 < len(counted) == len(numbers)
        if is_whole and _are_told_apart(said, counted):
            yield Answered(figures=_with_bases(said, counted))

    def _first(self, targets: Sequence[Target]) -> Count | None:
        return next((c for t in targets if (c := self._counter.count(t)) is not None), None)

    def _compared(self, asking: "_Asking", number: int, relation: Relation) -> Iterator[Answered]:
        """Two sides counted, and all that the sentence says of them."""
        one, other = (asking.of_side(relation, number) for number in range(2))
        for first, second in product(one, other):
            if not _is_one_question(first, second, relation):
                continue
            counts = self._counter.count(first), self._counter.count(second)
            if counts[0] is not None and counts[1] is not None:
                sides = _sides(relation, counts[0], counts[1])
                figures = _of_sides(asking.said, relation, (counts[0], counts[1]), sides)
                tested = self._counter.is_significant(first, second) if relation.is_tested else None
                words = of_words(relation, sides, is_significant=tested)
                yield Answered(figures=figures, relations={number: words})

    def _ranked(self, asking: "_Asking", number: int, relation: Relation) -> Iterator[Answered]:
        """An answer among all answers, or a group among all groups of its kind."""
        targets = asking.whole() if relation.of == "answers" else asking.of_side(relation, 0)
        for target in targets:
            count = self._counter.count(target)
            if count is None:
                continue
            if relation.of == "answers":
                others = list(self._counter.all_answers(target).values())
            else:
                others = self._groups_beside(target)
            judged = _of_rank(relation, count, others)
            if judged is not None:
                shares = [n for n, f in enumerate(asking.said.figures) if f.figure.unit in SHARES]
                figures = _with_bases(asking.said, {shares[0]: count} if len(shares) == 1 else {})
                yield Answered(figures=figures, relations={number: judged})

    def _groups_beside(self, target: Target) -> list[Count]:
        """The share in each group of the question that the target's own group is of."""
        apart = [c for c in target.among if len(c.labels) == 1]
        if not apart or len(target.answers) != 1:
            return []
        own = apart[-1]
        rest: Among = tuple(c for c in target.among if c != own)
        return self._counter.all_groups(target, own.question, rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """One sentence with what it takes to resolve its words."""

    said: SaidSentence
    gathered: Gathered
    draft: Draft
    resolver: Resolver

    def whole(self) -> tuple[Target, ...]:
        """The sentence as the words of one share."""
        plain = list(self.said.plain)
        for figure in self.said.figures:
            token = self.said.tokens[figure.at]
            plain[token.start : token.end] = " " * (token.end - token.start)
        text = HIDDEN.sub(" ", "".join(plain))
        return self._targets(
            Words(text=text, mentions=self.said.mentions, years=self._years(), is_whole=True)
        )

    def of_figure(self, number: int) -> tuple[Target, ...]:
        """One of several figures, by the people and the measure that were read of it."""
        said = self.said.figures[number].statement
        people, measure = self._people_of(number), HIDDEN.sub(" ", said.measure.text)
        years = years_of(said.wave or "") or self._years()
        words = Words(
            text=f"{people} {measure}",
            people=people,
            mentions=self._own_mentions(number),
            years=years,
        )
        return self._targets(words)

    def _people_of(self, number: int) -> str:
        """The people of a figure; those of the others, where the sentence names no other people."""
        people = [_unquoting(f.statement.population.text) for f in self.said.figures]
        if people[number]:
            return people[number]
        named = set(people) - {""}
        return named.pop() if len(named) == 1 else ""

    def of_side(self, relation: Relation, number: int) -> tuple[Target, ...]:
        """One side of a comparison; of two quoted answers of one group, each side has its own."""
        side = relation.sides[number]
        questions = tuple(m for m in self.said.mentions if m.is_question)
        answers = tuple(m for m in self.said.mentions if not m.is_question)
        are_answers = relation.of == "groups" and len({s.people for s in relation.sides}) == 1
        if are_answers and len(answers) == len(relation.sides):
            answers = answers[number : number + 1]
        words = Words(
            text=HIDDEN.sub(" ", f"{side.people} {side.measure}"),
            people=side.people,
            mentions=(*questions, *answers),
            years=(side.year,) if side.year else self._years() if not _is_later(self.said) else (),
        )
        return self._targets(words)

    def _targets(self, words: Words) -> tuple[Target, ...]:
        """What words are about; a year that only stands before them need not be a wave's."""
        near, surveys = self.gathered.counted, self.draft.surveys
        found = self.resolver.targets(words, near, surveys=surveys)
        if found or years_of(self.said.plain):
            return found
        return self.resolver.targets(replace(words, years=()), near, surveys=surveys)

    def _years(self) -> tuple[str, ...]:
        """The years of the sentence, or the one that the draft has come to."""
        return years_of(self.said.plain) or self.said.years_before

    def _own_mentions(self, number: int) -> tuple[Mention, ...]:
        """The questions that a sentence quotes, and the answers up to the next figure."""
        starts = [self.said.tokens[f.at].start for f in self.said.figures]
        at = starts[number]
        following = min((s for s in starts if s > at), default=len(self.said.text))
        answers = [m for m in self.said.mentions if not m.is_question]
        own = [m for m in answers if at < m.start < following] or [
            m for m in answers if m.start < at
        ][-1:]
        return (*(m for m in self.said.mentions if m.is_question), *(own or answers))


def _unquoting(people: str) -> str:
    """People up to what they answered, where a quoted answer was read with them."""
    plain = ANSWERING.sub("", people) if HIDDEN.search(people) else people
    return "" if HIDDEN.search(plain) else plain


def _is_later(said: SaidSentence) -> bool:
    return any(relation.of == "times" for relation in said.relations)


def _is_base(said: SaidSentence, figure: SaidFigure) -> bool:
    return is_base(figure.figure, said.plain[: said.tokens[figure.at].start])


def _after(said: SaidSentence, figure: SaidFigure) -> str:
    return said.plain[said.tokens[figure.at].end :]


def _are_told_apart(said: SaidSentence, counted: dict[int, Count]) -> bool:
    """Whether no two figures were counted as the same share, unless they are one."""
    told: dict[Count, float] = {}
    return all(
        told.setdefault(count, said.figures[n].figure.value) == said.figures[n].figure.value
        for n, count in counted.items()
    )


def _with_bases(said: SaidSentence, counts: dict[int, Count]) -> dict[int, Judgement]:
    """Judgements of shares, and of the numbers of people that they are said to be of."""
    judged = {
        n: judge_share(said.figures[n].figure, count, after=_after(said, said.figures[n]))
        for n, count in counts.items()
    }
    count = next(iter(counts.values()), None)
    for number, figure in enumerate(said.figures):
        if count is not None and number not in judged and _is_base(said, figure):
            judged[number] = judge_base(figure.figure, count)
    return judged


def _is_one_question(one: Target, other: Target, relation: Relation) -> bool:
    if one.question.wording != other.question.wording or one.statistic != other.statistic:
        return False
    if relation.of == "times":
        return one.survey != other.survey and one.among == other.among
    return one.survey == other.survey and (one.among, one.answers) != (other.among, other.answers)


def _sides(relation: Relation, one: Count, other: Count) -> Sides:
    told = [
        _told(relation, count, side)
        for count, side in zip((one, other), relation.sides, strict=True)
    ]
    return Sides(one=one.value, other=other.value, told=" and ".join(told), evidence=one.evidence)


def _told(relation: Relation, count: Count, side: Side) -> str:
    share = f"{count.value:.0f}%"
    if relation.of == "times":
        return f"{share} in {side.year or 'the latest survey'}"
    return f"{share} for {side.people}"


def _of_sides(
    said: SaidSentence, relation: Relation, counts: tuple[Count, Count], sides: Sides
) -> dict[int, Judgement]:
    """The shares that a comparison prints, in its sides' order, and how far they lie apart."""
    numbers = [n for n, f in enumerate(said.figures) if f.figure.unit is Unit.PERCENT]
    judged: dict[int, Judgement] = {}
    if len(numbers) == 2:
        first, second = counts
        is_earlier = said.figures[numbers[0]].statement.role == "earlier"
        if relation.of == "times" and (relation.is_then_first or is_earlier):
            first, second = second, first
        judged = {
            n: judge_share(said.figures[n].figure, count)
            for n, count in zip(numbers, (first, second), strict=True)
        }
    for number, figure in enumerate(said.figures):
        if figure.figure.unit in AMOUNTS:
            judged[number] = of_amount(figure.figure, sides)
        elif numbers == [number] and _is_amount(said, figure, relation):
            judged[number] = of_amount(_as_ratio(figure.figure), sides)
    return judged


def _is_amount(said: SaidSentence, figure: SaidFigure, relation: Relation) -> bool:
    """Whether a per cent says how much more: "33% higher", which is no share of anybody."""
    token = said.tokens[figure.at]
    return not said.text[token.end : max(token.end, relation.start)].strip()


def _as_ratio(share: Figure) -> Figure:
    """What was read as a share, as the multiple that it is said as: "half that of men"."""
    value = share.value if is_relative(share) else share.value / 100
    return replace(share, value=value, unit=Unit.RATIO)


def _of_rank(relation: Relation, count: Count, others: Sequence[Count]) -> Judgement | None:
    """A share's place among others; None where there is nothing to rank."""
    if len(others) < 2:
        return None
    ordered = sorted(others, key=lambda c: c.value, reverse=relation.kind == "highest")
    there = ordered[min(relation.rank, len(ordered)) - 1]
    told = ", ".join(f"{c.value:.0f}% for {_name(relation, c)}" for c in ordered[:3])
    sides = Sides(one=count.value, other=there.value, told=told, evidence=count.evidence)
    if abs(count.value - there.value) < 1e-9:
        return of_words(relation, sides, weighed="holds")
    close = weigh("same", round(count.value), round(there.value)) == "holds"
    is_tie = close and round(count.value) == round(there.value)
    return of_words(relation, sides, weighed="close" if is_tie else "fails")


def _name(relation: Relation, count: Count) -> str:
    if relation.of == "answers":
        return "\u201c" + " or ".join(count.target.answers) + "\u201d"
    return count.people

"""Which statistic over respondents' answers would answer a question, and how sure that is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.findings.finding import Finding
from assistant.findings.grammar.people_phrases import ASKING, things_named
from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems, stem
from assistant.findings.tables.captions import unlabelled
from assistant.retrieve.query import Query
from assistant.retrieve.responses.among import Asked, Spoken, initials_of, read_people
from assistant.retrieve.responses.answers.averages import statistic_of
from assistant.retrieve.responses.answers.meant import (
    answers_asked,
    is_amount_of,
    is_out_of_range,
    plainly,
)
from assistant.retrieve.responses.at_home import at_home
from assistant.retrieve.responses.breaking import Break, breaking_in
from assistant.retrieve.responses.groups import Groups
from assistant.retrieve.responses.meaning import Meaning
from assistant.retrieve.responses.measures import (
    all_words,
    is_kin,
    is_said,
    with_alike,
)
from assistant.retrieve.responses.plan import Among, Chosen, Plan, Unsure
from assistant.survey import Survey

LEAST_SCORE = 1.0  # coverage of what is asked by the question's words, and cosine, together
LEAST_COVERAGE = 0.5
CLEAR_LEAD = 0.08  # by which the best question must be ahead of another one
RARITY_WORTH = 0.5  # words that few of a survey's questions have tell them apart
DOUBT = 0.3  # what unknown people, or a question named as the break, take from a score
LIKELY = 0.6  # of a question that is meant by meaning alone
LIKELIER = 0.25  # of one among several that the words may mean as well
NEAR_WORD = 0.47  # cosine of a thing that is named with a word of the question
MOST_TRIED = 8
MOST_LISTED = 5
SHARE = re.compile(r"\b(?:share|percent(?:age)?|per cent|proportion|portion|fraction)\b", re.I)
YEAR = re.compile(r"(?:19|20)\d\d")
DATED = re.compile(r"(?:\b(?:back\s+)?in\s+)?\b(?:19|20)\d\d\b,?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A question held against what was asked. `surveys` are its waves, oldest first."""

    surveys: tuple[str, ...]
    question: Question
    by: str
    is_its_own_break: bool
    asked: Asked
    coverage: float
    rarity: float
    similarity: float

    @property
    def score(self) -> float:
        """How surely it is a question that was meant."""
        doubts = bool(self.asked.unknown) + self.is_its_own_break
        return self.coverage + self.similarity - DOUBT * doubts

    @property
    def rank(self) -> float:
        """How much rather it is this question than another; comparable within one query only."""
        return self.score + RARITY_WORTH * self.rarity


class Catalog:
    """Everything that can be asked of the responses of one build."""

    def __init__(self, responses: Iterable[Responses], surveys: Sequence[Survey]) -> None:
        self._surveys = {survey.id: survey for survey in surveys}
        self._groups = {r.survey: Groups(r, self._surveys[r.survey]) for r in responses}
        self._meaning = Meaning()

    def groups(self, survey: str) -> Groups:
        """The groups that a survey's answers tell apart."""
        return self._groups[survey]

    def questions(self) -> Iterator[tuple[str, Question]]:
        """Every question with the survey that asked it."""
        for survey, groups in self._groups.items():
            for question in groups.responses.questionnaire.questions:
                yield survey, question

    def waves_with(
        self, survey: str, wording: str, *, years: Sequence[str], surveys: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """The waves of a survey's series that asked a question: those of the years, or the last.

        Only those of `surveys` where any are named.
        """
        holding = [s for s in self._holding([survey], wording) if not surveys or s in surveys]
        waves = sorted(holding, key=self.wave_of)
        dated = tuple(wave for wave in waves if self.wave_of(wave) in years)
        return dated or tuple(waves[-1:])

    def map(self, query: Query, cells: Sequence[tuple[Finding, float]]) -> Plan | Unsure | None:
        """The statistic that a question asks for.

        `cells` are computed findings with their cosines, which say what questions are near. None
        where no question of any responses is meant.
        """
        tried = sorted(self._tried(query, cells), key=lambda t: -t.rank)
        sure = [t for t in tried if t.score >= LEAST_SCORE and t.coverage >= LEAST_COVERAGE]
        if not sure:
            others = [t for t in tried if not t.is_its_own_break]
            return None if query.operation == "list" else self._by_meaning(query, others)
        best = sure[0]
        others = [t for t in sure[1:] if best.rank - t.rank < CLEAR_LEAD]
        rivals = [t for t in others if t.question.wording != best.question.wording]
        if rivals:
            meant = self._likeliest((best, *rivals), tried, least=LIKELIER)
            if meant is None:
                names = tuple(t.question.wording for t in (best, *rivals))[:MOST_LISTED]
                return _unsure("ambiguous", best, candidates=names)
            best = meant
        is_plain = not best.asked.unknown and not best.by
        if is_plain and (unread := self._unread(query.text, best, tried)):
            return _unsure(
                "unread", best, said=", ".join(unread), candidates=(best.question.wording,)
            )
        return self._decided(query, best)

    def _decided(self, query: Query, best: Tried) -> Plan | Unsure | None:
        """The plan of a question that is meant, or what its people or waves lack."""
        if best.asked.unknown:
            return _unsure(
                "no_such_population",
                best,
                said=", ".join(best.asked.unknown),
                candidates=self.groups(best.surveys[-1]).breaking_names(),
            )
        waves = self._waves(query, best)
        if not waves:
            known = tuple(self.wave_of(s) for s in best.surveys)
            return _unsure("not_covered", best, said=", ".join(query.waves), candidates=known)
        return self._plan(query, best, waves)

    def _by_meaning(self, query: Query, tried: Sequence[Tried]) -> Plan | Unsure | None:
        """The plan of a question that is meant by meaning alone, if it has the answer asked for.

        A share is not told by every answer's, nor by an average.
        """
        meant = self._likeliest(tried, tried, least=LIKELY)
        plan = self._decided(query, meant) if meant else None
        if isinstance(plan, Plan) and query.operation in ("value", "count"):
            is_number = plan.question.type == "numeric" and plan.statistic == "mean"
            is_open = plan.statistic == "share" and not (plan.option or plan.chose)
            if is_open or (is_number and query.operation == "count"):
                return None
        return plan

    def _likeliest(
        self, among: Sequence[Tried], tried: Sequence[Tried], *, least: float
    ) -> Tried | None:
        """The question that the words most probably mean, if that is likely enough.

        It must be twice as likely as any other one that it is chosen among.
        """
        if not tried:
            return None
        of = self._chances(tried)
        first, *others = sorted(among, key=lambda t: -of[t.question.wording])
        chance = of[first.question.wording]
        runner_up = max((of[t.question.wording] for t in others), default=0.0)
        return first if chance >= max(least, 2 * runner_up) else None

    def _chances(self, tried: Sequence[Tried]) -> dict[str, float]:
        """How probably the words mean each question, by its wording."""
        said = matter_of(tried[0].asked.said)
        chances = self._meaning.chances(said, [t.question for t in tried])
        return {t.question.wording: c for t, c in zip(tried, chances, strict=True)}

    def _unread(self, text: str, best: Tried, tried: Sequence[Tried]) -> tuple[str, ...]:
        """Things that are named and that neither the question nor its answers have.

        Where the words as a whole are likely to mean the question, only names are: "Albertans".
        """
        said = words_of_question(best.question) | self._around(best.surveys[-1])
        left = {word for word in best.asked.rest if not is_said(word, said)} - _attitudes()
        things = things_named(text, left) if left else ()
        if things and self._chances(tried)[best.question.wording] >= LIKELY:
            things = tuple(w for w in things if w[0].isupper() and not text.startswith(w))
        if not things:
            return ()
        nearness = self._meaning.nearness(things, best.question)
        return tuple(w for w, near in zip(things, nearness, strict=True) if near < NEAR_WORD)

    def _around(self, survey: str) -> frozenset[str]:
        known = self._surveys[survey]
        return content_stems(f"{known.title} {known.series} {known.sponsor} {known.fieldwork_by}")

    def _tried(self, query: Query, cells: Sequence[tuple[Finding, float]]) -> list[Tried]:
        asked_of: dict[str, Spoken] = {}
        near: dict[tuple[str, str], dict[str, float]] = {}
        for finding, similarity in cells:
            wording = finding.statement.measure.question
            key = (self.series_of(finding.survey), wording)
            best = near.setdefault(key, {})
            best[finding.survey] = max(best.get(finding.survey, 0.0), similarity)
        found = []
        for (_, wording), of_survey in list(near.items())[:MOST_TRIED]:
            surveys = sorted(self._holding(of_survey, wording), key=self.wave_of)
            question = self.question(surveys[-1], wording) if surveys else None
            if question and statistic_of(query.text, question):
                groups = self.groups(surveys[-1])
                text = plainly(self.at_home(query.text, surveys[-1]))
                spoken = asked_of.setdefault(text, Spoken(text, query.operation))
                by = breaking_in(text, groups)
                is_its_own_break = by.question == question.id
                by = Break() if is_its_own_break else by
                asked = read_people(spoken, groups, question, breaking=(by.start, by.end))
                if is_out_of_range(asked.said, question):
                    continue
                found.append(
                    Tried(
                        surveys=tuple(surveys),
                        question=question,
                        by=by.question,
                        is_its_own_break=is_its_own_break,
                        asked=asked,
                        coverage=_coverage(asked, question, self._surveys[surveys[-1]]),
                        rarity=(
                            0.0 if is_its_own_break else self._rarity(asked, question, surveys[-1])
                        ),
                        similarity=max(of_survey.values()),
                    )
                )
        return found

    def _holding(self, near: Iterable[str], wording: str) -> list[str]:
        """Every wave of the series that has the question, once one of them is near."""
        series = {self.series_of(survey) for survey in near}
        return [
            id
            for id in self._groups
            if self.series_of(id) in series and self.question(id, wording) is not None
        ]

    def question(self, survey: str, wording: str) -> Question | None:
        """The question of that wording; None where the survey's answers have none."""
        if survey not in self._groups:
            return None
        return self._by_wording[survey].get(wording)

    @cached_property
    def _by_wording(self) -> dict[str, dict[str, Question]]:
        return {
            id: {unlabelled(q.wording): q for q in groups.responses.questionnaire.questions}
            for id, groups in self._groups.items()
        }

    def series_of(self, survey: str) -> str:
        """What a survey shares with its other waves; its own id where it has none."""
        known = self._surveys.get(survey)
        return f"series {known.series}" if known and known.series else survey

    def wave_of(self, survey: str) -> str:
        """The year of a wave's fieldwork, as far as the survey says."""
        known = self._surveys[survey]
        years = YEAR.findall(f"{known.field_dates} {known.published} {known.title} {known.id}")
        return years[0] if years else ""

    def _rarity(self, asked: Asked, question: Question, survey: str) -> float:
        return self.rarity(asked.rest, question, survey) or float(
            not asked.rest and bool(asked.own)
        )

    def rarity(self, stems: frozenset[str], question: Question, survey: str) -> float:
        """The share of some words that a question has, each word by how few questions have it."""
        having = self._having[survey]
        kin = {w: [k for k in having if is_kin(w, k)] for w in stems}
        worth = {w: 1 / max(having[k] for k in kin[w]) for w in stems if kin[w]}
        said = words_of_question(question)
        told = sum(w for word, w in worth.items() if is_said(word, said))
        return told / sum(worth.values()) if worth else 0.0

    @cached_property
    def _having(self) -> dict[str, Counter[str]]:
        """How many of each survey's questions have a word."""
        return {
            id: Counter(
                word
                for question in groups.responses.questionnaire.questions
                for word in words_of_question(question)
            )
            for id, groups in self._groups.items()
        }

    def _waves(self, query: Query, tried: Tried) -> tuple[str, ...]:
        """The waves asked about: those of the years named, the last one, or all for a trend."""
        if query.waves:
            named = tuple(s for s in tried.surveys if self.wave_of(s) in query.waves)
            is_open = query.operation == "trend" and len(query.waves) == 1
            if is_open and named:
                return tried.surveys[tried.surveys.index(named[0]) :]
            known = {self.wave_of(s) for s in named}
            return named if known >= set(query.waves) else ()
        return tried.surveys if query.operation == "trend" else tried.surveys[-1:]

    def _plan(self, query: Query, tried: Tried, waves: tuple[str, ...]) -> Plan | None:
        statistic = statistic_of(query.text, tried.question)
        is_ranked = query.operation == "rank" and not tried.by
        if statistic is None or (is_ranked and statistic != "share"):
            return None
        text = plainly(self.at_home(query.text, tried.surveys[-1]))
        is_share = statistic == "share"
        meant = answers_asked(text, tried.asked, tried.question) if is_share else Chosen()
        if query.operation == "difference" and is_share and not (meant.option or meant.chose):
            return None
        return Plan(
            surveys=waves,
            question=tried.question,
            option=meant.option,
            chose=meant.chose,
            told=meant.told,
            statistic=statistic,
            among=_beside_break(tried),
            by=tried.by,
            similarity=tried.similarity,
            named=meant.named,
        )

    def at_home(self, text: str, survey: str) -> str:
        """A text with a survey's only country for what it calls the country, or abroad."""
        countries = self._surveys[survey].countries
        return at_home(text, countries[0] if len(countries) == 1 else "")


def _beside_break(tried: Tried) -> tuple[Among, ...]:
    """The people without conditions on the question that breaks them down, which has its groups."""
    kept = (tuple(c for c in among if c.question != tried.by) for among in tried.asked.among)
    return tuple(dict.fromkeys(kept))


def _unsure(
    reason: Literal["ambiguous", "no_such_population", "not_covered", "unread"],
    tried: Tried,
    *,
    said: str = "",
    candidates: tuple[str, ...],
) -> Unsure:
    return Unsure(
        reason=reason,
        survey=tried.surveys[-1],
        said=said,
        candidates=candidates,
        similarity=tried.similarity,
    )


def _coverage(asked: Asked, question: Question, survey: Survey) -> float:
    """The share of what is asked that the question, its options and the survey's name say.

    "What share of women are Republicans?" asks for nothing but an option of the party question.
    """
    if asked.is_turned:
        return 0.0
    if not asked.rest:
        return 1.0 if asked.own or is_amount_of(asked.said, question) else 0.0
    said = words_of_question(question)
    around = content_stems(f"{survey.title} {survey.series} {survey.sponsor}") - said
    rest = asked.rest - around or asked.rest
    return sum(is_said(word, said) for word in rest) / len(rest)


def matter_of(said: str) -> str:
    """What is asked, without the words that ask for a share and without years.

    >>> matter_of("In 2018, what share of want a bridge?")
    'want a bridge'
    """
    dateless = " ".join(DATED.sub(" ", said).split())
    asking = ASKING.match(f"{dateless} ")
    return (dateless[asking.end() :] if asking else dateless).strip(" ?.,")


@cache
def _attitudes() -> frozenset[str]:
    """Stems that say how people stand to a matter and not what it is: "support", "plan"."""
    poles = (word for pole in load("words")["poles"].values() for side in pole for word in side)
    return frozenset(map(stem, (*poles, *load("questions")["standing"])))


@cache
def words_of_question(question: Question) -> frozenset[str]:
    """The stems of a question, its options and nets, and of words that ask for the same."""
    words = [all_words(question), *initials_of(question.text)]
    return with_alike(content_stems(" ".join(words)))

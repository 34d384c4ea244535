"""From the words of a claim to the question, the answers and the people that it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems
from assistant.other_numbers import either
from assistant.period import YEAR
from assistant.retrieve.query import parse_question
from assistant.retrieve.responses.among import Spoken, read_people
from assistant.retrieve.responses.answers.averages import statistic_of
from assistant.retrieve.responses.answers.denying import is_denied, sided, takes_side
from assistant.retrieve.responses.answers.meant import answers_said
from assistant.retrieve.responses.mapping import Catalog
from assistant.retrieve.responses.measures import options_joined
from assistant.retrieve.responses.plan import Among, Plan
from assistant.survey import Survey
from assistant.verify.counted.labels import Mention
from assistant.verify.counted.target import Target
from assistant.verify.facets.senses import is_light

NAME = re.compile(r"[A-Z]\w+(?:\s+[A-Z]\w+)+")  # European Social Survey
# What says that there was a survey, and nothing of what it found.
ASIDES = re.compile(
    r"\baccording\s+to\s+(?:the|a|this)?\s*(?:[\w-]+\s+){0,3}?(?:survey|poll|study|data|results?)?\b,?"
    r"|\b(?:the|this|a|our)\s+(?:\w+\s+){0,2}?(?:survey|poll|study|research|data|results?)\s+"
    r"(?:found|finds|show|shows|showed|says|said|suggests?|reveals?)(?:\s+that)?\b"
    r"|\b(?:in|for|from|by)\s+(?:the|this)\s+(?:(?:19|20)\d\d\s+)?(?:survey|poll|study|wave|round)\b"
    r"|\b(?:who\s+(?:were|was)\s+)?(?:surveyed|polled|interviewed|asked)\b(?=\s*(?:,|and\s+gave|$))"
    r"|\b(?:surveyed|polled|interviewed)\b"
    r"|\b(?:who|and)\s+(?:answered|responded|gave\s+an?\s+(?:answer|response))\b(?=\s*(?:,|in\b|$))"
    r"|\(?\b(?:base|n)\s*[:=]\s*\)?|,?\s*on\s+a\s+base\s+of\s*(?:people)?",
    re.IGNORECASE,
)
# The share of men who own a gun was: a share of men, and not of those who own a gun.
SHARE_OF = re.compile(
    r"\b(?:the\s+)?(?:share|proportion|percentage|number|fraction)\s+of\s+(?P<people>.+)\s+"
    r"(?:who|that)\s+(?P<measure>.+)\s+(?:was|is|were|are|stood|stands|came|lay|lies)\b",
    re.IGNORECASE,
)
Cell = tuple[Finding, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one share: of whom, and of what; `text` is both, as a sentence would say it.

    `mentions` are labels of questionnaires that are quoted with it, `years` the waves it is of.
    `is_whole` where the text is the claim's whole sentence, which says more than people.
    """

    text: str
    people: str = ""
    mentions: tuple[Mention, ...] = ()
    years: tuple[str, ...] = ()
    is_whole: bool = False


class Resolver:
    """Finds what claims are about in the questionnaires of an index."""

    def __init__(self, catalog: Catalog, surveys: Sequence[Survey]) -> None:
        self._catalog = catalog
        self._surveys = {survey.id: survey for survey in surveys}

    def targets(
        self, words: Words, near: Sequence[Cell], *, surveys: Sequence[str] = ()
    ) -> tuple[Target, ...]:
        """What the words may be about; empty where they fit no question, or people unknown."""
        if any(m.is_question for m in words.mentions):
            return tuple(self._quoted(words, surveys))
        return tuple(self._meant(words, near, surveys))

    def _quoted(self, words: Words, surveys: Sequence[str]) -> Iterator[Target]:
        """Questions that are quoted, in the waves that the claim speaks of."""
        asked = {
            (label.survey, label.question.id): label.question
            for mention in words.mentions
            for label in mention.labels
            if not label.answer
        }
        held = [(s, q) for (s, _), q in asked.items() if not surveys or s in surveys]
        for survey, question in self._of_waves(held, words):
            statistic = statistic_of(words.text, question)
            answers = _answers_in(words.mentions, survey, question)
            among = self._among(words, survey, question)
            if among is None or statistic is None or (statistic == "share" and not answers):
                continue
            yield Target(
                survey=survey,
                question=question,
                among=among,
                answers=answers if statistic == "share" else (),
                statistic=statistic,
                is_denied=is_denied(words.text, question, self._words_of(survey, among)),
                is_quoted=True,
            )

    def _of_waves(
        self, asked: Sequence[tuple[str, Question]], words: Words
    ) -> list[tuple[str, Question]]:
        """Those of the years that are named, or of the last wave; of surveys named, only those."""
        named = [one for one in asked if self._is_named(one[0], words.text)] or list(asked)
        if words.years:
            return [one for one in named if self._catalog.wave_of(one[0]) in words.years]
        last: dict[str, tuple[str, Question]] = {}
        for one in sorted(named, key=lambda one: self._catalog.wave_of(one[0])):
            last[self._catalog.series_of(one[0])] = one
        return list(last.values())

    def _is_named(self, survey: str, text: str) -> bool:
        """Whether a claim names a survey by the words of its series, or by their initials."""
        known = self._surveys[survey]
        for name in (known.series, known.title):
            initials = _initials(name)
            if initials and re.search(rf"\b{initials}\b", text):
                return True
            stems = content_stems(" ".join(re.findall(r"\b[A-Z]\w+", name)))
            if stems and stems <= content_stems(text):
                return True
        return False

    def _among(self, words: Words, survey: str, question: Question) -> Among | None:
        """The people as conditions; None where the answers cannot tell them apart."""
        text = self._unnamed(words.text if words.is_whole else words.people)
        if not text.strip():
            return ()
        groups = self._catalog.groups(survey)
        spoken = Spoken(text if words.is_whole else f"among {text}", "value")
        asked = read_people(spoken, groups, question)
        if asked.unknown or asked.own or len(asked.among) != 1:
            return None  # "of American developers, 61% live in Germany" counts nobody
        known = content_stems(" ".join((*groups.names_of_everybody(), self._names_of(survey))))
        left = {w for w in asked.rest - known if not _is_idle(w)}
        return None if left else asked.among[0]

    def _names_of(self, survey: str) -> str:
        known = self._surveys[survey]
        return f"{known.title} {known.series} {known.sponsor} {known.fieldwork_by} {known.id}"

    def _meant(
        self, words: Words, near: Sequence[Cell], surveys: Sequence[str]
    ) -> Iterator[Target]:
        """The question that the words are nearest to, where it is clear which."""
        cells = [(f, s) for f, s in near if not surveys or f.survey in surveys]
        text = plainly(self._unnamed(_joined(words)))
        for year in words.years or ("",):
            dated = f" in {year}" if year and not YEAR.search(text) else ""
            mapped = self._catalog.map(parse_question(f"What share of {text}{dated}?"), cells)
            if isinstance(mapped, Plan) and not mapped.by and len(mapped.among) == 1:
                yield from self._planned(words, mapped)
            if not dated:
                return

    def _planned(self, words: Words, plan: Plan) -> Iterator[Target]:
        """A plan's targets, wave by wave, where it has all the people whom the words name."""
        question, among = plan.question, plan.among[0]
        for survey in plan.surveys:
            named = () if words.is_whole else self._among(words, survey, question)
            if named is None or not set(named) <= set(among):
                continue
            meant = self._answers_meant(words, plan, survey)
            if meant is None:
                continue
            answers, denied = meant
            yield Target(
                survey=survey,
                question=question,
                among=among,
                answers=answers,
                statistic=plan.statistic,
                is_denied=denied,
            )

    def _answers_meant(
        self, words: Words, plan: Plan, survey: str
    ) -> tuple[tuple[str, ...], bool] | None:
        """The answers, and whether they are denied; None where a side is taken that none is."""
        question = plan.question
        text = self._catalog.at_home(words.text, survey)
        if plan.named:
            text = text.replace(plan.named, " ")  # a denial in a name denies nothing besides
        people = self._words_of(survey, plan.among[0])
        denied = is_denied(text, question, people)
        answers = _answers_in(words.mentions, survey, question)
        answers = answers or _as_net(options_joined(words.text, question), question)
        if answers:
            return answers, denied
        if plan.named:
            return None if denied else (tuple(filter(None, (plan.option,))), False)
        if takes_side(words.text) and sided(words.text, question) is None:
            return None
        asked = read_people(Spoken(text, "value"), self._catalog.groups(survey), question)
        return answers_said(asked.said, question, people)

    def _words_of(self, survey: str, among: Among) -> str:
        """What the questions that set people apart say: their words are no part of a measure."""
        questionnaire = self._catalog.groups(survey).responses.questionnaire
        said: list[str] = []
        for condition in among:
            question = questionnaire.question(condition.question)
            names = dict(question.people) if question else {}
            said += [question.text if question else "", *condition.labels]
            said += [names.get(label, "") for label in condition.labels]
        return " ".join(said)

    def _unnamed(self, text: str) -> str:
        """A text without the names of surveys and of who made them: "according to the Omnibus"."""
        return ASIDES.sub(" ", self._names.sub(" ", text))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = dict.fromkeys(
            name
            for s in self._surveys.values()
            for title in (s.series, s.title, s.sponsor, s.fieldwork_by)
            for name in (title, _undated(title), _initials(title), *NAME.findall(title))
            if len(name) > 1
        )
        return re.compile(rf"\b(?:{either(names)})\b") if names else re.compile(r"(?!)")


def _undated(title: str) -> str:
    return re.sub(r"\W*(?:19|20)\d\d\W*", " ", title).strip()


def _initials(name: str) -> str:
    """What a name of several words is called for short: its initials."""
    words = [w for w in re.findall(r"[A-Za-z]+", name) if w[0].isupper()]
    return "".join(w[0] for w in words) if len(words) > 2 else ""


def _joined(words: Words) -> str:
    """People and measure as a sentence that parses: "women do support it"."""
    measure = words.text.removeprefix(words.people).strip()
    if not words.people or measure.split(maxsplit=1)[:1] == [] or words.is_whole:
        return words.text
    is_noun_too = measure.split(maxsplit=1)[0] in load("words")["noun_verbs"]
    return f"{words.people} {'do ' if is_noun_too else ''}{measure}"


def _answers_in(mentions: Sequence[Mention], survey: str, question: Question) -> tuple[str, ...]:
    """The answers to a question that are quoted, in order; those of a net as the net."""
    answers = tuple(
        dict.fromkeys(
            told for mention in mentions if (told := _answer_of(mention, survey, question))
        )
    )
    return _as_net(answers, question)


def _as_net(answers: tuple[str, ...], question: Question) -> tuple[str, ...]:
    """Answers that count together, as the net that has just them, where there is one."""
    for net in question.nets:
        if len(answers) > 1 and set(net.options) == set(answers):
            return (net.label,)
    return answers


def _answer_of(mention: Mention, survey: str, question: Question) -> str:
    """The option that a quotation is, or the net where no option is called so."""
    answers = [
        label.answer
        for label in mention.labels
        if label.answer and label.survey == survey and label.question.id == question.id
    ]
    options = {option.label for option in question.options}
    return next((a for a in answers if a in options), answers[0] if answers else "")


@cache
def _is_idle(stemmed: str) -> bool:
    """Whether a word of a claim says how it was asked, and neither of whom nor what."""
    return is_light(stemmed) or stemmed in _idle()


@cache
def _idle() -> frozenset[str]:
    related = load("relations")
    ranked = (word for name in ("common", "answers", "top") for word in related[name])
    return content_stems(" ".join((*load("counted")["idle"], *ranked)))


def plainly(text: str) -> str:
    """A sentence about "the share of people who do so", as one about people who do.

    >>> plainly("In 2018, the share of men with a degree who own a gun was high")
    'In 2018, men with a degree own a gun high'
    """
    return SHARE_OF.sub(lambda said: f"{said['people']} {said['measure']}", text)

"""A question as it was understood: what to do, about what, among whom, when."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from assistant.findings.lexicon import load
from assistant.findings.populations import with_capitals
from assistant.findings.stems import content_stems, stem
from assistant.methodology.asked import Topic, topics_of
from assistant.numerals import Mention, read_figures
from assistant.period import YEAR
from assistant.retrieve.people import asked_populations, named_people
from assistant.survey import UNKNOWN_POPULATION, Population

Operation = Literal[
    "value",
    "compare",
    "difference",
    "rank",
    "list",
    "trend",
    "count",
    "describe",
    "survey",  # who, when and how of the survey itself
    "premise",  # takes a figure for granted, or asks whether it is true
]
WIDE: frozenset[Operation] = frozenset(
    {"compare", "difference", "rank", "list", "trend", "describe"}
)
SHORT_YEAR = re.compile(r"(?<!\w)['\u2018\u2019](\d\d)\b(?!['\u2019])")  # in '78
LATEST_OF_CENTURY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question taken apart.

    `terms` are the stems of what is asked, people and places left in; `measure_terms` leave out the
    words that name the people. `topics` are what it asks of the survey itself, in its order.
    """

    text: str
    operation: Operation
    topics: tuple[Topic, ...] = ()
    terms: frozenset[str] = frozenset()
    measure_terms: frozenset[str] = frozenset()
    populations: tuple[Population, ...] = ()
    waves: tuple[str, ...] = ()
    figures: tuple[Mention, ...] = ()

    @property
    def topic(self) -> Topic | None:
        """What is asked of the survey itself; the first where several things are."""
        return self.topics[0] if self.topics else None

    @property
    def population(self) -> Population:
        """The people asked about; the first where there are several."""
        return self.populations[0] if self.populations else UNKNOWN_POPULATION

    @property
    def is_wide(self) -> bool:
        """Whether several figures make the answer."""
        return self.operation in WIDE or len(self.populations) > 1


@cache
def _operations() -> tuple[tuple[Operation, re.Pattern[str]], ...]:
    return tuple(
        (cast(Operation, name), re.compile("|".join(patterns), re.IGNORECASE))
        for name, patterns in load("questions")["operations"].items()
    )


@cache
def _asking() -> frozenset[str]:
    return frozenset(stem(word) for word in load("questions")["asking"])


def asks_for_average(text: str) -> bool:
    """Whether a mean or a median is asked for.

    >>> asks_for_average("What is the average age?"), asks_for_average("How old are they?")
    (True, False)
    """
    averages = load("questions")["averages"].values()
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in averages)


def parse_question(text: str) -> Query:
    """What a question asks for.

    >>> query = parse_question("What share of U.S. employers trust certificates?")
    >>> query.operation, query.population.text, sorted(query.measure_terms)
    ('value', 'U.S. employers', ['certif', 'trust'])
    >>> parse_question("How many students were surveyed?").topic
    'sample_size'
    """
    plain = with_capitals(SHORT_YEAR.sub(_in_full, " ".join(text.split())))
    figures = tuple(m for m in read_figures(plain) if m.figure.form != "vague")
    populations = asked_populations(plain)
    topics = topics_of(plain)
    terms = content_stems(plain) - _asking()
    return Query(
        text=plain,
        operation="survey" if topics else _operation(plain, figures, populations),
        topics=topics,
        terms=terms,
        measure_terms=content_stems(_without_people(plain)) - _asking(),
        populations=populations,
        waves=tuple(dict.fromkeys(YEAR.findall(plain))),
        figures=figures,
    )


def _in_full(year: re.Match[str]) -> str:
    """A year of two digits in full: '78 is 1978, '08 is 2008."""
    return f"{'19' if int(year[1]) > LATEST_OF_CENTURY else '20'}{year[1]}"


def _operation(
    text: str, figures: tuple[Mention, ...], populations: tuple[Population, ...]
) -> Operation:
    shares = [m for m in figures if m.figure.unit in ("percent", "points", "ratio")]
    for name, pattern in _operations():
        if name == "premise" and not shares:
            continue
        if pattern.search(text):
            return "compare" if name == "value" and len(populations) > 1 else name
    return "premise" if shares else "compare" if len(populations) > 1 else "describe"


def _without_people(text: str) -> str:
    for named in sorted(named_people(text), key=lambda n: -n.start):
        text = text[: named.start] + " " + text[named.end :]
    return text

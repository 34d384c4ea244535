"""The desk at which a language model has things looked up for one question."""

from collections.abc import Callable, Sequence

from assistant.answer.answer import Refusal
from assistant.answer.choosing.matching import (
    asked_population,
    contradicts,
    is_quotable,
    is_share,
    is_wider,
    matches,
)
from assistant.answer.draft import DraftSentence
from assistant.answer.kinds.comparing import sentence_of
from assistant.answer.kinds.computed import told_alone
from assistant.answer.material import Material
from assistant.answer.write import write_answer
from assistant.findings.finding import Finding
from assistant.findings.stems import stem, words_of
from assistant.retrieve.query import Query
from assistant.verify.check import Check
from assistant.verify.facets.senses import are_alike, is_light

Lookup = Callable[[str], Material]
Compute = Callable[[str, str, str], Sequence[Finding]]

MOST_BROUGHT = 8
LEAST_LIKE = 0.35  # cosine of the question asked and a finding's own words
LEAST_SHARED = 0.34  # of the question's own words that the finding has, or words like them


class SearchDesk:
    """Looks things up with the index's own search, statistics and check."""

    def __init__(
        self,
        material: Material,
        *,
        look_up: Lookup,
        compute: Compute,
        check: Callable[[str], Check],
        likeness: Callable[[str, str], float],
    ) -> None:
        self._material = material
        self._look_up = look_up
        self._compute = compute
        self._check = check
        self._likeness = likeness

    def search(self, words: str) -> Sequence[DraftSentence]:
        """What the built-in answerer makes of the words, then the findings nearest to them."""
        material = self._look_up(words)
        plain = write_answer(material)
        answered = () if isinstance(plain, Refusal) else plain.sentences
        found = [
            sentence_of(material, match)
            for match in matches(material, asked_population(material.query))
            if is_share(match.finding)
            and is_quotable(match.finding, minimum_base=material.minimum_base)
        ]
        sentences = [s for s in (*answered, *found[:MOST_BROUGHT]) if s.slots]
        return tuple(dict.fromkeys(sentences))[:MOST_BROUGHT]

    def compute(self, survey: str, question: str, *, where: str) -> Sequence[DraftSentence]:
        """Every answer to a question as a sentence with its share."""
        found = self._compute(survey, question, where)
        return tuple(told_alone(self._material, finding) for finding in found)

    def check(self, text: str) -> str:
        """The verdicts on a text, one line a claim."""
        claims = self._check(text).claims
        return "; ".join(f"{c.verdict}{f' ({c.why})' if c.why else ''}" for c in claims)

    def is_about(self, sentence: DraftSentence) -> bool:
        """Whether every figure of a sentence answers for people, time and matter asked about."""
        query = self._material.query
        return all(
            _is_about_people_and_time(query, finding)
            and _shares_words(query, finding)
            and self._likeness(query.text, _words(finding)) >= LEAST_LIKE
            for finding in sentence.findings
        )


def _words(finding: Finding) -> str:
    statement = finding.statement
    return f"{statement.population.text} {statement.measure.text or finding.evidence.quote}"


def _shares_words(query: Query, finding: Finding) -> bool:
    """Whether enough of what was asked is in the finding's words, or in words like them."""
    asked = [w for w in words_of(query.text) if stem(w) in query.measure_terms and not is_light(w)]
    said = set(words_of(f"{_words(finding)} {finding.evidence.quote}"))
    shared = [w for w in asked if any(are_alike(w, s) for s in said)]
    return len(shared) >= LEAST_SHARED * len(asked)


def _is_about_people_and_time(query: Query, finding: Finding) -> bool:
    """Whether a finding is of nobody else and of nobody wider than was asked about, and then."""
    statement = finding.statement
    said = f"{statement.wave or ''} {finding.evidence.quote} {finding.survey}"
    is_then = all(year in said for year in query.waves)
    return is_then and (
        not query.populations
        or any(
            not contradicts(asked, statement.population)
            and not is_wider(asked, statement.population)
            for asked in query.populations
        )
    )

"""Each figure of a sentence judged by what bears on it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.findings.populations import population_of
from assistant.survey import Facet, FacetKind
from assistant.verify.bearing.found import Found
from assistant.verify.bearing.gathering import Embed, Gathered
from assistant.verify.bearing.recount import Recount
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.copies.copy import FULL_COPY, copies_of
from assistant.verify.facets.comparison import (
    Comparison,
    by_meaning,
    compare,
    is_of,
)
from assistant.verify.facets.deciding import is_surely_meant, judge, right_figure
from assistant.verify.facets.phrases import Phrases
from assistant.verify.facets.times import are_apart, years_beside
from assistant.verify.judgements import Judgement, decide
from assistant.verify.wording import contradictions_of, with_twins

# What narrows people, whatever else names them. Places are said in too many ways.
NARROWING: frozenset[FacetKind] = frozenset(
    ("age", "education", "gender", "party", "race", "generation")
)


class Judge:
    """Judges figures as copies of a source sentence, and facet by facet."""

    def __init__(self, embed: Embed, recount: Recount) -> None:
        self._recount = recount
        self._phrases = Phrases(embed)

    def figures(self, said: SaidSentence, gathered: Gathered) -> list[Judgement]:
        """A judgement a figure of the sentence, in order."""
        copied = [copy.judge() for copy in copies_of(said, gathered.sources)]
        itself = contradictions_of(said)
        decided: list[Judgement] = []
        for number, figure in enumerate(said.figures):
            own = [j for j in (judged[number] for judged in copied) if j is not None]
            first = decide(own)
            if first.verdict == "verified" and first.strength >= FULL_COPY:
                decided.append(first)
                continue
            compared = self.compared(figure, said.text, gathered.found)
            like = judge(figure.statement, compared, phrases=self._phrases)
            against = [itself[number]] if number in itself else []
            decided.append(self._with_right(decide(own, [*like, *against]), figure, compared))
        return with_twins(said, decided)

    def words(self, said: SaidSentence, gathered: Gathered) -> Judgement:
        """What the source sentence that a sentence repeats makes of its words."""
        copied = (copy.judge_words() for copy in copies_of(said, gathered.sources))
        return decide([judgement for judgement in copied if judgement is not None])

    def compared(
        self, figure: SaidFigure, sentence: str, found: Sequence[Found]
    ) -> list[Comparison]:
        """A figure held against every finding that it can be compared with."""
        bearing = (self._bearing(figure, sentence, f) for f in found)
        held = [f for f in bearing if f is not None]
        compared = (compare(figure.statement, f) for f in held)
        in_time = (_in_time(c, figure, sentence) for c in compared if c is not None)
        named = population_of(sentence).facets
        narrowing = frozenset(facet for facet in named if facet.kind in NARROWING)
        return [_of_no_fewer(c, narrowing) for c in in_time]

    def about_the_same(
        self, figure: SaidFigure, sentence: str, found: Sequence[Found]
    ) -> list[Comparison]:
        """The findings about the figure's very people and measure, whatever their own figures."""
        said = figure.statement
        compared = self.compared(figure, sentence, found)
        meant = (by_meaning(one, said, phrases=self._phrases) for one in compared)
        return [one for one in meant if one.is_about_the_same and one.is_alike]

    def is_surely_meant(self, figure: SaidFigure, compared: Comparison) -> bool:
        """Whether a finding surely is of a figure's people, measure and time."""
        return is_surely_meant(compared, figure.statement, phrases=self._phrases)

    def _with_right(
        self, judged: Judgement, figure: SaidFigure, compared: Sequence[Comparison]
    ) -> Judgement:
        """A judgement about other people, with the figure for the right ones if it is known."""
        if judged.reason != "population" or judged.expected:
            return judged
        right = right_figure(judged, figure.statement, compared, phrases=self._phrases)
        return judged if right is None else replace(judged, expected=right.statement.figure.text)

    def _bearing(self, figure: SaidFigure, sentence: str, found: Found) -> Found | None:
        finding = self._recount.bearing(figure, sentence, found.finding)
        return None if finding is None else replace(found, finding=finding)


def _in_time(compared: Comparison, figure: SaidFigure, sentence: str) -> Comparison:
    """A comparison that fails where another time is said than is found.

    Years that stand in a figure's clause are its own, where the reader gave it none.
    """
    there = compared.found.finding.statement
    said_at = sentence.find(figure.figure.text)
    at = there.start - there.sentence_start
    apart = said_at >= 0 and are_apart(sentence, said_at, compared.found.sentence, at)
    years = frozenset[str]() if figure.statement.wave else years_beside(sentence, said_at)
    is_of_years = not years or is_of(years, compared.found)
    return compared if is_of_years and not apart else replace(compared, is_same_wave=False)


def _of_no_fewer(compared: Comparison, narrowing: frozenset[Facet]) -> Comparison:
    """A comparison that fails where the sentence narrows its people and the passage nowhere does.

    "Republicans under 30 … 79%" is not borne out by 79% of Republicans, wherever the words stand.
    """
    found = compared.found
    left = narrowing - found.finding.statement.population.facets
    if not left or not found.passage or compared.population != "same":
        return compared
    around = population_of(f"{found.sentence} {found.passage}").facets
    return replace(compared, population="wider") if left - around else compared

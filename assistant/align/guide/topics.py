"""All that there is on some people or some matter, over all surveys."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.align.alignment import Alignment, Near
from assistant.align.guide.collection import PASSAGES, Collection
from assistant.align.guide.overview import (
    cell_sentence,
    of_each_question,
    spread,
    stands_alone,
    telling,
)
from assistant.align.guide.survey_line import listed, plain, words
from assistant.answer.answer import Refusal
from assistant.answer.choosing.judged import Judged
from assistant.answer.choosing.matching import is_quotable, is_share
from assistant.answer.draft import Draft, DraftSentence
from assistant.answer.kinds.prose import told_whole
from assistant.answer.material import Material
from assistant.findings.finding import Finding
from assistant.findings.stems import content_stems
from assistant.retrieve.query import Query, parse_question
from assistant.survey import Facet

MOST_TOLD = 7
MOST_CLOSEST = 3
ALIKE = 0.5  # cosine of words and a sentence that are on the same matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """The sentences that bear on some words; `found` counts all that there are of each survey.

    There may be more than that where not every survey was looked through.
    """

    sentences: tuple[DraftSentence, ...]
    found: Counter[str]
    is_all: bool = True


def everything(collection: Collection, material: Material, about: str) -> Draft | Refusal | None:
    """The findings on some people or matter, and how many more there are in which surveys.

    None where only the respondents' answers tell.
    """
    bearing = _bearing(collection, material, about, most=MOST_TOLD)
    if bearing is None:
        return None
    if not bearing.sentences:
        return nothing_on(about)
    left = bearing.found - Counter(s.survey for s in bearing.sentences)
    sentences = _under_titles(collection, bearing.sentences)
    if more := left.total():
        titles = listed([f"“{collection.title(collection.survey(id))}”" for id in left])
        count = words("more" if bearing.is_all else "at least more").format(count=f"{more:,}")
        text = words("more findings").format(findings=count, about=about, titles=titles)
        sentences = (*sentences, plain(text))
    return Draft(sentences=sentences)


def bare_topic(collection: Collection, material: Material, about: str) -> Alignment | None:
    """The findings that come closest to a topic that is named and not asked about.

    None where only the respondents' answers tell.
    """
    bearing = _bearing(collection, material, about, most=MOST_CLOSEST)
    if bearing is None:
        return None
    if not bearing.sentences:
        return Alignment(refusal=nothing_on(about))
    notice = words("topic").format(
        findings=_count(bearing.found.total(), bearing.is_all), about=about
    )
    near = (
        replace(
            s, lead=words("of survey").format(title=collection.title(collection.survey(s.survey)))
        )
        for s in bearing.sentences
    )
    return Alignment(closest=tuple(Near(sentence=s) for s in near), notice=notice)


def nothing_on(about: str) -> Refusal:
    """That no survey has anything on it."""
    return Refusal(reason="not_covered", text=words("nothing on").format(about=about))


def _bearing(
    collection: Collection, material: Material, about: str, *, most: int
) -> Bearing | None:
    """What bears on some words: published text, else tables; None where only answers do."""
    query = parse_question(about)
    if not (query.terms or query.populations):
        return None
    candidates, cells = collection.find(about)
    every = telling(material, candidates)
    fitting = [one for one in every if _is_on(query, one)]
    if not fitting:
        fitting = [one for one in every if _cosine(one) >= ALIKE]
    if fitting:
        alone = [one for one in fitting if stands_alone(one)]
        chosen = _over_surveys(alone if len(alone) >= most else fitting, most=most)
        found = Counter(one.candidate.passage.survey for one in fitting)
        return Bearing(
            sentences=tuple(told_whole(material, one) for one in chosen),
            found=found,
            is_all=len(candidates) < PASSAGES,
        )
    minimum = material.minimum_base
    shares = [f for f in cells if is_share(f) and is_quotable(f, minimum_base=minimum)]
    fitting_cells = [f for f in shares if _is_of(query, f)]
    on_it = of_each_question([f for f in fitting_cells if f.how == "published"])
    if fitting_cells and not on_it:
        return None
    sentences = tuple(cell_sentence(material, f) for f in on_it[:most])
    return Bearing(sentences=sentences, found=Counter(f.survey for f in on_it))


def _over_surveys(fitting: Sequence[Judged], *, most: int) -> list[Judged]:
    """A few sentences of each survey in turn, those of one survey together."""
    by_survey: dict[str, list[Judged]] = {}
    for one in fitting:
        by_survey.setdefault(one.candidate.passage.survey, []).append(one)
    for ones in by_survey.values():
        ones.sort(key=lambda one: (one.candidate.passage.source, one.candidate.passage.start))
    each = max(1, most // len(by_survey))
    chosen = {id: spread(ones, most=each) for id, ones in by_survey.items()}
    for id, ones in by_survey.items():
        taken = sum(map(len, chosen.values()))
        if taken < most:
            chosen[id] = spread(ones, most=len(chosen[id]) + most - taken)
    return [one for ones in chosen.values() for one in ones][:most]


def _is_on(query: Query, one: Judged) -> bool:
    """Whether a sentence has the words, and a figure of the people, that are named."""
    if not query.measure_terms <= content_stems(one.text):
        return False
    return not query.populations or any(_is_about(query, f) for f in one.findings)


def _is_of(query: Query, finding: Finding) -> bool:
    measure = finding.statement.measure
    told = content_stems(f"{measure.text} {measure.question} {measure.option}")
    is_about = not query.populations or _is_about(query, finding)
    return query.measure_terms <= told and is_about


def _is_about(query: Query, finding: Finding) -> bool:
    """Whether a finding's people are those named, or some of them."""
    facets = finding.statement.population.facets
    return any(_telling(p.facets) <= facets for p in query.populations)


def _telling(facets: frozenset[Facet]) -> frozenset[Facet]:
    """What restricts people; all of it where nothing does but their quality."""
    return frozenset(f for f in facets if f.kind != "quality") or facets


def _under_titles(
    collection: Collection, sentences: Sequence[DraftSentence]
) -> tuple[DraftSentence, ...]:
    """The sentences, the first of each survey opened with its title."""
    told: list[DraftSentence] = []
    for id, group in groupby(sentences, key=lambda s: s.survey):
        lead = words("of survey").format(title=collection.title(collection.survey(id)))
        first, *others = group
        told += [replace(first, lead=lead), *others]
    return tuple(told)


def _cosine(one: Judged) -> float:
    return one.candidate.sentence_similarities[one.number]


def _count(count: int, is_all: bool) -> str:
    name = "finding" if count == 1 else "findings"
    if not is_all:
        name = "at least one" if count == 1 else "at least"
    return words(name).format(count=f"{count:,}")

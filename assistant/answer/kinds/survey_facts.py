"""Questions about the survey itself: from its description, else from its text, else unknown."""

from collections.abc import Sequence
from functools import cache
from typing import get_args

from assistant.answer.answer import Refusal
from assistant.answer.choosing.matching import asked_population, contradicts, fit_of
from assistant.answer.draft import Draft, DraftSentence, cut
from assistant.answer.material import Material
from assistant.answer.refusing import refuse
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Statement
from assistant.findings.lexicon import load
from assistant.findings.populations import population_of
from assistant.methodology.asked import Topic
from assistant.methodology.fact import FactKind, KnownFact
from assistant.methodology.naming import named_best
from assistant.numerals import read_figures
from assistant.survey import FacetKind, Population, Survey

MANIFEST = "survey.yaml"
KINDS: dict[Topic, tuple[FactKind, ...]] = {
    "sample_size": ("size",),
    "populations": ("size",),
    "countries": ("countries", "places"),
    "field_dates": ("dates",),
    "margin_of_error": ("margin",),
    "question_wording": ("wording",),
    "sponsor": ("sponsor",),
    "fieldwork_by": ("fieldwork_by",),
    "mode": ("mode",),
    "sample": ("sample",),
    "weighting": ("weighting",),
    "response_rate": ("response_rate",),
    "languages": ("languages",),
    "published": ("published",),
}
# What may stand beside the name of those who were asked without making them some of them.
NAMING: frozenset[FacetKind] = frozenset(("role", "place", "quality"))


def survey_answer(material: Material, topics: Sequence[Topic]) -> Draft | Refusal:
    """What is known of the survey that the question is about: all that is asked, in its order."""
    survey = _meant(material)
    if isinstance(survey, Refusal):
        return survey
    wanted = frozenset(kind for topic in topics for kind in KINDS[topic])
    sentences: list[DraftSentence] = []
    for topic in topics:
        described = _of_description(material, survey, topic)
        told = [described] if described else _told(material, survey, topic, wanted=wanted)
        sentences += told or [_unknown(material, survey, topic)]
    return Draft(sentences=tuple({sentence.text: sentence for sentence in sentences}.values()))


def _meant(material: Material) -> Survey | Refusal:
    """The survey that a question names, or the one that what was found is from."""
    named = dict.fromkeys(c.passage.survey for c in material.candidates)
    named |= dict.fromkeys(c.finding.survey for c in material.cells)
    if not named and not material.surveys:
        return refuse(material, "not_covered")
    if not named:
        return material.surveys[0]
    surveys = [material.survey(id) for id in named]
    best, is_named = named_best(material.query.text, surveys, years=material.query.waves)
    if is_named and len(best) == 1:
        return best[0]
    if len(surveys) > 1 and not material.query.measure_terms - _words_of_surveys():
        return refuse(material, "ambiguous")
    return surveys[0]


def _of_description(material: Material, survey: Survey, topic: Topic) -> DraftSentence | None:
    """What the survey's description says, of the people who are asked about."""
    if topic != "sample_size" or not material.query.populations:
        return _described(survey, topic)
    asked = asked_population(material.query)
    for population in survey.populations:
        if population.n and fit_of(asked, population_of(population.name)) == "same":
            text = load("wording")["survey"]["population size"]
            return manifest_fact(
                survey, text.format(value=f"{population.n:,}", population=population.name)
            )
    return None


@cache
def _words_of_surveys() -> frozenset[str]:
    from assistant.findings.stems import stem

    questions = load("questions")
    verbs = ("conducted", "paid", "funded", "sponsored", "commissioned", "countries", "included")
    words = [*questions["survey_words"], *verbs, "error", "size", "covered", "carried", "language"]
    words += questions["asking_of_surveys"]
    return frozenset(stem(word) for word in words)


def _described(survey: Survey, topic: Topic) -> DraftSentence | None:
    """The survey's description of itself, if it says anything on the topic."""
    value = _value(survey, topic)
    return (
        manifest_fact(survey, load("wording")["survey"][topic].format(value=value))
        if value
        else None
    )


def described_fact(survey: Survey, topic: str) -> DraftSentence | None:
    """A fact of a survey in its own description's words; None where it says nothing on it."""
    known: tuple[Topic, ...] = get_args(Topic)
    return next((_described(survey, one) for one in known if one == topic), None)


def _value(survey: Survey, topic: Topic) -> str:
    match topic:
        case "sample_size":
            return f"{survey.sample_size:,}" if survey.sample_size else ""
        case "countries":
            return _counted_countries(survey.countries)
        case "languages":
            return in_a_row(survey.languages)
        case "populations":
            return in_a_row(tuple(with_size(p.name, p.n) for p in survey.populations))
        case "sample" | "question_wording" | "response_rate":
            is_known = topic == "sample" and survey.sample != "unknown"
            return survey.sample if is_known else ""
        case _:
            return str(getattr(survey, topic))


def _counted_countries(names: tuple[str, ...]) -> str:
    """Countries with their number, where there are several.

    >>> _counted_countries(("Canada", "Kenya"))
    '2 countries: Canada and Kenya'
    """
    return f"{len(names)} countries: {in_a_row(names)}" if len(names) > 1 else in_a_row(names)


def with_size(name: str, n: int | None) -> str:
    """People with how many were asked, as far as that is known."""
    return f"{n:,} {name}" if n else name


def in_a_row(names: tuple[str, ...]) -> str:
    """Names in a row.

    >>> in_a_row(("Germany", "France", "India"))
    'Germany, France and India'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def manifest_fact(survey: Survey, text: str) -> DraftSentence:
    """A sentence out of a survey's description; the numbers of people asked are its figures."""
    source = f"corpus/{survey.id}/survey.yaml"
    return DraftSentence(
        parts=cut(text, 0, _people_asked(survey, text, source)),
        survey=survey.id,
        source=source,
        locator=MANIFEST,
        quote=text,
    )


def _people_asked(survey: Survey, text: str, source: str) -> list[Finding]:
    """How many people a fact says were asked, as findings of the survey's description."""
    place = Evidence(source=source, locator=MANIFEST, quote=text)
    named = {p.n: p.name for p in survey.populations}
    known = {survey.sample_size: "people", **named}
    return [
        Finding(
            id=f"{survey.id}:{MANIFEST}:{mention.start}",
            survey=survey.id,
            statement=Statement(
                figure=mention.figure,
                start=mention.start,
                end=mention.end,
                sentence_start=0,
                sentence_end=len(text),
                population=Population(text=known[int(mention.figure.value)]),
            ),
            evidence=place,
            grade="prose",
        )
        for mention in read_figures(text)
        if mention.figure.unit is Unit.COUNT and mention.figure.value in known
    ]


def _unknown(material: Material, survey: Survey, topic: Topic) -> DraftSentence:
    """That it is not known, with the text that was looked through."""
    read = [c.passage.source for c in material.candidates if c.passage.survey == survey.id]
    return DraftSentence(
        parts=(load("wording")["unknown"][topic],),
        survey=survey.id,
        source=read[0] if read else f"corpus/{survey.id}",
        locator="nowhere in it",
        quote="",
    )


def _told(
    material: Material, survey: Survey, topic: Topic, *, wanted: frozenset[FactKind]
) -> list[DraftSentence]:
    """The sentence of the texts that says it; two where its first and last day stand apart.

    The one that says most of what is asked goes first, then the one that says most of the survey.
    """
    facts = [one for one in material.facts.get(survey.id, ()) if one.origin == "text"]
    bearing = [one for one in facts if one.fact.kind in KINDS[topic]]
    if topic == "sample_size":
        bearing = _of_those_asked_about(material, bearing)
    if not bearing:
        return []
    kinds: dict[Evidence, set[FactKind]] = {}
    for one in facts:
        kinds.setdefault(one.evidence, set()).add(one.fact.kind)
    best = max(
        bearing,
        key=lambda one: (
            one.fact.is_total,
            len(kinds[one.evidence] & wanted),
            len(kinds[one.evidence]),
        ),
    )
    shown = [best]
    if topic == "field_dates" and best.fact.edge:
        shown += [one for one in bearing if one.fact.edge not in ("", best.fact.edge)][:1]
    return [_quoted(survey, one.evidence, facts) for one in shown]


def _of_those_asked_about(material: Material, sizes: Sequence[KnownFact]) -> list[KnownFact]:
    """How many of the people named were asked; of all, unless a group of them is named."""
    asked = asked_population(material.query)
    same = [one for one in sizes if not asked.is_known or _is_same(asked, one.fact.people)]
    if same or {facet.kind for facet in asked.facets} - NAMING:
        return same
    return [one for one in sizes if not contradicts(asked, one.fact.people)]


def _is_same(asked: Population, found: Population) -> bool:
    return found.is_known and fit_of(asked, found) == "same"


def _quoted(survey: Survey, evidence: Evidence, facts: Sequence[KnownFact]) -> DraftSentence:
    """A sentence of the source as it stands, what it counts in slots."""
    here = [one for one in facts if one.evidence == evidence]
    findings = [told_finding(survey, one, one.fact.figure) for one in here if one.fact.figure]
    return DraftSentence(
        parts=cut(evidence.quote, 0, findings),
        survey=survey.id,
        source=evidence.source,
        locator=evidence.locator,
        quote=evidence.quote,
    )


def told_finding(survey: Survey, known: KnownFact, figure: Figure) -> Finding:
    """A number that is known of a survey, as a finding."""
    fact, evidence = known.fact, known.evidence
    return Finding(
        id=f"{survey.id}:{evidence.locator}:{fact.kind}:{fact.start}",
        survey=survey.id,
        statement=Statement(
            figure=figure,
            start=fact.start,
            end=fact.end,
            sentence_start=0,
            sentence_end=len(evidence.quote),
            population=fact.people,
        ),
        evidence=evidence,
        grade="prose",
    )

"""A survey as JSON: what is known of it, with nulls and empty lists for what is not."""

from typing_extensions import TypedDict

from assistant.render.contract import closed
from assistant.survey import SampleKind, Survey


@closed
class PopulationJson(TypedDict):
    """The people a survey speaks for, and how many of them were asked."""

    name: str
    n: int | None
    other_names: list[str]


@closed
class SurveyJson(TypedDict):
    """A study as its manifest describes it; what is not stated is empty or null."""

    id: str
    title: str
    sponsor: str
    fieldwork_by: str
    field_dates: str
    mode: str
    sample: SampleKind
    sample_size: int | None
    countries: list[str]
    languages: list[str]
    populations: list[PopulationJson]
    weighting: str
    margin_of_error: str
    publication: str
    published: str
    url: str
    licence: str
    series: str


@closed
class SurveysJson(TypedDict):
    """The surveys that the index holds."""

    surveys: list[SurveyJson]


def survey_json(survey: Survey) -> SurveyJson:
    """The survey in the shape that the HTTP interface promises."""
    return SurveyJson(
        id=survey.id,
        title=survey.title,
        sponsor=survey.sponsor,
        fieldwork_by=survey.fieldwork_by,
        field_dates=survey.field_dates,
        mode=survey.mode,
        sample=survey.sample,
        sample_size=survey.sample_size,
        countries=list(survey.countries),
        languages=list(survey.languages),
        populations=[
            PopulationJson(name=p.name, n=p.n, other_names=list(p.other_names))
            for p in survey.populations
        ],
        weighting=survey.weighting,
        margin_of_error=survey.margin_of_error,
        publication=survey.publication,
        published=survey.published,
        url=survey.url,
        licence=survey.licence,
        series=survey.series,
    )

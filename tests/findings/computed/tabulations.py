"""A small invented survey and tabulations of it, made by hand."""

from assistant.corpus.responses.questionnaire import (
    AskedOf,
    Net,
    Option,
    Question,
    Questionnaire,
    Responses,
)
from assistant.statistics.estimate import Estimate, Tabulation, Wanted
from assistant.survey import Survey, SurveyPopulation

SURVEY = Survey(
    id="bread",
    populations=(SurveyPopulation(name="U.S. adults", n=500),),
    field_dates="May 10-22, 2018",
)


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(value=label, label=label) for label in labels)


BAKES = Question(
    id="q1",
    text="How often do you bake bread?",
    options=options("Often", "Sometimes", "Never"),
    nets=(Net(label="Ever (net)", options=("Often", "Sometimes")),),
)
FLOURS = Question(
    id="q2",
    text="Which flours do you use?",
    type="multiple",
    options=options("Wheat", "Rye"),
    base=AskedOf(label="Those who bake", where="q1 != 'Never'"),
)
LOAVES = Question(id="q3", text="How many loaves did you eat last month?", type="numeric")
WHY = Question(id="q4", text="Why?", type="open")
SEX = Question(id="sex", text="Sex", options=options("Male", "Female"))
QUESTIONNAIRE = Questionnaire(questions=(BAKES, FLOURS, LOAVES, WHY, SEX), banner=("sex",))
RESPONSES = Responses(
    survey="bread",
    source="corpus/bread/responses.csv",
    location="nowhere.parquet",
    questionnaire=QUESTIONNAIRE,
    respondents=500,
    digest="d1",
)


def tabulation(
    question: Question = BAKES, *, by: str = "", rows: tuple[Estimate, ...] = (), where: str = ""
) -> Tabulation:
    return Tabulation(
        survey="bread",
        source="corpus/bread/responses.csv",
        question=question,
        statistic="mean" if question.type == "numeric" else "share",
        weighted=True,
        by=(by,) if by else (),
        where=where,
        rows=rows,
    )


def tabulate_evenly(responses: Responses, wanted: Wanted, *, minimum_base: int) -> Tabulation:
    """Everybody spread evenly over the options; the women are too few to show."""
    question = responses.questionnaire.question(wanted.question)
    assert question is not None
    groups = [(("sex", "Male"),), (("sex", "Female"),)] if wanted.by else [()]
    rows = []
    for group in groups:
        for option in question.options or (None,):
            if dict(group).get("sex") == "Female":
                rows.append(
                    Estimate(option=option.label if option else "", by=group, suppressed=True)
                )
                continue
            rows.append(
                Estimate(
                    option=option.label if option else "",
                    by=group,
                    value=100 / len(question.options) if option else 2.5,
                    base=480 if wanted.by else 500,
                )
            )
    return tabulation(question, by="".join(wanted.by), rows=tuple(rows))

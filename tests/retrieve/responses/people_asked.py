"""A survey of a county's adults, as its questionnaire has it."""

from assistant.corpus.responses.questionnaire import (
    Net,
    Option,
    Question,
    Questionnaire,
    Responses,
)
from assistant.retrieve.responses.groups import Groups
from assistant.survey import Survey, SurveyPopulation


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(value=label, label=label) for label in labels)


SEX = Question(id="sex", text="Sex", options=options("Male", "Female"))
AGE = Question(id="ageband", text="Age group", options=options("18-29", "30-49", "50-64", "65+"))
YEARS = Question(id="age", text="Age in years", type="numeric", unit="years")
REGION = Question(id="region", text="Region", options=options("North", "South", "Lake District"))
WORK = Question(
    id="work",
    text="Which of these do you do for a living?",
    type="multiple",
    options=options("Farming", "Boat building", "Other"),
    people=(("Boat building", "boat builders"),),
)
FERRY = Question(
    id="ferry",
    text="Should the county pay for the Old Harbour Ferry?",
    options=options("Yes", "No", "Don't know"),
    dont_know=("Don't know",),
)
TRUST = Question(
    id="trust",
    text="How much do you trust the county council?",
    options=options("A great deal", "A fair amount", "Not very much", "Not at all"),
    nets=(Net(label="Trust (net)", options=("A great deal", "A fair amount")),),
)
RESPONSES = Responses(
    survey="county",
    source="corpus/county/responses.csv",
    location="",
    questionnaire=Questionnaire(
        questions=(SEX, AGE, YEARS, REGION, WORK, FERRY, TRUST),
        banner=("sex", "ageband", "region"),
    ),
    respondents=900,
)
COUNTY = Survey(
    id="county",
    title="County Survey 2024",
    field_dates="2024",
    countries=("Ireland",),
    populations=(SurveyPopulation(name="county adults", other_names=("residents",)),),
)
GROUPS = Groups(RESPONSES, COUNTY)

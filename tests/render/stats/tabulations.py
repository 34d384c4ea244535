"""Tabulations to be shown: one broken by sex with a group held back, and a mean."""

from assistant.corpus.responses.questionnaire import Net, Option, Question
from assistant.statistics.estimate import Estimate, Tabulation

WOMEN, MEN = (("sex", "Female"),), (("sex", "Male"),)
QUESTION = Question(
    id="q1",
    text="Do you agree?",
    options=(Option(value="1", label="Yes"), Option(value="2", label="No")),
    nets=(Net(label="Either (net)", options=("Yes", "No")),),
)


def estimate(option: str, value: float) -> Estimate:
    return Estimate(
        option=option,
        by=WOMEN,
        value=value,
        base=1204,
        se=1.5,
        lo=value - 3,
        hi=value + 3,
        deff=1.1,
    )


def held_back(option: str) -> Estimate:
    return Estimate(option=option, by=MEN, suppressed=True)


BY_SEX = Tabulation(
    survey="county",
    source="corpus/county/responses.csv",
    question=QUESTION,
    statistic="share",
    weighted=True,
    by=("sex",),
    where="age < 30",
    rows=(estimate("Yes", 62.25), estimate("No", 37.75), held_back("Yes"), held_back("No")),
    nets=(estimate("Either (net)", 100.0), held_back("Either (net)")),
    note="Weighted by weight; bases are unweighted.",
)
MEAN = Tabulation(
    survey="county",
    source="corpus/county/responses.csv",
    question=Question(id="age", text="Your age?", type="numeric", unit="years"),
    statistic="mean",
    weighted=False,
    rows=(Estimate(value=47.125, base=88, se=0.5, lo=46.0, hi=48.0, deff=1.0),),
)

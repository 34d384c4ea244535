"""A poll drawn at random, with every kind of question: the same rows for every engine."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from assistant.corpus.responses.questionnaire import (
    AskedOf,
    Design,
    Net,
    Option,
    Question,
    Questionnaire,
    Responses,
)
from assistant.statistics.estimate import Wanted

PEOPLE = 2_000


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(value=str(code), label=label) for code, label in enumerate(labels, 1))


def columns(*labels: str) -> tuple[Option, ...]:
    return tuple(
        Option(value=label, label=label, column=f"news_{at}") for at, label in enumerate(labels, 1)
    )


QUESTIONS = (
    Question(id="gender", text="Are you …?", options=options("A man", "A woman")),
    Question(id="Age Group", text="How old are you?", options=options("18-34", "35-64", "65+")),
    Question(
        id="trust",
        text='How far do you trust "the news"?',
        type="scale",
        options=options("A lot", "Some", "Not much", "Not at all", "Don't know"),
        nets=(Net(label="Trust (net)", options=("A lot", "Some")),),
        dont_know=("Don't know",),
        missing=("9",),
    ),
    Question(
        id="job",
        text="Do you like your job?",
        options=options("Yes", "No"),
        base=AskedOf(label="Those under 65", where="`Age Group` != '65+'"),
    ),
    Question(
        id="news",
        text="Where do you get news?",
        type="multiple",
        options=columns("TV", "Radio", "Print"),
        not_selected=("No",),
    ),
    Question(
        id="devices",
        text="Which do you use?",
        type="multiple",
        separator="; ",
        options=tuple(Option(value=v, label=v) for v in ("Phone", "Laptop", "Phone, borrowed")),
    ),
    Question(id="hours", text="How many hours a day do you work?", type="numeric", unit="hours"),
)
WANTED = (
    Wanted(question="trust"),
    Wanted(question="trust", by=("gender", "Age Group")),
    Wanted(question="trust", statistic="mean", by=("gender",)),
    Wanted(question="trust", by=("Age Group",), where="gender = 'A woman' and job != 'No'"),
    Wanted(question="job", by=("Age Group",)),
    Wanted(question="news", by=("gender",)),
    Wanted(question="trust", by=("news",)),
    Wanted(question="devices"),
    Wanted(question="hours", by=("gender",)),
    Wanted(question="hours", statistic="median", by=("Age Group",)),
)
DESIGNS = {
    "unweighted": Design(),
    "weighted": Design(weight="weight"),
    "clustered": Design(weight="weight", strata="stratum", psu="psu"),
}


def poll(location: str, design: Design = DESIGNS["clustered"]) -> Responses:
    return Responses(
        survey="poll",
        source="corpus/poll/responses.csv",
        location=location,
        questionnaire=Questionnaire(questions=QUESTIONS, design=design, banner=("gender",)),
        respondents=PEOPLE,
    )


def draw_rows() -> pa.Table:
    """Answers as text, numbers and design as doubles, some of each left empty."""
    draw = np.random.default_rng(1847)

    def some(values: list[str], empty: float = 0.05) -> list[str | None]:
        drawn = draw.choice(values, size=PEOPLE)
        return [None if draw.random() < empty else str(v) for v in drawn]

    stratum = draw.integers(1, 6, size=PEOPLE)
    hours = np.round(draw.gamma(8, 1, size=PEOPLE), 1)
    return pa.table(
        {
            "gender": some(["1", "2"]),
            "Age Group": some(["1", "2", "3"]),
            "trust": some(["1", "2", "3", "4", "5", "9"]),
            "job": some(["1", "2"], empty=0.3),
            **{f"news_{at}": some([label, "No"]) for at, label in enumerate(("TV", "Radio"), 1)},
            "news_3": some(["Print", "No"], empty=0.9),
            "devices": some(
                ["Phone", "Laptop; Phone, borrowed", "Phone;Laptop", "Phone, borrowed"]
            ),
            "hours": pa.array([None if h > 14 else float(h) for h in hours], pa.float64()),
            "weight": draw.lognormal(0, 0.4, size=PEOPLE),
            "stratum": stratum.astype("float64"),
            "psu": (stratum * 100 + draw.integers(0, 8, size=PEOPLE)).astype("float64"),
        }
    )


def write_rows(path: Path) -> Path:
    pq.write_table(draw_rows(), path)
    return path

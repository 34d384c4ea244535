"""Made-up islanders whose answers are counted: who they are, and how many rowed how often."""

from collections.abc import Iterator
from pathlib import Path

from assistant.index.store import Index
from tests.verify.conftest import build

QUESTIONS = """
banner: [sex, region]
questions:
  - id: sex
    text: Sex
    options: [Female, Male]
  - id: region
    text: Region
    options: [North, South, Rock]
  - id: boat
    text: How often do you row a boat?
    options: [Often, Seldom, Never]
    nets: {Rows (net): [Often, Seldom]}
  - id: hours
    text: How many hours do you sleep on a usual night?
    type: numeric
    unit: hours
  - id: comment
    text: Anything else?
    type: open
"""
SURVEY = """
title: Rowing in {year}
field_dates: "{year}"
sample: probability
series: rowing
populations: [{{name: islanders}}]
"""
# how many row often, seldom and never; on the Rock live five people
CELLS = {
    2014: {("Female", "North"): (10, 30, 60), ("Male", "South"): (20, 30, 50)},
    2024: {
        ("Female", "North"): (60, 20, 20),
        ("Male", "South"): (30, 30, 40),
        ("Female", "Rock"): (5, 0, 0),
    },
}
COMMENT = "call Mary Secret on 0123"


def people(year: int) -> Iterator[str]:
    """A line for each respondent."""
    yield "sex,region,boat,hours,comment"
    for (sex, region), counts in CELLS[year].items():
        for answer, many in zip(("Often", "Seldom", "Never"), counts, strict=True):
            for at in range(many):
                yield f"{sex},{region},{answer},{6 + at % 3},{COMMENT} {at}"


def build_islands(folder: Path) -> Index:
    """The index of two waves of answers, with nothing else beside them."""
    for year in CELLS:
        survey = folder / "corpus" / f"rowing-{year}"
        survey.mkdir(parents=True)
        (survey / "survey.yaml").write_text(SURVEY.format(year=year), encoding="utf-8")
        (survey / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
        (survey / "responses.csv").write_text("\n".join(people(year)), encoding="utf-8")
    return build(folder)

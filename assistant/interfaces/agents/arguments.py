"""What a model may hand to a tool: as untrusted as anybody's input, so all of it is bounded."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LONGEST_TEXT = 2_000
LONGEST_NAME = 300
LONGEST_FILTER = 500
MOST_SURVEYS = 20
MOST_BREAKS = 3
MOST_HITS = 50

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)
]


class PercentageToCheck(BaseModel):
    """The arguments of `check_percentage`."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str,
        Field(
            max_length=LONGEST_TEXT,
            pattern=r"\S",
            description=(
                "One whole sentence with the figure as it will be shown, saying who it is about "
                "and what they said, such as: 54% of U.S. adults say they trust the news."
            ),
        ),
    ]
    surveys: Annotated[
        list[Name],
        Field(
            max_length=MOST_SURVEYS,
            description="Ids of the only surveys to hold it against; leave out for all of them.",
        ),
    ] = []


class FindingsToSearch(BaseModel):
    """The arguments of `search_findings`."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[Name, Field(description="What to look for: a question, or a few words.")]
    k: Annotated[int, Field(ge=1, le=MOST_HITS, description="How many to give.")] = 10
    surveys: Annotated[
        list[Name],
        Field(
            max_length=MOST_SURVEYS,
            description="Ids of the only surveys to search; leave out for all of them.",
        ),
    ] = []


class StatisticToCompute(BaseModel):
    """The arguments of `compute_statistic`."""

    model_config = ConfigDict(extra="forbid")

    survey: Annotated[Name, Field(description="The id of a survey with respondents' answers.")]
    question: Annotated[
        Name, Field(description="The question's id, or its wording. An error names the nearest.")
    ]
    by: Annotated[
        list[Name],
        Field(
            max_length=MOST_BREAKS,
            description="Questions to break the answers by; several are crossed.",
        ),
    ] = []
    where: Annotated[
        str,
        Field(
            max_length=LONGEST_FILTER,
            description=(
                "Only these people, as an expression over questions: "
                "sex == 'Female' and age < 30. Leave out for everybody who was asked."
            ),
        ),
    ] = ""
    statistic: Annotated[
        Literal["share", "mean", "median"] | None,
        Field(description="Left out: the mean of a number, and shares of all else."),
    ] = None

"""The shipped surveys' articles say what their respondents answered, figure for figure."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from assistant.corpus.folder import scan_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
WAVES = [f"general-social-survey-{year}" for year in (1978, 1998, 2008, 2018)]
DEVELOPERS, NORWAY, CHILE = (
    "stack-overflow-developers-2017",
    "european-social-survey-norway-2021",
    "chile-plebiscite-1988",
)
SURVEYS = [*WAVES, DEVELOPERS, NORWAY, CHILE]
LARGEST = 2_000_000

# A stretch of an article, and what the figure in it is a share of: column, value, people.
Share = tuple[str, str, object, dict[str, object]]
PARTIES = ("Democrat", "Republican", "Independent")


def among(column: str, value: object, by: str, groups: Mapping[str, object]) -> list[Share]:
    """Sentences that begin "Among women, 37%", where `groups` has the words and their code."""
    return [(words, column, value, {by: code}) for words, code in groups.items()]


def any_reason_by_party(*shares: str) -> list[Share]:
    groups = {
        f"Among {party}s, {figure} ANY": party
        for party, figure in zip(PARTIES, shares, strict=False)
    }
    return among("abany", 1, "party", groups)


def any_reason_by_age(young: str, old: str) -> list[Share]:
    ages = {
        f"Among people aged 18 to 29, {young} ANY": "18-29",
        f"Among people aged 65 and over, {old} ANY": "65 and over",
    }
    return among("abany", 1, "age4", ages)


# ANY stands for the words of the any-reason question.
ANY = {
    "general-social-survey-2018": "said that abortion should be possible for any reason",
    "general-social-survey-2008": "would allow abortion for any reason",
    "general-social-survey-1998": "would allow abortion for any reason",
    "general-social-survey-1978": "would allow abortion for any reason",
}
SHARES: dict[str, list[Share]] = {
    "general-social-survey-2018": [
        ("50% of U.S. adults said that it should", "abany", 1, {}),
        ("90% of U.S. adults said that a legal abortion", "abhlth", 1, {}),
        ("79% of U.S. adults said that a legal abortion", "abrape", 1, {}),
        ("51% of men said", "abany", 1, {"sex": "Male"}),
        ("50% of women said", "abany", 1, {"sex": "Female"}),
        *any_reason_by_party("62%", "29%", "52%"),
        *any_reason_by_age("57%", "45%"),
        ("77% of U.S. adults said", "nateduc", 1, {}),
        ("On health, 72% of U.S. adults said", "natheal", 1, {}),
        ("On the environment, 68% of U.S. adults said", "natenvir", 1, {}),
        ("Space comes last: 24% of U.S. adults", "natspac", 1, {}),
        *among(
            "natarms",
            1,
            "party",
            {
                "Among Republicans, 49% said that the country spends too little": "Republican",
                "Among Democrats, 23% said that the country spends too little": "Democrat",
            },
        ),
    ],
    "general-social-survey-2008": [
        ("77% of U.S. adults said", "abrape", 1, {}),
        ("Among Democrats, 83% would", "abrape", 1, {"party": "Democrat"}),
        ("Among Republicans, 68% would", "abrape", 1, {"party": "Republican"}),
        ("42% of U.S. adults ANY", "abany", 1, {}),
        *any_reason_by_party("48%", "35%", "41%"),
        ("89% of U.S. adults would allow abortion if the woman's own health", "abhlth", 1, {}),
        ("41% of U.S. adults would allow abortion if the woman is not", "absingle", 1, {}),
        ("43% of U.S. adults would allow abortion if the family", "abpoor", 1, {}),
        ("Among men, 45% would allow abortion if the woman is", "absingle", 1, {"sex": "Male"}),
        ("Among women, 38% would allow abortion if the woman is", "absingle", 1, {"sex": "Female"}),
    ],
    "general-social-survey-1998": [
        ("41% of U.S. adults said that it should", "abany", 1, {}),
        *any_reason_by_party("45%", "31%"),
        ("88% of U.S. adults would allow abortion if the woman's own health", "abhlth", 1, {}),
        ("80% of U.S. adults would allow abortion if the woman became", "abrape", 1, {}),
        ("44% of U.S. adults would allow abortion if the family", "abpoor", 1, {}),
        *any_reason_by_age("46%", "31%"),
        ("Among men, 42% ANY", "abany", 1, {"sex": "Male"}),
        ("Among women, 40% ANY", "abany", 1, {"sex": "Female"}),
    ],
    "general-social-survey-1978": [
        ("91% of U.S. adults said", "abhlth", 1, {}),
        ("83% of U.S. adults said", "abrape", 1, {}),
        ("47% of U.S. adults would allow abortion if the family", "abpoor", 1, {}),
        ("41% of U.S. adults would allow abortion if the woman is not", "absingle", 1, {}),
        ("33% of U.S. adults ANY", "abany", 1, {}),
        *any_reason_by_party("32%", "31%", "37%"),
        *any_reason_by_age("39%", "25%"),
        ("Among white people, 85% would allow", "abrape", 1, {"race": "White"}),
        ("Among Black people, 67% would allow", "abrape", 1, {"race": "Black"}),
    ],
    DEVELOPERS: [
        ("In 2017, 10% of developers worked remotely", "Remote", "Remote", {}),
        *among(
            "Remote",
            "Remote",
            "Country",
            {
                "In the United States, 14% of developers worked remotely": "United States",
                "In Germany, 5% of developers worked remotely": "Germany",
            },
        ),
        ("76% of developers said that they program as a hobby", "Hobby", 1, {}),
        ("34% of developers said that they contribute to open", "OpenSource", 1, {}),
        *among(
            "OpenSource",
            1,
            "Country",
            {
                "In India, 42% of developers contribute": "India",
                "In the United Kingdom, 28% of developers contribute": "United Kingdom",
            },
        ),
        ("72% of developers said", "DeveloperType", "Web developer", {}),
        ("28% of developers said", "DeveloperType", "Desktop applications developer", {}),
        ("20% of developers said", "DeveloperType", "Mobile developer", {}),
    ],
    NORWAY: [
        ("70% of people in Norway said", "eu_vote", "Remain Outside", {}),
        ("22% of people in Norway said", "eu_vote", "Join EU", {}),
        ("4% of people in Norway said", "eu_vote", "Don't Know", {}),
        ("people aged 30 to 44, 77% would", "eu_vote", "Remain Outside", {"age4": "30-44"}),
        ("people aged 15 to 29, 63% would", "eu_vote", "Remain Outside", {"age4": "15-29"}),
        ("people aged 65 and over, 25% would", "eu_vote", "Join EU", {"age4": "65 and over"}),
        ("Among women, 6% said", "eu_vote", "Don't Know", {"female": 1}),
        ("Among men, 2% said", "eu_vote", "Don't Know", {"female": 0}),
        ("people interested in politics, 26% would", "eu_vote", "Join EU", {"polint": 1}),
        ("people not interested in politics, 19% would", "eu_vote", "Join EU", {"polint": 0}),
    ],
    CHILE: [
        ("35% of Chileans said that they would vote no", "vote", "No", {}),
        ("34% of Chileans said that they would vote yes", "vote", "Yes", {}),
        ("23% of Chileans were undecided", "vote", "Undecided", {}),
        ("7% of Chileans said that they would abstain", "vote", "Will abstain", {}),
        ("Among women, 37% said that they would vote yes", "vote", "Yes", {"sex": "Female"}),
        ("Among women, 28% said that they would vote no", "vote", "No", {"sex": "Female"}),
        ("Among men, 43% said that they would vote no", "vote", "No", {"sex": "Male"}),
        ("Among men, 32% said that they would vote yes", "vote", "Yes", {"sex": "Male"}),
        ("28% of women were undecided", "vote", "Undecided", {"sex": "Female"}),
        ("18% of men were undecided", "vote", "Undecided", {"sex": "Male"}),
        ("a post-secondary education, 51%", "vote", "No", {"education": "Post-secondary"}),
        ("a primary education, 26%", "vote", "No", {"education": "Primary"}),
        ("Among people aged 18 to 29, 43%", "vote", "No", {"age4": "18-29"}),
        ("Among people aged 60 and over, 44%", "vote", "Yes", {"age4": "60 and over"}),
        (
            "the metropolitan Santiago area, 47%",
            "vote",
            "Yes",
            {"region": "Metropolitan Santiago area"},
        ),
        ("the city of Santiago, 28%", "vote", "Yes", {"region": "City of Santiago"}),
    ],
}
# Other figures: the article's words, and how each is had from the rows.
OTHERS: dict[str, list[tuple[str, Callable[[Any], str]]]] = {
    "general-social-survey-1998": [
        ("In 1978, {} of U.S. adults", lambda _: share(WAVES[0], "abany", 1, {}))
    ],
    DEVELOPERS: [
        ("who work remotely was {}.", lambda rows: dollars(rows[rows.Remote == "Remote"])),
        ("do not work remotely was {}.", lambda rows: dollars(rows[rows.Remote == "Not remote"])),
        (
            "of developers in the United States was {}.",
            lambda rows: dollars(rows[rows.Country == "United States"]),
        ),
        ("of developers in India was {}.", lambda rows: dollars(rows[rows.Country == "India"])),
        ("{} of developers rated", lambda rows: f"{(rows.CareerSatisfaction >= 8).mean():.0%}"),
    ],
    NORWAY: [
        ("they gave {} on average", lambda rows: weighted_mean(rows, "imbgeco")),
        ("an average of {}.", lambda rows: weighted_mean(rows, "imueclt")),
    ],
    CHILE: [
        ("respondents was {} pesos", lambda rows: f"{rows.income.median():,.0f}"),
        ("average age was {}.", lambda rows: f"{rows.age.mean():.0f}"),
        ("Shares are of the {} of them", lambda rows: f"{rows.vote.notna().sum():,}"),
    ],
}


@cache
def responses(survey: str) -> Any:
    """The rows of a survey's responses file, read by nothing of the package's."""
    stata = CORPUS / survey / "responses.dta"
    if stata.exists():
        return pd.read_stata(stata)
    return pd.read_csv(CORPUS / survey / "responses.csv")


def share(survey: str, column: str, value: object, people: dict[str, object]) -> str:
    rows = responses(survey)
    for of, group in people.items():
        rows = rows[rows[of] == group]
    rows = rows[rows[column].notna()]
    weights = (
        rows["pspwght"] if "pspwght" in rows else rows[column].map(lambda _: 1.0).astype(float)
    )
    if column == "DeveloperType":
        chosen = rows[column].str.split("; ").map(lambda roles: value in roles)
    else:
        chosen = rows[column] == value
    return f"{weights[chosen].sum() / weights.sum():.0%}"


def dollars(rows: Any) -> str:
    return f"${rows.Salary.median():,.0f}"


def weighted_mean(rows: Any, column: str) -> str:
    rows = rows[rows[column].notna()]
    return f"{(rows[column] * rows.pspwght).sum() / rows.pspwght.sum():.1f}"


@cache
def article(survey: str) -> str:
    text = (CORPUS / survey / "article.md").read_text(encoding="utf-8")
    return " ".join(text.split())


@pytest.mark.parametrize("survey", SURVEYS)
def test_every_share_in_an_article_is_what_the_respondents_answered(survey: str) -> None:
    for words, column, value, people in SHARES[survey]:
        stretch = words.replace("ANY", ANY.get(survey, ""))
        assert article(survey).count(stretch) == 1, stretch
        assert re.findall(r"\d+%", words) == [share(survey, column, value, people)], stretch


@pytest.mark.parametrize("survey", OTHERS)
def test_every_other_figure_in_an_article_is_what_the_respondents_answered(survey: str) -> None:
    for words, computed in OTHERS[survey]:
        assert words.format(computed(responses(survey))) in article(survey)


@pytest.mark.parametrize("survey", SURVEYS)
def test_no_percentage_in_an_article_goes_unchecked(survey: str) -> None:
    checked = len(SHARES[survey])
    checked += sum("%" in computed(responses(survey)) for _, computed in OTHERS.get(survey, []))

    assert len(re.findall(r"\d+%", article(survey))) == checked


@pytest.mark.parametrize("survey", SURVEYS)
def test_everybody_in_the_file_is_counted_and_said_to_have_been_asked(survey: str) -> None:
    rows = responses(survey)
    known = yaml.safe_load((CORPUS / survey / "survey.yaml").read_text(encoding="utf-8"))

    assert known["sample_size"] == len(rows) == known["populations"][0]["n"]
    assert f"{len(rows):,}" in article(survey)


@pytest.mark.parametrize("survey", SURVEYS)
def test_every_question_is_a_column_and_every_answer_an_option(survey: str) -> None:
    rows = responses(survey)
    asked = yaml.safe_load((CORPUS / survey / "questions.yaml").read_text(encoding="utf-8"))

    assert set(asked["banner"]) <= {question["id"] for question in asked["questions"]}
    for question in asked["questions"]:
        answers = rows[question["id"]].dropna()
        if "separator" in question:
            answers = answers.str.split(question["separator"]).explode()
        if "options" in question:
            assert set(answers.unique()) <= set(question["options"]), question["id"]
        else:
            assert survey == CHILE or question["type"] == "numeric"


@pytest.mark.parametrize("survey", SURVEYS)
def test_whoever_is_named_for_an_option_has_chosen_one_that_is_there(survey: str) -> None:
    asked = yaml.safe_load((CORPUS / survey / "questions.yaml").read_text(encoding="utf-8"))

    for question in asked["questions"]:
        options = question.get("options", responses(survey)[question["id"]].dropna().unique())
        labels = list(options.values()) if isinstance(options, dict) else list(options)
        nets = question.get("nets", {})
        assert set(question.get("people", {})) <= {*labels, *nets}, question["id"]
        assert all(set(of) <= set(labels) for of in nets.values()), question["id"]


def test_the_waves_of_a_series_asked_the_same_in_the_same_words() -> None:
    asked = [
        {
            question["id"]: question
            for question in yaml.safe_load(
                (CORPUS / wave / "questions.yaml").read_text(encoding="utf-8")
            )["questions"]
        }
        for wave in WAVES
    ]

    for wave in asked[1:]:
        assert {id: wave[id] for id in asked[0]} == asked[0]


def test_the_waves_share_a_series_and_every_survey_says_its_terms() -> None:
    surveys = {f.survey.id: f.survey for f in scan_corpus(CORPUS).folders}

    assert {surveys[wave].series for wave in WAVES} == {"general-social-survey"}
    assert all(surveys[survey].licence for survey in SURVEYS)


def test_responses_files_are_small_enough_to_ship() -> None:
    sizes = [p.stat().st_size for s in SURVEYS for p in (CORPUS / s).glob("responses.*")]

    assert len(sizes) == len(SURVEYS)
    assert max(sizes) < LARGEST

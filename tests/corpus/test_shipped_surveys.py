"""The shipped surveys' articles say what their respondents answered, figure for figure."""

import re
from collections.abc import Callable
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

# A stretch of an article, and what each figure in it is a share of: (column, value, people).
Share = tuple[str, object, dict[str, object]]
SHARES: dict[str, list[tuple[str, list[Share]]]] = {
    "general-social-survey-2018": [
        ("50% of U.S. adults said that it should", [("abany", 1, {})]),
        ("seriously endangered (90%)", [("abhlth", 1, {})]),
        ("as a result of rape (79%)", [("abrape", 1, {})]),
        (
            "51% of men and 50% of women",
            [("abany", 1, {"sex": "Male"}), ("abany", 1, {"sex": "Female"})],
        ),
        ("Among Democrats, 62%", [("abany", 1, {"party": "Democrat"})]),
        ("with 29% of Republicans. Among", [("abany", 1, {"party": "Republican"})]),
        ("Among Independents, 52%", [("abany", 1, {"party": "Independent"})]),
        ("Of people aged 18 to 29, 57%", [("abany", 1, {"age4": "18-29"})]),
        ("of people aged 65 and over, 45%", [("abany", 1, {"age4": "65 and over"})]),
        ("A large majority, 77% of U.S. adults", [("nateduc", 1, {})]),
        ("education system, and 72%", [("natheal", 1, {})]),
        ("On the environment, 68% of U.S. adults", [("natenvir", 1, {})]),
        ("thinner: 24% said", [("natspac", 1, {})]),
        ("too little on it and 26%", [("natspac", -1, {})]),
        ("49% of Republicans said", [("natarms", 1, {"party": "Republican"})]),
        ("with 23% of Democrats", [("natarms", 1, {"party": "Democrat"})]),
    ],
    "general-social-survey-2008": [
        ("77% of U.S. adults said", [("abrape", 1, {})]),
        ("Among Democrats, 83%", [("abrape", 1, {"party": "Democrat"})]),
        ("among Republicans, 68%", [("abrape", 1, {"party": "Republican"})]),
        ("the support of 42% of U.S. adults", [("abany", 1, {})]),
        ("Among Democrats, 48%", [("abany", 1, {"party": "Democrat"})]),
        ("with 35% of Republicans", [("abany", 1, {"party": "Republican"})]),
        ("and 41% of Independents", [("abany", 1, {"party": "Independent"})]),
        ("accept: 89% of U.S. adults", [("abhlth", 1, {})]),
        ("marry the man, 41% of U.S. adults", [("absingle", 1, {})]),
        ("very low income, 43%", [("abpoor", 1, {})]),
        ("Of men, 45%", [("absingle", 1, {"sex": "Male"})]),
        ("of women, 38%", [("absingle", 1, {"sex": "Female"})]),
    ],
    "general-social-survey-1998": [
        ("In 1998, 41% of U.S. adults", [("abany", 1, {})]),
        ("Among Democrats, 45%", [("abany", 1, {"party": "Democrat"})]),
        ("among Republicans, 31%", [("abany", 1, {"party": "Republican"})]),
        ("seriously endangered, 88% of U.S. adults", [("abhlth", 1, {})]),
        ("as a result of rape, 80%", [("abrape", 1, {})]),
        ("any more children, 44% of U.S. adults", [("abpoor", 1, {})]),
        ("Of people aged 18 to 29, 46%", [("abany", 1, {"age4": "18-29"})]),
        ("of people aged 65 and over, 31%", [("abany", 1, {"age4": "65 and over"})]),
        (
            "42% of men and 40% of women",
            [("abany", 1, {"sex": "Male"}), ("abany", 1, {"sex": "Female"})],
        ),
    ],
    "general-social-survey-1978": [
        ("91% of U.S. adults said", [("abhlth", 1, {})]),
        ("and 83% said so if she became pregnant", [("abrape", 1, {})]),
        ("any more children, 47% of U.S. adults", [("abpoor", 1, {})]),
        ("marry the man, 41% would", [("absingle", 1, {})]),
        ("One in three U.S. adults (33%)", [("abany", 1, {})]),
        ("the support of 32% of Democrats", [("abany", 1, {"party": "Democrat"})]),
        ("and 31% of Republicans", [("abany", 1, {"party": "Republican"})]),
        ("and of 37% of Independents", [("abany", 1, {"party": "Independent"})]),
        ("39% of people aged 18 to 29", [("abany", 1, {"age4": "18-29"})]),
        ("with 25% of people aged 65 and over", [("abany", 1, {"age4": "65 and over"})]),
        ("Among white people, 85%", [("abrape", 1, {"race": "White"})]),
        ("among Black people, 67%", [("abrape", 1, {"race": "Black"})]),
    ],
    DEVELOPERS: [
        ("five countries: 10% of developers", [("Remote", "Remote", {})]),
        (
            "In the United States 14% of developers work remotely, in India 10%, in the United "
            "Kingdom 7%, in Canada 6% and in Germany 5%",
            [
                ("Remote", "Remote", {"Country": country})
                for country in ("United States", "India", "United Kingdom", "Canada", "Germany")
            ],
        ),
        ("of developers (76%) program as a hobby", [("Hobby", 1, {})]),
        ("34% of developers contribute to open source", [("OpenSource", 1, {})]),
        ("42% do", [("OpenSource", 1, {"Country": "India"})]),
        (
            "28% of developers in the United Kingdom",
            [("OpenSource", 1, {"Country": "United Kingdom"})],
        ),
        ("72% of developers said that they are web", [("DeveloperType", "Web developer", {})]),
        (
            "28% that they are desktop applications developers",
            [("DeveloperType", "Desktop applications developer", {})],
        ),
        ("20% that they are mobile", [("DeveloperType", "Mobile developer", {})]),
    ],
    NORWAY: [
        ("70% of people in Norway would vote to remain", [("eu_vote", "Remain Outside", {})]),
        ("22% would vote to become a member", [("eu_vote", "Join EU", {})]),
        ("Another 4%", [("eu_vote", "Don't Know", {})]),
        ("Of people aged 30 to 44, 77%", [("eu_vote", "Remain Outside", {"age4": "30-44"})]),
        ("of people aged 15 to 29, 63%", [("eu_vote", "Remain Outside", {"age4": "15-29"})]),
        ("people aged 65 and over, 25%", [("eu_vote", "Join EU", {"age4": "65 and over"})]),
        ("6% of women", [("eu_vote", "Don't Know", {"female": 1})]),
        ("with 2% of men", [("eu_vote", "Don't Know", {"female": 0})]),
        ("Among people interested in politics, 26%", [("eu_vote", "Join EU", {"polint": 1})]),
        ("among people not interested in politics 19%", [("eu_vote", "Join EU", {"polint": 0})]),
    ],
    CHILE: [
        ("35% of Chileans said that they would vote no", [("vote", "No", {})]),
        ("34% of Chileans said that they would vote yes", [("vote", "Yes", {})]),
        ("Another 23% were undecided", [("vote", "Undecided", {})]),
        ("and 7% said that they would abstain", [("vote", "Will abstain", {})]),
        (
            "Among women, 37% would vote yes and 28% would vote no",
            [("vote", "Yes", {"sex": "Female"}), ("vote", "No", {"sex": "Female"})],
        ),
        (
            "Among men, 43% would vote no and 32% would vote yes",
            [("vote", "No", {"sex": "Male"}), ("vote", "Yes", {"sex": "Male"})],
        ),
        (
            "28% of women were, compared with 18% of men",
            [("vote", "Undecided", {"sex": "Female"}), ("vote", "Undecided", {"sex": "Male"})],
        ),
        ("51% of them would vote no", [("vote", "No", {"education": "Post-secondary"})]),
        ("26% of people with a primary", [("vote", "No", {"education": "Primary"})]),
        ("Of people aged 18 to 29, 43%", [("vote", "No", {"age4": "18-29"})]),
        ("of people aged 60 and over, 44%", [("vote", "Yes", {"age4": "60 and over"})]),
        ("where 47% of people", [("vote", "Yes", {"region": "Metropolitan Santiago area"})]),
        ("In the city of Santiago 28%", [("vote", "Yes", {"region": "City of Santiago"})]),
    ],
}
# Other figures: the article's words, and how each is had from the rows.
OTHERS: dict[str, list[tuple[str, Callable[[Any], str]]]] = {
    "general-social-survey-1998": [("In 1978, {} had", lambda _: share(WAVES[0], "abany", 1, {}))],
    DEVELOPERS: [
        ("median salary was {} a year", lambda rows: dollars(rows[rows.Remote == "Remote"])),
        ("compared with {} among", lambda rows: dollars(rows[rows.Remote == "Not remote"])),
        *(
            (words, lambda rows, country=country: dollars(rows[rows.Country == country]))
            for words, country in [
                ("in the United States was {}", "United States"),
                ("in the United Kingdom {}", "United Kingdom"),
                ("in India {}.", "India"),
            ]
        ),
        ("{} of developers rated", lambda rows: f"{(rows.CareerSatisfaction >= 8).mean():.0%}"),
    ],
    NORWAY: [
        ("they gave {} on average", lambda rows: weighted_mean(rows, "imbgeco")),
        ("an average of {}.", lambda rows: weighted_mean(rows, "imueclt")),
    ],
    CHILE: [
        ("income of {} pesos", lambda rows: f"{rows.income.median():,.0f}"),
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
    for words, shares in SHARES[survey]:
        assert article(survey).count(words) == 1, words
        assert re.findall(r"\d+%", words) == [share(survey, *one) for one in shares], words


@pytest.mark.parametrize("survey", OTHERS)
def test_every_other_figure_in_an_article_is_what_the_respondents_answered(survey: str) -> None:
    for words, computed in OTHERS[survey]:
        assert words.format(computed(responses(survey))) in article(survey)


@pytest.mark.parametrize("survey", SURVEYS)
def test_no_percentage_in_an_article_goes_unchecked(survey: str) -> None:
    checked = sum(len(shares) for _, shares in SHARES[survey])
    checked += sum("%" in computed(responses(survey)) for _, computed in OTHERS.get(survey, []))
    whole = article(survey).replace("100%", "")

    assert len(re.findall(r"\d+%", whole)) == checked


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

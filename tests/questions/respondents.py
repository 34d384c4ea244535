"""What is right for each question over the shipped surveys' respondents, by pandas alone.

One function a question, straight on the responses files: none of the package's statistics, and
none of its reading, takes part.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

CORPUS = Path(__file__).parents[2] / "corpus"
PERCENT = ("percent",)
MEAN = ("mean", "other")
MEDIAN = ("median", "money", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A figure that a right answer shows: unrounded, with the units it may bear, and its base."""

    value: float
    base: int
    units: tuple[str, ...] = PERCENT


@cache
def general_social_survey(year: int) -> Any:
    return pd.read_csv(CORPUS / f"general-social-survey-{year}" / "responses.csv")


@cache
def developers() -> Any:
    return pd.read_csv(CORPUS / "stack-overflow-developers-2017" / "responses.csv")


@cache
def norway() -> Any:
    return pd.read_csv(CORPUS / "european-social-survey-norway-2021" / "responses.csv")


@cache
def chile() -> Any:
    return pd.read_stata(CORPUS / "chile-plebiscite-1988" / "responses.dta")


def share(rows: Any, column: str, *values: object, weight: str = "") -> Right:
    """The share of those who answered `column` that gave one of `values`, weighted if told so."""
    rows = rows[rows[column].notna()]
    weights = rows[weight] if weight else pd.Series(1.0, index=rows.index)
    chosen = rows[column].isin(values)
    value = 100 * weights[chosen].sum() / weights.sum()
    return Right(value=float(value), base=len(rows))


def mean(rows: Any, column: str, *, weight: str = "") -> Right:
    rows = rows[rows[column].notna()]
    weights = rows[weight] if weight else pd.Series(1.0, index=rows.index)
    value = (rows[column] * weights).sum() / weights.sum()
    return Right(value=float(value), base=len(rows), units=MEAN)


def median(rows: Any, column: str) -> Right:
    answers = rows[column].dropna()
    return Right(value=float(answers.median()), base=len(answers), units=MEDIAN)


def is_a(rows: Any, role: str) -> Any:
    """The developers who chose a role, of the several that each may have chosen."""
    return rows[rows.DeveloperType.str.split("; ").map(lambda roles: role in roles)]


# Open questions


def women_under_30_abortion_2018() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    return (share(d[(d.sex == "Female") & (d.age < 30)], "abany", 1),)


def black_adults_with_a_degree_on_schools() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    return (share(d[(d.race == "Black") & (d.degree >= 3)], "nateduc", 1),)


def abortion_1978_and_2018() -> tuple[Right, ...]:
    return tuple(share(general_social_survey(year), "abany", 1) for year in (1978, 2018))


def republican_women_on_rape_2018() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    return (share(d[(d.party == "Republican") & (d.sex == "Female")], "abrape", 1),)


def conservatives_on_welfare() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    return (share(d[d.polviews.isin([5, 6, 7])], "natfare", -1),)


def liberals() -> tuple[Right, ...]:
    return (share(general_social_survey(2018), "polviews", 1, 2, 3),)


def age_of_republicans_2018() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    return (mean(d[d.party == "Republican"], "age"),)


def party_most_for_the_environment() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    shares = [share(rows, "natenvir", 1) for _, rows in d.groupby("party")]
    return (max(shares, key=lambda one: one.value),)


def country_most_remote() -> tuple[Right, ...]:
    shares = [share(rows, "Remote", "Remote") for _, rows in developers().groupby("Country")]
    return (max(shares, key=lambda one: one.value),)


def salary_of_us_data_scientists() -> tuple[Right, ...]:
    d = is_a(developers(), "Data scientist")
    return (median(d[d.Country == "United States"], "Salary"),)


def satisfaction_of_indian_web_developers() -> tuple[Right, ...]:
    d = is_a(developers(), "Web developer")
    return (mean(d[d.Country == "India"], "CareerSatisfaction"),)


def young_norwegian_men_joining() -> tuple[Right, ...]:
    d = norway()
    rows = d[(d.female == 0) & (d.agea < 30)]
    return (share(rows, "eu_vote", "Join EU", weight="pspwght"),)


def norwegians_who_do_not_know() -> tuple[Right, ...]:
    return (share(norway(), "eu_vote", "Don't Know", weight="pspwght"),)


def oslo_interested_in_politics() -> tuple[Right, ...]:
    d = norway()
    rows = d[(d.region == "Oslo og Viken") & (d.polint == 1)]
    return tuple(
        share(rows, "eu_vote", vote, weight="pspwght") for vote in ("Join EU", "Remain Outside")
    )


def young_women_in_the_south_of_chile() -> tuple[Right, ...]:
    d = chile()
    return (share(d[(d.sex == "Female") & (d.age < 30) & (d.region == "South")], "vote", "No"),)


def chileans_with_post_secondary_education() -> tuple[Right, ...]:
    d = chile()[chile().education == "Post-secondary"]
    return tuple(share(d[d.sex == sex], "vote", "Yes") for sex in ("Male", "Female"))


def black_republicans_with_a_graduate_degree() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    rows = d[(d.race == "Black") & (d.party == "Republican") & (d.degree == 4)]
    return (share(rows, "abany", 1),)


# Held back


def democrats_over_65_on_abortion_2018() -> tuple[Right, ...]:
    d = general_social_survey(2018)
    return (share(d[(d.party == "Democrat") & (d.age >= 65)], "abany", 1),)


def white_men_on_poverty_1998() -> tuple[Right, ...]:
    d = general_social_survey(1998)
    return (share(d[(d.race == "White") & (d.sex == "Male")], "abpoor", 1),)


def republicans_1998_and_2018() -> tuple[Right, ...]:
    waves = [general_social_survey(year) for year in (1998, 2018)]
    return tuple(share(d[d.party == "Republican"], "abany", 1) for d in waves)


def schooling_of_the_young_2008() -> tuple[Right, ...]:
    d = general_social_survey(2008)
    return (mean(d[d.age < 30], "educ"),)


def salary_at_small_companies() -> tuple[Right, ...]:
    d = developers()
    return (median(d[d.CompanySizeNumber < 100], "Salary"),)


def schooling_most_undecided() -> tuple[Right, ...]:
    shares = [
        share(rows, "vote", "Undecided") for _, rows in chile().groupby("education", observed=True)
    ]
    return (max(shares, key=lambda one: one.value),)


def young_norwegian_women_on_the_economy() -> tuple[Right, ...]:
    d = norway()
    return (mean(d[(d.female == 1) & (d.agea < 30)], "imbgeco", weight="pspwght"),)


def born_abroad_staying_out() -> tuple[Right, ...]:
    d = norway()
    return (share(d[d.brnnorge == 0], "eu_vote", "Remain Outside", weight="pspwght"),)


def remote_embedded_developers_in_india() -> tuple[Right, ...]:
    d = is_a(developers(), "Embedded developer")
    return (share(d[(d.Country == "India") & (d.Remote == "Remote")], "OpenSource", 1),)

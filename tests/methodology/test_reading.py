"""What sentences say of how a survey was made, and what they do not."""

from datetime import date

import pytest

from assistant.methodology.reading.dates import periods_of
from assistant.methodology.reading.sentence import facts_in

OF_NUMBERS = ("dates", "margin", "size", "countries")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("May 10-22, 2018", date(2018, 5, 10), date(2018, 5, 22)),
        ("10\u201322 May 2018", date(2018, 5, 10), date(2018, 5, 22)),
        ("the 10th to the 22nd of May 2018", date(2018, 5, 10), date(2018, 5, 22)),
        ("May 10 through June 2, 2018", date(2018, 5, 10), date(2018, 6, 2)),
        ("12 January to 6 February 2017", date(2017, 1, 12), date(2017, 2, 6)),
        ("Dec. 28, 2019, to Jan. 3, 2020", date(2019, 12, 28), date(2020, 1, 3)),
        ("December 28 to January 3, 2020", date(2019, 12, 28), date(2020, 1, 3)),
        ("Sept. 30\u2013Oct. 2, 2020", date(2020, 9, 30), date(2020, 10, 2)),
        ("April and May 1988", date(1988, 4, 1), date(1988, 5, 31)),
        ("May, June and July 2018", date(2018, 5, 1), date(2018, 7, 31)),
        ("June 2021 until the end of April 2022", date(2021, 6, 1), date(2022, 4, 30)),
        ("on 10 May 2018", date(2018, 5, 10), date(2018, 5, 10)),
        ("2018-05-10", date(2018, 5, 10), date(2018, 5, 10)),
        ("in February 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("the fall of 2019", date(2019, 9, 1), date(2019, 11, 30)),
        ("2016-17", date(2016, 1, 1), date(2017, 12, 31)),
        ("in 2018", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_dates_are_read_as_days(text: str, first: date, last: date) -> None:
    (found,) = periods_of(text)

    assert (found.period.whole.first, found.period.whole.last) == (first, last)


@pytest.mark.parametrize("text", ["2,018 adults", "2018 adults said", "it may rain", "a 5-4 vote"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert periods_of(text) == ()


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("The survey was conducted May 10\u201322, 2018.", ["dates May 10\u201322, 2018"]),
        ("1,615 adult men were interviewed.", ["size 1,615"]),
        ("The survey was carried out in eight countries.", ["countries eight"]),
        (
            "The poll, released June 3, was conducted from May 10 to 22, 2018, among 1,615 men.",
            ["dates May 10 to 22, 2018", "size 1,615"],
        ),
        ("Fieldwork: 10-22 May 2018.", ["dates 10-22 May 2018"]),
        (
            "Sample: 1,500 adults; margin of error: \u00b12.9 points",
            ["size 1,500", "margin 2.9 points"],
        ),
        (
            "Between June 2021 and April 2022, 1,411 people in Norway were interviewed.",
            ["dates June 2021 and April 2022", "size 1,411"],
        ),
        ("We asked 412 keepers from 3 to 9 June.", ["size 412", "dates 3 to 9 June"]),
        ("Tide Research interviewed 2,348 U.S. adults in 2018.", ["size 2,348", "dates 2018"]),
        ("Of the 306 U.S. students surveyed, 86% agree.", ["size 306"]),
        ("An eight-country survey finds the opposite.", ["countries eight"]),
        ("In eight of the 24 countries surveyed, most disagree.", ["countries 24"]),
        ("The poll has a 3-point margin of error.", ["margin 3-point"]),
        (
            "Results are accurate to within three points, 19 times out of 20.",
            ["margin three points"],
        ),
        (
            "For the total sample, one can say with 95% confidence that the error attributable to "
            "sampling is plus or minus 3.5 percentage points.",
            ["margin 3.5 percentage points"],
        ),
        (
            "The margin of error for the sample of 1,504 adults is 2.9 percentage points.",
            ["margin 2.9 percentage points"],
        ),
        (
            "The margin of error is 2.4 points, and 4.1 points for women.",
            ["margin 2.4 points", "margin 4.1 points"],
        ),
        (
            "Interviews began on January 12, 2017, and ended on February 6, 2017.",
            ["dates January 12, 2017", "dates February 6, 2017"],
        ),
    ],
)
def test_facts_of_a_survey_are_read(sentence: str, facts: list[str]) -> None:
    found = [fact for fact in facts_in(sentence) if fact.kind in OF_NUMBERS]

    assert [f"{fact.kind} {fact.text}" for fact in found] == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2018, 54% of adults surveyed said that they trust the news.",
        "Since the survey was first conducted in 2007, trust has fallen.",
        "The survey found that a raid was carried out in May 2018.",
        "The mayor was interviewed in May 2018.",
        "Adults who voted in November 2016 said so in the survey.",
        "The results of the survey were published on June 3, 2018.",
        "An earlier poll was conducted in May 2015.",
        "The survey was conducted before the election of November 2020.",
        "The survey was conducted in the run-up to the 2014 election.",
        "Polls closed on June 3, 2018.",
        "The survey took 20 minutes to complete.",
        "The survey asked 45 questions.",
        "The survey cost 2,000 dollars.",
        "About 200 interviewers worked on the survey.",
        "The company has offices in 24 countries.",
        "A lead of 4 points is within the margin of error.",
        "Support rose 4 points, by more than the margin of error.",
        "In 15 surveyed towns, people agree.",
        "Nine of the 11 issues surveyed concern money.",
    ],
)
def test_what_is_said_of_other_things_is_no_fact_of_the_survey(sentence: str) -> None:
    assert [fact for fact in facts_in(sentence) if fact.kind in OF_NUMBERS] == []


def test_a_margin_has_its_people_and_its_confidence() -> None:
    (margin,) = facts_in(
        "For results based on women, the margin of error is 4.9 points at the 90% confidence level."
    )

    assert margin.people.text == "women"
    assert margin.confidence == 90


def test_the_first_and_the_last_day_are_told_apart() -> None:
    began, ended = facts_in("The survey began on May 10, 2018, and ended on May 22, 2018.")

    assert (began.edge, ended.edge) == ("begin", "end")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "again",
    ["May, June, ", "1,000 people and ", "plus or minus 3 points for ", "surveyed May 10-22 "],
)
def test_a_sentence_made_to_take_long_is_read_in_time(again: str) -> None:
    sentence = again * (4_900 // len(again))

    assert len(facts_in(sentence)) <= len(sentence)

"""Numbers as survey writing has them: which are figures, of what unit, how hedged."""

import pytest

from assistant.figures import Hedge, Unit
from assistant.numerals import read_figures


def read(text: str) -> list[tuple[str, float, str]]:
    return [(m.figure.text, m.figure.value, str(m.figure.unit)) for m in read_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("86% agreed", [("86%", 86, "percent")]),
        ("86.5 per cent agreed", [("86.5 per cent", 86.5, "percent")]),
        ("Seventy-four percent said so", [("Seventy-four percent", 74, "percent")]),
        ("Nine in ten bakers", [("Nine in ten", 90, "percent")]),
        ("4 out of every 10 bakers", [("4 out of every 10", 40, "percent")]),
        # 1/7 = 14.2857…
        ("one-in-seven bakers", [("one-in-seven", 14.2857, "percent")]),
        # 2/3 = 66.6666…
        ("two-thirds of bakers", [("two-thirds", 66.6667, "percent")]),
        ("half of bakers", [("half", 50, "percent")]),
        ("A majority of bakers", [("majority", 50, "percent")]),
        ("The vast majority of bakers", [("vast majority", 60, "percent")]),
        ("Virtually everyone", [("Virtually everyone", 90, "percent")]),
        ("Few bakers say", [("Few", 20, "percent")]),
        ("only a handful of the bakers", [("handful", 20, "percent")]),
        ("No one said so", [("No one", 0, "percent")]),
        ("every second baker", [("every second", 50, "percent")]),
        ("the lion's share of bakers", [("lion's share", 50, "percent")]),
        ("a 45% plurality", [("45%", 45, "percent")]),
        ("two dozen bakers", [("two dozen", 24, "count")]),
        ("sales halved", [("halved", 0.5, "ratio")]),
        ("half the rate of bakers", [("half", 0.5, "ratio")]),
        ("rose 12 percentage points", [("12 percentage points", 12, "points")]),
        ("a 15-point lead", [("15-point", 15, "points")]),
        ("bakers were 76% more likely to", [("76%", 76, "ratio")]),
        ("twice as likely", [("twice", 2, "ratio")]),
        ("half as likely as bakers", [("half", 0.5, "ratio")]),
        ("three times as many", [("three times", 3, "ratio")]),
        ("by three-to-one", [("three-to-one", 3, "ratio")]),
        ("3,600 bakers in eight towns", [("3,600", 3600, "count"), ("eight", 8, "count")]),
        ("2.5 million households", [("2.5 million", 2_500_000, "count")]),
        ("an average of 18 days", [("18", 18, "mean")]),
        ("(58% vs. 41%)", [("58%", 58, "percent"), ("41%", 41, "percent")]),
        ("from 57% to 67%", [("57%", 57, "percent"), ("67%", 67, "percent")]),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2019 and the 1990s",
        "on May 10-22, 2018 and 3 March",
        "adults ages 18 to 29, those 65 and older, bakers under 30",
        "families earning $75,000 or more, or less than £30,000",
        "see Figure 3 on page 12, question 4 and note [7]",
        "with a margin of error of plus or minus 3.1 percentage points",
        "at the 95% confidence level, 19 times out of 20",
        "at 10:30 a.m. on 9/11, call 555-123-4567",
        "the most important issue and the majority leader",
        "the second half of the year, the third wave",
        "the last few years, a few weeks, the few bakers there, too few people",
        "every second week, almost every day, almost all of the time",
        "many bakers and some of the millers",
        "on a five-point scale, within six months",
        "one of the bakers",
        "Ann Baker, 46, of the guild",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("about 60%", Hedge.ABOUT),
        ("roughly six in ten", Hedge.ABOUT),
        ("nearly half", Hedge.NEARLY),
        ("just under a third", Hedge.NEARLY),
        ("slightly more than half", Hedge.JUST_OVER),
        ("more than half", Hedge.MORE_THAN),
        ("fewer than half", Hedge.LESS_THAN),
        ("not even a third", Hedge.LESS_THAN),
        ("at least 40%", Hedge.AT_LEAST),
        ("40% or more", Hedge.AT_LEAST),
        ("as many as 40%", Hedge.AT_MOST),
        ("fully 40%", Hedge.NONE),
    ],
)
def test_a_hedge_is_read_from_the_words_around(text: str, hedge: Hedge) -> None:
    (mention,) = read_figures(text)

    assert mention.figure.hedge is hedge


def test_a_range_has_both_ends() -> None:
    (mention,) = read_figures("between 40% and 45% of bakers")

    assert (mention.figure.value, mention.figure.high) == (40, 45)
    assert mention.figure.unit is Unit.PERCENT


def test_offsets_cover_the_number_and_its_unit() -> None:
    text = "Some 40 percent of bakers, or two in five, agree."

    assert [text[m.start : m.end] for m in read_figures(text)] == ["40 percent", "two in five"]

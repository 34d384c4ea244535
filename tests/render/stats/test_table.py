"""A tabulation as a table for a terminal."""

from dataclasses import replace

from assistant.render.stats.table import Paper, stats_text
from assistant.statistics.estimate import Estimate
from tests.render.stats.tabulations import BY_SEX, MEAN, estimate

PAPER = Paper(width=80)


def lines_of(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_options_go_down_and_groups_across_with_bases_at_the_foot() -> None:
    lines = lines_of(stats_text(BY_SEX, paper=PAPER))

    assert ["Female", "Male"] in lines
    assert ["Yes", "62.2%", "\u2013"] in lines
    assert ["Either", "(net)", "100.0%", "\u2013"] in lines
    assert ["base", "(people)", "1,204", "\u2013"] in lines


def test_the_heading_says_what_is_counted_and_among_whom() -> None:
    lines = stats_text(BY_SEX, paper=PAPER).splitlines()

    assert lines[:3] == [
        "Do you agree?",
        "county · q1 · per cent, weighted",
        "Among: age < 30",
    ]


def test_the_reason_for_holding_back_is_given_with_the_note() -> None:
    text = stats_text(BY_SEX, paper=PAPER)

    assert "held back: fewer than 30 people" in text
    assert text.endswith("Weighted by weight; bases are unweighted.")


def test_a_mean_has_its_unit_and_a_small_base_its_mark() -> None:
    text = stats_text(MEAN, paper=PAPER)

    assert "mean, in years, unweighted" in text
    assert ["mean", "47.12"] in lines_of(text)
    assert ["base", "(people)", "88*"] in lines_of(text)
    assert "* fewer than 100 people" in text


def test_more_groups_than_fit_go_into_further_tables() -> None:
    counties = [f"County {n}" for n in range(12)]
    rows = tuple(replace(estimate("Yes", 50.0), by=(("county", county),)) for county in counties)

    text = stats_text(replace(BY_SEX, rows=rows, nets=()), paper=PAPER)

    assert max(map(len, text.splitlines()[:-2])) <= 80
    assert text.count("base (people)") == 4  # three fit beside the labels
    assert all(county in text for county in counties)


def test_labels_cannot_act_on_the_terminal() -> None:
    row = Estimate(option="\x1b[31mRed[bold]", value=1.0, base=500)

    text = stats_text(replace(BY_SEX, rows=(row,), nets=()), paper=PAPER)

    assert "\x1b" not in text
    assert "[bold]" in text

"""What is said against what is found: it agrees, it differs, or it is told too loosely to say."""

import pytest

from assistant.figures import Figure
from assistant.numerals import read_figures
from assistant.settle.comparing import agreement


def read(text: str) -> Figure:
    (mention,) = read_figures(text)
    return mention.figure


def said(text: str) -> Figure:
    """The figure of a text; what it stands with decides its unit."""
    behind = {"likely": "% more likely to", "times": " times as many", "points": " points"}
    for name, words in behind.items():
        if text.endswith(f" {name}"):
            return read(text.removesuffix(f" {name}") + words)
    return read(f"{text} of them")


@pytest.mark.parametrize(
    ("told", "found", "verdict"),
    [
        # exact against exact
        ("54%", "54%", "agrees"),
        ("54%", "54.3%", "agrees"),
        ("54%", "54.6%", "differs"),
        ("54.3%", "54%", "unclear"),
        ("54.9%", "54%", "differs"),
        ("45%", "54%", "differs"),
        ("0%", "54%", "differs"),
        ("fifty-four percent", "54%", "agrees"),
        # hedged
        ("about 54%", "55%", "agrees"),
        ("about 54%", "61%", "differs"),
        ("nearly 55%", "54%", "agrees"),
        ("nearly 54%", "55%", "differs"),
        ("more than 50%", "54%", "agrees"),
        ("more than 54%", "54%", "unclear"),
        ("more than 60%", "54%", "differs"),
        ("at least 54%", "54%", "agrees"),
        ("fewer than 50%", "54%", "differs"),
        # in words
        ("most", "54%", "agrees"),
        ("most", "49%", "differs"),
        ("a majority", "46%", "differs"),
        ("half", "51%", "agrees"),
        ("half", "57%", "differs"),
        ("two-thirds", "66%", "agrees"),
        ("nine in ten", "89%", "agrees"),
        ("nine in ten", "54%", "differs"),
        ("few", "54%", "differs"),
        # another unit
        ("8 points", "8%", "differs"),
        ("8%", "8 points", "differs"),
        ("54 points", "54%", "differs"),
        # times and per cent more are counted in two ways
        ("76 likely", "1.8 times", "unclear"),
        ("1.8 times", "76 likely", "unclear"),
        ("76 likely", "76 likely", "agrees"),
        ("67 likely", "76 likely", "differs"),
        ("2 times", "1.8 times", "agrees"),  # rounded
        ("3 times", "1.8 times", "differs"),
    ],
)
def test_a_figure_agrees_with_the_one_found_or_differs_from_it(
    told: str, found: str, verdict: str
) -> None:
    assert agreement(said(told), said(found)) == verdict

"""Site furniture is told from the article, and the article from site furniture."""

from pathlib import Path

import pytest

from assistant.corpus.furniture import mark_furniture, section_of
from assistant.corpus.prose import Piece, pieces_of_text

SHARED = Path(__file__).parents[2].parent / "shared" / "corpora"

LEAD = (
    "Most adults say that they trust local news at least a little, and the share who say so has "
    "hardly changed since the last survey."
)
MORE = (
    "Younger adults are less likely than older ones to say so, and the gap between the two has "
    "grown in every survey that has been taken since."
)


def article_of(*lines: str) -> list[str]:
    """What is left of a page of paragraphs once its furniture is gone."""
    pieces = mark_furniture(pieces_of_text("\n\n".join(lines)))
    return [piece.text for piece in pieces if piece.kind != "furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "SUBSCRIBE",
        "Skip to main content",
        "Advertisement",
        "5 min read",
        "###",
        "Overview .......... 3",
        "\u00a9 2024 Daily News. All rights reserved.",
        "Copyright 2024 Daily News",
        "Read more about the survey results here.",
        "The full report is available here.",
        "Related: Nine charts about trust in news",
        "Contact: Ann Lee, 555 0100",
        "Photo: Ann Lee / Getty Images",
        "We use cookies to improve your experience.",
        "Sign up for our weekly newsletter and never miss a survey.",
        "Ann B. Lee is a senior staff writer at Daily News.",
        "She can be reached at [email\u00a0protected].",
    ],
)
def test_a_line_that_belongs_to_the_site_is_furniture(line: str) -> None:
    assert article_of(LEAD, line, MORE) == [LEAD, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for text alerts is what 40% of those with a phone have done.",
        "Subscribe to a streaming service: 62%",
        "Share of adults who trust local news",
        "More than half of those who read the news on paper trust it.",
        "By contrast, few people trust news that they see on social media.",
        "Related questions were put to half of the sample.",
        "Featured in the survey were questions about local news.",
        "About half of them read it every day.",
        "About the survey",
        "Methodology",
        "Share: 62%",
        "Photographs of the candidates were shown to 30% of respondents.",
    ],
)
def test_a_line_of_the_article_is_kept(line: str) -> None:
    assert article_of(LEAD, line, MORE) == [LEAD, line, MORE]


@pytest.mark.parametrize(
    "heading",
    ["About the Author", "Featured", "Most Popular", "Leave a Reply", "You may also like"],
)
def test_all_is_furniture_from_a_closing_heading_on(heading: str) -> None:
    teaser = "Survey: 90% of companies will have adopted new tools by the end of this year."

    assert article_of(LEAD, MORE, heading, "New tools everywhere", teaser, MORE, teaser) == [
        LEAD,
        MORE,
    ]


def test_a_closing_heading_above_the_article_is_only_a_menu() -> None:
    assert article_of("Featured", "News", "Events", "Trust in local news", LEAD, MORE) == [
        "Trust in local news",
        LEAD,
        MORE,
    ]


def test_a_box_inside_the_article_ends_where_the_article_goes_on() -> None:
    assert article_of(LEAD, "Related stories", "Have you heard?", LEAD, MORE) == [LEAD, LEAD, MORE]


def test_a_marked_heading_ends_the_furniture_before_it() -> None:
    pieces = [
        Piece(kind="heading", text="Trust", level=1),
        Piece(kind="paragraph", text=LEAD),
        Piece(kind="heading", text="About the author", level=2),
        Piece(kind="paragraph", text="Ann Lee surveys 90% of her friends."),
        Piece(kind="heading", text="Methodology", level=2),
        Piece(kind="paragraph", text=MORE),
    ]

    marked = mark_furniture(pieces)

    assert [piece.kind for piece in marked] == [
        "heading",
        "paragraph",
        "furniture",
        "furniture",
        "heading",
        "paragraph",
    ]


def test_a_press_releases_words_about_its_house_are_furniture_and_about_its_survey_are_not() -> (
    None
):
    house = "Acme Learning was founded in 2012 and has 148 million learners around the world."
    survey = "The survey was conducted online among 1,200 adults in May, and weighted by age."

    assert article_of(LEAD, "About Acme Learning", house, "About the survey", survey) == [
        LEAD,
        "About the survey",
        survey,
    ]


def test_a_byline_is_furniture_above_the_article_only() -> None:
    assert article_of("Trust in news", "By Ann Lee and Bo Ek", LEAD) == ["Trust in news", LEAD]
    assert article_of(LEAD, "By Gender and Race", MORE) == [LEAD, "By Gender and Race", MORE]


def test_menus_saved_as_text_are_furniture_and_a_questionnaires_answers_are_not() -> None:
    answers = ["Very safe", "Fairly safe", "Not safe"]

    assert article_of("Home", "News", "About us", "Trust in local news", LEAD) == [
        "Trust in local news",
        LEAD,
    ]
    assert article_of(*[line for n in range(20) for line in (f"{n}. How safe?", *answers)]) != []


@pytest.mark.parametrize("text", ["Featured", "RELATED STORIES:", "More from Ann Lee", "Tags"])
def test_headings_of_furniture_are_known_whatever_their_case(text: str) -> None:
    assert section_of(text) is not None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")
def test_a_saved_page_is_furniture_from_about_the_author_on() -> None:
    text = (SHARED / "microcredentials" / "article.txt").read_text(encoding="utf-8")

    pieces = mark_furniture(pieces_of_text(text))

    place = [piece.text for piece in pieces].index("About the Author")
    assert {piece.kind for piece in pieces[place:]} == {"furniture"}
    assert [piece.kind for piece in pieces[:place]] == ["paragraph"] * 6 + ["furniture"]

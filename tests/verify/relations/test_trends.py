"""Trends, as sentences tell them."""

import pytest

from assistant.verify.relations.reading import read_relations

# sentence, kind, people, what is said of them, the first side's year, the second's
TRENDS = [
    (
        "The share of men who smoke fell by 6 points between 1998 and 2018.",
        "smaller",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "The share of men who smoke rose from 44% in 1998 to 49% in 2018.",
        "greater",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "The share of men who smoke has risen from 44% to 49% since 1998.",
        "greater",
        "men",
        "smoke",
        "",
        "1998",
    ),
    (
        "Between 1998 and 2018, the share of men who smoke fell 6 points.",
        "smaller",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "From 1998 to 2018, the share of men aged 18 to 29 who smoke rose.",
        "greater",
        "men aged 18 to 29",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "From 1998 to 2018, the share of 30- to 44-year-olds who smoke remained stable.",
        "same",
        "30- to 44-year-olds",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "Between 1998 and 2018, the share of men who smoke hardly changed.",
        "same",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "The share of men who smoke was essentially unchanged between 1998 and 2018.",
        "same",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "The share of men who smoke held steady between 1998 and 2018.",
        "same",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "The share of men who smoke was about the same in 2018 as in 1998.",
        "same",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    ("The share of men who smoke has doubled since 1998.", "greater", "men", "smoke", "", "1998"),
    (
        "The share of men who smoke has nearly halved since 1998.",
        "smaller",
        "men",
        "smoke",
        "",
        "1998",
    ),
    (
        "The share of men who smoke is down 6 points since 1998.",
        "smaller",
        "men",
        "smoke",
        "",
        "1998",
    ),
    ("The share of men who smoke is up from 44% in 1998.", "greater", "men", "smoke", "", "1998"),
    (
        "Since 1998, the share of men who smoke has grown by 6 points.",
        "greater",
        "men",
        "smoke",
        "",
        "1998",
    ),
    (
        "In 2018, 50% of men smoke, down from 58% in 2008.",
        "smaller",
        "men",
        "smoke",
        "2018",
        "2008",
    ),
    ("50% of men smoke, up from 41% in 1998.", "greater", "men", "smoke", "", "1998"),
    ("Among men, 50% smoke, up from 41% in 1998.", "greater", "men", "smoke", "", "1998"),
    (
        "A smaller share of men smoke in 2018 than in 1998.",
        "smaller",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "In 2018, a smaller share of men smoked than in 1998.",
        "smaller",
        "men",
        "smoked",
        "2018",
        "1998",
    ),
    (
        "Men were more likely to smoke in 2018 than in 1998.",
        "greater",
        "Men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "In 2018, men were more likely to smoke than in 1998.",
        "greater",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    ("Men are more likely now than in 1998 to smoke.", "greater", "Men", "smoke", "", "1998"),
    (
        "Men are 8 points more likely to smoke now than they were in 1998.",
        "greater",
        "Men",
        "smoke",
        "",
        "1998",
    ),
    ("More men smoke in 2018 than in 1998.", "greater", "men", "smoke", "2018", "1998"),
    ("Far fewer men smoked in 2018 than in 1998.", "smaller", "men", "smoked", "2018", "1998"),
    (
        "The share of men who smoke was 7 points higher in 2018 than in 1998.",
        "greater",
        "men",
        "smoke",
        "2018",
        "1998",
    ),
    (
        "The share of men who smoke was 7 points lower in 2018 than a decade earlier.",
        "smaller",
        "men",
        "smoke",
        "2018",
        "2008",
    ),
    (
        "Support for the law was higher in 2018 than in 1998.",
        "greater",
        "",
        "Support for the law",
        "2018",
        "1998",
    ),
    (
        "Support for the law is twice as high in 2018 as in 1998.",
        "greater",
        "",
        "Support for the law",
        "2018",
        "1998",
    ),
    (
        "Support for the law among men rose by 8 points between 1998 and 2018.",
        "greater",
        "men",
        "Support for the law",
        "2018",
        "1998",
    ),
    (
        "Republicans\u2019 trust in the news has fallen since 1998.",
        "smaller",
        "Republicans",
        "trust in the news",
        "",
        "1998",
    ),
    ("In 1998, 44% of men smoked; in 2018, 49% did.", "apart", "men", "smoked", "1998", "2018"),
    (
        "44% of men smoked in 1998, compared with 49% in 2018.",
        "apart",
        "men",
        "smoked",
        "1998",
        "2018",
    ),
    (
        "The share of men who answered \u201cXxx\u201d to \u201cXxxxxx\u201d fell by 6 points between 1998 and 2018.",
        "smaller",
        "men",
        "answered \u201cXxx\u201d to \u201cXxxxxx\u201d",
        "2018",
        "1998",
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "people", "measure", "now", "then"), TRENDS, ids=[t[0] for t in TRENDS]
)
def test_a_share_at_two_times(  # noqa: PLR0913, PLR0917
    text: str, kind: str, people: str, measure: str, now: str, then: str
) -> None:
    [relation] = read_relations(text)

    assert (relation.kind, relation.of) == (kind, "times")
    assert [(s.people, s.measure, s.year) for s in relation.sides] == [
        (people, measure, now),
        (people, measure, then),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The share of men who smoke fell in 2018.",
        "The share of men who smoke rose between 1978, 1998 and 2018.",
        "By 2018, the share had risen.",
    ],
)
def test_a_trend_whose_times_are_unsure_is_kept_without_its_sides(text: str) -> None:
    assert [(r.of, r.is_read) for r in read_relations(text)] == [("times", False)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2018, 40% of men grew up in a city.",
        "In 2018, 40% of men favored a rise in taxes.",
        "In 2018, men made up 40% of them.",
        "In 2018, 40% of men wanted spending to be increased.",
        "In 2018, 40% of men said crime has increased.",
    ],
)
def test_what_people_say_of_a_change_is_no_trend(text: str) -> None:
    assert read_relations(text) == ()

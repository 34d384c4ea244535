"""Ranks of groups and of answers, as sentences claim them."""

import pytest

from assistant.verify.relations.reading import read_relations

# sentence, kind, people, what is said of them, rank
GROUPS = [
    ("Married adults are the most likely to smoke.", "highest", "Married adults", "smoke", 1),
    (
        "Of all age groups, adults under 30 are the least likely to smoke.",
        "lowest",
        "adults under 30",
        "smoke",
        1,
    ),
    (
        "Across regional groups, people in Oslo are most likely to smoke in 2021.",
        "highest",
        "people in Oslo",
        "smoke",
        1,
    ),
    (
        "Married adults are by far the most likely of all groups to smoke.",
        "highest",
        "Married adults",
        "smoke",
        1,
    ),
    (
        "Married adults are the second most likely to smoke.",
        "highest",
        "Married adults",
        "smoke",
        2,
    ),
    (
        "No age group is more likely to smoke than adults under 30.",
        "highest",
        "adults under 30",
        "smoke",
        1,
    ),
    (
        "In 2018, no other party group was less likely than Democrats to smoke.",
        "lowest",
        "Democrats",
        "smoke",
        1,
    ),
    (
        "Adults under 30 are more likely than any other age group to smoke.",
        "highest",
        "Adults under 30",
        "smoke",
        1,
    ),
    (
        "Adults under 30 are less likely to smoke than any other age group.",
        "lowest",
        "Adults under 30",
        "smoke",
        1,
    ),
    (
        "The share who smoke is highest among men in Oslo, of all regions.",
        "highest",
        "men in Oslo",
        "smoke",
        1,
    ),
    (
        "Support for the law is lowest among Republicans.",
        "lowest",
        "Republicans",
        "Support for the law",
        1,
    ),
    (
        "Smoking is more common among men than among any other group.",
        "highest",
        "men",
        "Smoking",
        1,
    ),
    (
        "Republicans have the highest share of people who smoke.",
        "highest",
        "Republicans",
        "smoke",
        1,
    ),
    (
        "Republicans lead all other groups in the share who smoke.",
        "highest",
        "Republicans",
        "smoke",
        1,
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "people", "measure", "rank"), GROUPS, ids=[g[0] for g in GROUPS]
)
def test_a_group_stands_first_among_its_kind(
    text: str, kind: str, people: str, measure: str, rank: int
) -> None:
    [relation] = read_relations(text)

    assert (relation.kind, relation.of, relation.rank) == (kind, "groups", rank)
    assert [(s.people, s.measure) for s in relation.sides] == [(people, measure)]


# sentence, kind, people, rank
ANSWERS = [
    (
        "The most common answer of men to \u201cXxxxxx\u201d was \u201cXxx\u201d.",
        "highest",
        "men",
        1,
    ),
    (
        "In 2018, the least common answer of men to \u201cXxxxxx\u201d was \u201cXxx\u201d.",
        "lowest",
        "men",
        1,
    ),
    (
        "The second most common answer among men to \u201cXxxxxx\u201d was \u201cXxx\u201d.",
        "highest",
        "men",
        2,
    ),
    (
        "\u201cXxx\u201d was the most common answer among men in Oslo to \u201cXxxxxx\u201d.",
        "highest",
        "men in Oslo",
        1,
    ),
    (
        "For \u201cXxxxxx\u201d, \u201cXxx\u201d was least frequently chosen by men.",
        "lowest",
        "men",
        1,
    ),
    (
        "Asked \u201cXxxxxx\u201d, men answered \u201cXxx\u201d most often in 2008.",
        "highest",
        "men",
        1,
    ),
    (
        "Men gave the answer \u201cXxx\u201d to \u201cXxxxxx\u201d most often of all.",
        "highest",
        "Men",
        1,
    ),
    (
        "The largest share of men, asked \u201cXxxxxx\u201d, answered \u201cXxx\u201d.",
        "highest",
        "men",
        1,
    ),
    (
        "The smallest share of men answered \u201cXxx\u201d to \u201cXxxxxx\u201d.",
        "lowest",
        "men",
        1,
    ),
    ("A plurality of men (43%) smoke.", "highest", "men", 1),
    ("Cost tops the list of reasons among men.", "highest", "men", 1),
    ("Cost is the leading reason among men.", "highest", "men", 1),
    ("Cost is the top reason cited.", "highest", "", 1),
    ("More men cite cost than any other reason.", "highest", "men", 1),
    ("Cost came second among men.", "highest", "men", 2),
]


@pytest.mark.parametrize(("text", "kind", "people", "rank"), ANSWERS, ids=[a[0] for a in ANSWERS])
def test_an_answer_stands_first_among_all(text: str, kind: str, people: str, rank: int) -> None:
    [relation] = read_relations(text)

    assert (relation.kind, relation.of, relation.rank) == (kind, "answers", rank)
    assert [s.people for s in relation.sides] == [people]


@pytest.mark.parametrize(
    "text",
    [
        "40% of men say crime is the most important issue facing the country.",
        "40% of men call cost the main reason.",
        "Most men smoke.",
        "40% of men smoke most of the time.",
        "40% of men say their first choice was another.",
    ],
)
def test_what_people_rank_is_no_rank_of_theirs(text: str) -> None:
    assert read_relations(text) == ()

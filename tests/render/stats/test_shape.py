"""A tabulation as JSON, held against the contract and the published schema."""

import jsonschema

from assistant.render.contract import json_line
from assistant.render.schemas import published_schema
from assistant.render.stats.shape import stats_json
from tests.render.stats.tabulations import BY_SEX, MEAN

YES_OF_WOMEN = {
    "option": "Yes",
    "by": {"sex": "Female"},
    "percent": 62.25,
    "base": 1204,
    "se": 1.5,
    "lo": 59.25,
    "hi": 65.25,
    "deff": 1.1,
    "suppressed": False,
}
YES_OF_MEN = {
    "option": "Yes",
    "by": {"sex": "Male"},
    "percent": None,
    "base": None,
    "se": None,
    "lo": None,
    "hi": None,
    "deff": None,
    "suppressed": True,
}


def test_a_tabulation_has_every_key_of_the_contract() -> None:
    made = stats_json(BY_SEX)

    jsonschema.validate(made, published_schema("stats"))
    assert [key for key in made if key != "nets"] == [
        "survey",
        "question",
        "text",
        "statistic",
        "weighted",
        "rows",
        "note",
    ]


def test_rows_keep_the_order_of_options_within_groups() -> None:
    rows = stats_json(BY_SEX)["rows"]

    assert [(row["option"], row["by"]["sex"]) for row in rows] == [
        ("Yes", "Female"),
        ("No", "Female"),
        ("Yes", "Male"),
        ("No", "Male"),
    ]


def test_a_row_has_its_numbers_unrounded_and_a_suppressed_one_has_none() -> None:
    rows = stats_json(BY_SEX)["rows"]

    assert (rows[0], rows[2]) == (YES_OF_WOMEN, YES_OF_MEN)


def test_nets_are_apart_from_the_options() -> None:
    assert [net["option"] for net in stats_json(BY_SEX)["nets"]] == ["Either (net)"] * 2


def test_a_mean_is_a_value_and_no_percentage() -> None:
    made = stats_json(MEAN)

    jsonschema.validate(made, published_schema("stats"))
    (row,) = made["rows"]
    assert (row["value"], row["percent"], row["by"]) == (47.125, None, {})
    assert '"statistic": "mean"' in json_line(made)

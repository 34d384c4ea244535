"""survey.yaml: every key may be left out, and each wrong one is one clear line."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from assistant.corpus.manifest import READERS, parse_manifest, read_manifest, read_responses_url
from assistant.errors import BadManifest, UnreadableFile
from assistant.survey import Survey, SurveyPopulation

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "docs" / "schemas" / "survey.schema.json").read_text(encoding="utf-8")
)

WHOLE = """
title: Masculinity survey
sponsor: Acme News
fieldwork by: Fieldwork Ltd
field dates: 10-22 May 2018
mode: online
sample: opt-in
sample_size: 1,615
countries: [US, NO]
languages: English, Spanish
populations:
  - name: adult men
    n: 1615
    other names: [men, "men 18+"]
weighting: age, race, education
margin-of-error: plus or minus 2.5 points
publication: Acme News
published: 2018-06-20
url: https://example.org/survey
license: CC BY 4.0
series: masculinity
who may see it: [staff, research]
"""


def test_every_key_is_read() -> None:
    assert parse_manifest(WHOLE, survey="m") == Survey(
        id="m",
        title="Masculinity survey",
        sponsor="Acme News",
        fieldwork_by="Fieldwork Ltd",
        field_dates="10-22 May 2018",
        mode="online",
        sample="opt-in",
        sample_size=1615,
        countries=("US", "NO"),  # and not "false"
        languages=("English", "Spanish"),
        populations=(SurveyPopulation(name="adult men", n=1615, other_names=("men", "men 18+")),),
        weighting="age, race, education",
        margin_of_error="plus or minus 2.5 points",
        publication="Acme News",
        published="2018-06-20",
        url="https://example.org/survey",
        licence="CC BY 4.0",
        series="masculinity",
        visible_to=("staff", "research"),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "~", "title:\nsponsor: ~\n"])
def test_an_empty_manifest_leaves_all_unknown(text: str) -> None:
    assert parse_manifest(text, survey="bare") == Survey(id="bare")


@pytest.mark.parametrize(
    ("written", "populations"),
    [
        ("[men, women]", [("men", None, ()), ("women", None, ())]),
        ("men, women", [("men", None, ()), ("women", None, ())]),
        ("{men: 800, women: '1,200'}", [("men", 800, ()), ("women", 1200, ())]),
        ("{men: {n: 800, other names: [males]}}", [("men", 800, ("males",))]),
        ("[{name: men, n: 800}]", [("men", 800, ())]),
        ("{men: }", [("men", None, ())]),
    ],
)
def test_populations_may_be_a_list_or_a_mapping(
    written: str, populations: list[tuple[str, int | None, tuple[str, ...]]]
) -> None:
    survey = parse_manifest(f"populations: {written}", survey="s")

    assert [(p.name, p.n, p.other_names) for p in survey.populations] == populations


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("sponser: Acme", "unknown key 'sponser'; did you mean 'sponsor'?"),
        ("colour: red", "unknown key 'colour'; known keys: title, sponsor"),
        ("sample: random", "needs probability, opt-in, census or unknown, got 'random'"),
        ("sample_size: many", "needs a whole number of people, got 'many'"),
        ("sample_size: -5", "needs a whole number of people"),
        ("sample_size: 12.5", "needs a whole number of people"),
        ("title: {a: b}", "survey.yaml: title: needs text"),
        ("countries: {a: b}", "countries: needs a list"),
        ("populations: [{n: 5}]", "populations, number 1: has no name"),
        ("populations: [{name: men, size: 5}]", "unknown key 'size'"),
        ("populations: [men, Men]", "names 'Men' twice"),
        ("visible_to: []", "names nobody"),
        ("title: a\ntitle: b", "line 1: the key 'title' is written twice"),
        ("licence: a\nlicense: b", "'license' says 'licence' a second time"),
        ("responses: answers.csv", "responses: needs a URL such as postgres://"),
        ("title: [unclosed", "line 1"),
        ("just words", "needs lines such as 'title: …'"),
        ("- a list", "needs lines such as"),
        ("? [a, b]\n: c", "a key is not a word"),
        ("title: &a [*a]", "line 1"),
        ("title: " + "[" * 5000, "brackets"),
    ],
)
def test_a_wrong_key_or_value_is_one_line_that_says_what_to_do(written: str, message: str) -> None:
    with pytest.raises(BadManifest) as problem:
        parse_manifest(written, survey="s")

    assert message in str(problem.value)
    assert "\n" not in str(problem.value)


def test_where_the_responses_are_is_kept_apart_from_the_survey(tmp_path: Path) -> None:
    path = tmp_path / "survey.yaml"
    path.write_text("title: Trust\nresponses: postgres://db/polls#answers", encoding="utf-8")

    assert read_responses_url(path) == "postgres://db/polls#answers"
    assert read_manifest(path, survey="s") == Survey(id="s", title="Trust")


def test_nested_aliases_that_would_fill_the_memory_are_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghijklmnop"
    for last, name in pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join(['*' + last] * 9)}]")

    with pytest.raises(BadManifest, match="unknown key 'a'"):
        parse_manifest("\n".join(lines), survey="s")


def test_a_manifest_that_is_no_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "survey.yaml"
    path.write_bytes("title: caf\u00e9".encode("latin-1"))

    with pytest.raises(UnreadableFile, match="not UTF-8 text; save it as UTF-8"):
        read_manifest(path, survey="s")


def test_the_published_schema_has_the_keys_that_are_read() -> None:
    assert list(SCHEMA["properties"]) == list(READERS)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "corpus").glob("*/survey.yaml")), ids=lambda path: path.parent.name
)
def test_shipped_manifests_are_read_and_satisfy_the_published_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert parse_manifest(text, survey=path.parent.name).title
    jsonschema.validate(yaml.safe_load(text), SCHEMA)


@pytest.mark.parametrize(
    "text", ["colour: red", "sample: random", "sample_size: many", "populations: [{n: 5}]"]
)
def test_the_published_schema_refuses_what_the_reader_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), SCHEMA)

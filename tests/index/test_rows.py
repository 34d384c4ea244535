import dataclasses
from pathlib import Path

import pytest

from assistant.figures import Figure, Form, Hedge, Unit
from assistant.findings.finding import Evidence, Finding, Measure, Passage, Statement
from assistant.index.rows import decode, encode, read_rows, schema_of, write_rows
from assistant.survey import Base, Facet, Population, Survey, SurveyPopulation

BARE = Finding(
    id="f1",
    survey="trust",
    grade="table",
    evidence=Evidence(source="corpus/trust/toplines.csv", locator="row 2", quote="41"),
    statement=Statement(
        figure=Figure(text="41", value=41, unit=Unit.COUNT),
        start=0,
        end=2,
        sentence_start=0,
        sentence_end=2,
    ),
)
FULL = dataclasses.replace(
    BARE,
    id="f2",
    passage="p1",
    how="computed",
    evidence=Evidence(
        source="corpus/trust/a.md", locator="§ 1", quote="é — 😀", computation="a / b"
    ),
    statement=Statement(
        figure=Figure(
            text="nearly two-thirds",
            value=200 / 3,
            unit=Unit.PERCENT,
            decimals=1,
            hedge=Hedge.NEARLY,
            form=Form.FRACTION,
            high=70.1,
        ),
        start=1,
        end=2,
        sentence_start=0,
        sentence_end=9,
        measure=Measure(text="trust", terms=frozenset({"b", "a"}), poles=frozenset({"trust+"})),
        population=Population(
            text="U.S. men", facets=frozenset({Facet("place", "US"), Facet("gender", "men")})
        ),
        base=Base(population="men", unweighted_n=306),
        wave="2024",
        role="earlier",
        is_population_inherited=True,
    ),
)
# What a hostile or broken file can put into a text.
ODD = dataclasses.replace(
    BARE,
    id="nul\0quote'\"\n",
    evidence=Evidence(source="corpus/\udcff/a.txt", locator="\ud800", quote="\0 after"),
)


@pytest.mark.parametrize("finding", [BARE, FULL, ODD], ids=["bare", "full", "odd"])
def test_a_finding_comes_back_from_its_file_as_it_was(tmp_path: Path, finding: Finding) -> None:
    write_rows(tmp_path / "findings.parquet", [BARE, finding])

    back = read_rows(tmp_path / "findings.parquet", Finding)

    assert back[1] == finding
    assert back[-1] == finding


def test_a_passage_and_a_survey_come_back_as_they_were(tmp_path: Path) -> None:
    passage = Passage(
        id="p",
        survey="s",
        source="f",
        locator="paragraph 1",
        start=3,
        end=9,
        text="It is.",
        sentences=((3, 9),),
    )
    survey = Survey(
        id="s",
        countries=("US", "FR"),
        sample="opt-in",
        sample_size=306,
        populations=(SurveyPopulation(name="men", n=3, other_names=("males",)),),
    )
    write_rows(tmp_path / "passages.parquet", [passage])

    assert list(read_rows(tmp_path / "passages.parquet", Passage)) == [passage]
    assert decode(Survey, encode(survey)) == survey


def test_sets_are_written_in_one_order_whatever_order_they_were_made_in() -> None:
    one = Measure(terms=frozenset(["a", "b", "c", "d"]))
    other = Measure(terms=frozenset(["d", "c", "b", "a"]))

    assert encode(one) == encode(other) == ["", ["a", "b", "c", "d"], [], "", ""]


def test_rows_are_found_by_id_and_by_source(tmp_path: Path) -> None:
    write_rows(tmp_path / "findings.parquet", [BARE, FULL, ODD])
    rows = read_rows(tmp_path / "findings.parquet", Finding)

    assert rows.position("f2") == 1
    assert rows[rows.position(ODD.id)] == ODD
    assert rows.having("source", "corpus/\udcff/a.txt") == (ODD,)
    assert rows.having("source", "corpus/elsewhere") == ()
    assert list(rows.column("passage")) == ["", "p1", ""]
    with pytest.raises(KeyError):
        rows.position("f3")


def test_no_rows_make_an_empty_file(tmp_path: Path) -> None:
    write_rows(tmp_path / "findings.parquet", [])

    assert list(read_rows(tmp_path / "findings.parquet", Finding)) == []


def test_the_schema_changes_with_a_field_of_a_noun_within() -> None:
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Outer:
        inner: Base

    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Changed:
        inner: Survey

    assert schema_of(Outer) != schema_of(Changed)
    assert schema_of(Finding) == schema_of(Finding)


def test_a_field_that_a_row_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        decode(dict, {})
    with pytest.raises(TypeError, match="cannot tell apart"):
        decode(Base | Facet, [])  # type: ignore[arg-type]

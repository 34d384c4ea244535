"""`assistant evaluate compare`, `report` and `baseline`."""

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from tests.interfaces.cli.conftest import Run
from tests.interfaces.cli.evaluate.conftest import BROKEN, RIGHT, ended

SCHEMA = Path(__file__).parents[4] / "docs" / "schemas" / "comparison.schema.json"


def test_a_baseline_is_smaller_and_compares_as_the_run_did(run: Run, questions: Path) -> None:
    long = {**RIGHT, "share": {**RIGHT["weather"], "withheld": ["x" * 5_000]}}
    whole = ended(run, questions, long, "whole")
    small = questions.with_name("small.jsonl")

    ran = run("evaluate", "baseline", whole, "--out", small)

    assert (ran.code, ran.out) == (0, f"{small}: 3 results\n")
    assert small.stat().st_size < whole.stat().st_size - 5_000
    compared = run("evaluate", "compare", small, whole)
    assert "0 broken, 0 fixed, 0 changed, 0 unstable." in compared.out


def test_a_run_is_not_written_over_by_its_own_baseline(run: Run, questions: Path) -> None:
    whole = ended(run, questions, RIGHT, "whole")
    before = whole.read_bytes()

    ran = run("evaluate", "baseline", whole, "--out", whole)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "is a run that is read" in ran.err
    assert whole.read_bytes() == before


def test_a_comparison_in_json_has_the_published_shape(run: Run, questions: Path) -> None:
    base, new = ended(run, questions, RIGHT, "base"), ended(run, questions, BROKEN, "new")

    ran = run("evaluate", "compare", base, new, "--json")

    compared = json.loads(ran.out)
    jsonschema.validate(compared, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (ran.code, ran.err) == (1, "Fails on: broken, misleading\n")
    assert [(c["kind"], c["case"]) for c in compared["changes"]] == [("broken", "employers/share")]
    assert compared["newly_misleading"] == ["employers/share"]
    assert (compared["base"], compared["new"]) == ("base.jsonl", "new.jsonl")


@pytest.mark.parametrize(
    ("order", "gates", "code"),
    [
        (("base", "new"), (), 1),
        (("new", "base"), (), 0),  # fixed
        (("base", "base"), ("--fail-on", "broken,misleading,unstable,changed,wrong"), 0),
        (("new", "new"), ("--fail-on", "wrong"), 1),
        (("new", "new"), (), 0),
        (("base", "new"), ("--fail-on", "never"), 0),
        (("base", "new"), ("--fail-on", "perhaps"), 2),
        (("base", "gone"), (), 2),
    ],
)
def test_a_comparison_ends_with_what_it_fails_on(
    run: Run, questions: Path, order: tuple[str, str], gates: tuple[str, ...], code: int
) -> None:
    ended(run, questions, RIGHT, "base")
    ended(run, questions, BROKEN, "new")
    base, new = (questions.with_name(f"{name}.jsonl") for name in order)

    assert run("evaluate", "compare", base, new, *gates).code == code


@pytest.fixture
def broken(run: Run, questions: Path) -> Path:
    return ended(run, questions, BROKEN, "broken")


def test_a_run_is_reported_in_the_terminal_and_against_another_one(
    run: Run, questions: Path, broken: Path
) -> None:
    base = ended(run, questions, RIGHT, "base")

    alone = run("evaluate", "report", broken)
    beside = run("evaluate", "report", broken, "--base", base)

    assert (alone.code, beside.code) == (0, 0)
    assert "MISLEADING  employers/share" in alone.out
    assert beside.out.startswith(alone.out)
    assert "Broken: 1\n  employers/share: right → misleading\n" in beside.out


@pytest.mark.parametrize("form", ["html", "markdown", "junit", "csv"])
def test_a_report_in_a_file_is_the_one_that_is_printed(run: Run, broken: Path, form: str) -> None:
    file = broken.with_name("report.txt")

    written = run("evaluate", "report", broken, f"--{form}", file)
    printed = run("evaluate", "report", broken, f"--{form}", "-")

    assert (written.code, written.out, written.err) == (0, f"Wrote {file}\n", "")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.rstrip("\n") == file.read_text(encoding="utf-8").rstrip("\n")
    assert "12%" in printed.out


def test_several_reports_are_written_at_once_and_one_may_be_printed(
    run: Run, questions: Path, broken: Path
) -> None:
    base = ended(run, questions, RIGHT, "base")
    html, junit = broken.with_name("a.html"), broken.with_name("a.xml")
    files = ("--html", html, "--junit", junit, "--csv", "-")

    ran = run("evaluate", "report", broken, "--base", base, "--past", base, *files)

    assert ran.code == 0
    rows = list(csv.DictReader(ran.out.splitlines()))
    assert [(row["id"], row["outcome"]) for row in rows] == [
        ("share", "misleading"),
        ("firms", "right"),
        ("weather", "right"),
    ]
    suites = ElementTree.fromstring(junit.read_bytes())  # noqa: S314 - our own file
    assert (suites.get("tests"), suites.get("failures")) == ("3", "1")
    assert html.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("html", "csv_file", "complaint"),
    [
        ("-", "-", "two reports would go to one file"),
        ("a.html", "a.html", "two reports would go to one file"),
        ("a.html", "./a.html", "two reports would go to one file"),
        ("a.html", "broken.jsonl", "is a run that is read"),
        ("nowhere/a.html", "a.csv", "cannot be written"),
    ],
)
def test_no_report_takes_the_place_of_another_file(
    run: Run, broken: Path, html: str, csv_file: str, complaint: str
) -> None:
    before = broken.read_bytes()
    places = [name if name == "-" else f"{broken.parent}/{name}" for name in (html, csv_file)]

    ran = run("evaluate", "report", broken, "--html", places[0], "--csv", places[1])

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert complaint in ran.err
    assert broken.read_bytes() == before
    assert not broken.with_name("a.html").exists()


@pytest.mark.parametrize("command", ["report", "baseline"])
def test_what_is_no_run_is_one_line(run: Run, questions: Path, command: str) -> None:
    ran = run("evaluate", command, questions)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "not a run's file" in ran.err

"""Labelled pairs become cases, with their figures, answers, refusals and verdicts."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import BadQuestionSet
from assistant.evaluate.case import Case
from assistant.evaluate.sets.csv_table import csv_text, parse_csv_set
from assistant.evaluate.sets.pairs import read_pairs
from assistant.evaluate.sets.reading import parse_set
from assistant.evaluate.sets.writing import set_text

PAIRS = Path(__file__).parents[4] / "shared/pairs"
QUESTION = {"id": "u1", "ask": "How many?", "kind": "value", "passage": "p1", "source": ["40% do."]}
CLAIM = {"id": "a1", "text": "Most, 53%, do.", "kind": "wrong_people", "verdict": "contradicted"}


def case_of(folder: Path, item: dict[str, Any]) -> Case:
    path = folder / "some.yaml"
    path.write_text(yaml.safe_dump([item]), encoding="utf-8")
    return read_pairs(path).cases[0]


def figures_of(case: Case, key: str = "figures") -> list[list[tuple[float, str]]]:
    return [[(one.value, one.unit) for one in figure.any_of] for figure in getattr(case, key)]


@pytest.mark.parametrize(
    ("name", "items", "covered"),
    [
        ("questions-1", 240, 174),
        ("questions-2", 240, 174),
        ("claims-1", 260, 242),
        ("claims-2", 260, 242),
    ],
)
def test_every_pair_is_converted_and_kept_in_yaml_and_csv(
    name: str, items: int, covered: int
) -> None:
    path = PAIRS / f"{name}.yaml"
    if not path.exists():
        pytest.skip("the labelled pairs are beside the checkout and are not there")

    questions = read_pairs(path)

    assert (len(questions.cases), sum(c.is_covered for c in questions.cases)) == (items, covered)
    assert parse_set(set_text(questions), where="written") == questions
    assert parse_csv_set(csv_text(questions), where="written") == questions


def test_every_figure_of_the_pairs_is_read() -> None:
    if not PAIRS.exists():
        pytest.skip("the labelled pairs are beside the checkout and are not there")
    for name in ("questions-1", "questions-2"):
        text = (PAIRS / f"{name}.yaml").read_text(encoding="utf-8")
        items = {item["id"]: item for item in yaml.safe_load(text)}
        for case in read_pairs(PAIRS / f"{name}.yaml").cases:
            wanted = (len(items[case.id].get("figures", [])), len(items[case.id]["wrong"]))
            assert (len(case.figures), len(case.not_figures)) == wanted


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("40%", [(40, "percent")]),
        ("48%|half", [(48, "percent"), (50, "percent")]),
        ("four-in-ten|four in ten|40%", [(40, "percent")]),
        ("one-third", [(33.3333, "percent")]),
        ("One- fifth", [(20, "percent")]),
        ("19 percentage points|19 points", [(19, "points")]),
        ("10-percentage-point", [(10, "points")]),
        ("$43,750", [(43750, "money")]),
        ("1.2 million", [(1_200_000, "other")]),
        ("114", [(114, "other")]),
        ("11.9 hours|11.9", [(11.9, "other")]),
        ("40-45%", [(40, "percent"), (45, "percent")]),
    ],
)
def test_figures_are_read_with_their_alternatives(
    tmp_path: Path, written: str, figures: list[tuple[float, str]]
) -> None:
    case = case_of(tmp_path, {**QUESTION, "figures": [written], "wrong": [written]})

    assert figures_of(case) == [figures]
    assert figures_of(case, "not_figures") == [figures]


def test_a_bare_difference_is_in_points(tmp_path: Path) -> None:
    case = case_of(tmp_path, {**QUESTION, "kind": "difference", "figures": ["16"]})

    assert figures_of(case) == [[(16, "points"), (16, "other")]]


def test_words_among_the_figures_must_be_said(tmp_path: Path) -> None:
    case = case_of(tmp_path, {**QUESTION, "figures": ["Israel|Israelis", "40%"], "wrong": ["Iran"]})

    assert case.must_say == (("Israel", "Israelis"),)
    assert figures_of(case) == [[(40, "percent")]]
    assert case.not_figures == ()
    assert case.why == "also wrong: Iran; source: 40% do."


@pytest.mark.parametrize(
    ("answer", "given", "why"),
    [
        ("yes", ("yes",), "source: 40% of liberal Democrats do, up from 30%."),
        ("fell", ("fell",), "source: 40% of liberal Democrats do, up from 30%."),
        ("rise", ("rose",), "answer: rise; source: 40% of liberal Democrats do, up from 30%."),
        (
            "no, Republicans were more likely",
            ("no",),
            "answer: no, Republicans were more likely;"
            " source: 40% of liberal Democrats do, up from 30%.",
        ),
        ("liberal Democrats", ("liberal Democrats",), "source: 40% of liberal Democrats do, up"),
        ("Democrats on the left", (), "answer: Democrats on the left; source: 40% of liberal"),
        ("None", (), "answer: None; source: 40% of liberal"),
    ],
)
def test_an_answer_is_yes_or_no_a_direction_or_a_name_of_the_source(
    tmp_path: Path, answer: str, given: tuple[str, ...], why: str
) -> None:
    source = ["40% of liberal Democrats do, up from 30%.", "Others differ."]
    item = {**QUESTION, "figures": ["40%"], "answer": answer, "source": source}

    case = case_of(tmp_path, item)

    assert case.answer == given
    assert case.why.startswith(why)


def test_one_of_several_words_is_enough_for_an_open_question(tmp_path: Path) -> None:
    item = {**QUESTION, "kind": "open", "answer": "Greece", "any_of": ["Greece", "80%"]}

    case = case_of(tmp_path, item)

    assert case.must_say == (("Greece", "80%"),)
    assert case.answer == ()


@pytest.mark.parametrize(
    ("kind", "passages", "cited"),
    [
        ("value", "p1", ("p1",)),
        ("value", ["p1", "p2"], ()),  # either has it, and a set cannot say "one of them"
        ("compare", "p1", ()),
    ],
)
def test_the_passage_of_a_single_value_must_be_cited(
    tmp_path: Path, kind: str, passages: object, cited: tuple[str, ...]
) -> None:
    case = case_of(tmp_path, {**QUESTION, "kind": kind, "passage": passages, "figures": ["40%"]})

    assert case.must_cite == cited
    assert case.surveys == ()


@pytest.mark.parametrize(
    ("why_not", "refuse", "missing"),
    [
        ("people", ("no_such_population", "not_covered"), "people"),
        ("narrower_people", ("no_such_population", "not_covered"), "people"),
        ("country", ("no_such_population", "not_covered"), "people"),
        ("measure", ("not_covered",), "measure"),
        ("option", ("not_covered",), "option"),
        ("wave", ("not_covered",), "period"),
        ("not_surveyed", ("not_covered", "out_of_scope"), "survey"),
    ],
)
def test_a_question_that_is_not_covered_is_to_be_refused(
    tmp_path: Path, why_not: str, refuse: tuple[str, ...], missing: str
) -> None:
    item = {
        **QUESTION,
        "kind": "unanswerable",
        "passage": None,
        "figures": [],
        "wrong": ["40%"],
        "people": "Poles",
        "why_not": why_not,
    }

    case = case_of(tmp_path, item)

    assert (case.refuse, case.missing) == (refuse, (missing,))
    assert figures_of(case, "not_figures") == [[(40, "percent")]]
    assert case.tags == ("unanswerable", why_not)
    assert case.why == "people: Poles; nearest: 40% do."


@pytest.mark.parametrize(
    ("truth", "expected"),
    [
        ("20% of all Mexicans; 53% is only of the 38% who would move", [[(20, "percent")]]),
        ("eight percentage points (from 32% to 40%)", [[(8, "points")]]),
        ("809,000 in 2007; the peak was in 2000", [[(809_000, "other")]]),
        ("47%, not a majority", [[(47, "percent")]]),
        ("44% for the worse, 33% for the better", []),  # which of them is in place of 53%?
        ("about half", []),
        ("less than 5% in 1970", []),
        ("53% of others", []),  # the figure is not what is wrong
        ("the share increased", []),
    ],
)
def test_the_right_figure_is_the_one_that_the_truth_begins_with_where_that_is_clear(
    tmp_path: Path, truth: str, expected: list[list[tuple[float, str]]]
) -> None:
    case = case_of(tmp_path, {**CLAIM, "truth": truth})

    assert figures_of(case, "expected") == expected
    assert (case.why, case.tags) == (truth, ("wrong_people",))


def test_a_claim_that_is_right_or_unsupported_has_no_figure_in_its_place(tmp_path: Path) -> None:
    for verdict in ("verified", "unsupported"):
        case = case_of(tmp_path, {**CLAIM, "verdict": verdict, "truth": "20%", "passage": None})

        assert (case.verdict, case.expected) == (verdict, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "pairs.yaml: not labelled pairs; write a list of items with ask or text"),
        ("", "pairs.yaml: is empty"),
        ("- id: a\n- b", "line 1, column 3: needs 'ask' for a question or 'text' for a claim"),
        ("- id: a\n  ask: Who?", "line 1, column 3: 'kind' is missing"),
        (
            "- id: a\n  text: Most.\n  kind: x\n  verdict: verify",
            "line 4, column 3: 'verify' is no value of 'verdict'. Did you mean 'verified'?",
        ),
        ("- id: a\n  ask: Who?\n  kind: x", "line 1, column 3: expects nothing; give figures"),
        (
            "- {id: a, text: A, kind: x, verdict: verified}\n"
            "- {id: a, text: B, kind: x, verdict: verified}",
            "line 2, column 3: the id 'a' is taken (line 1); choose another",
        ),
    ],
)
def test_a_fault_names_the_item(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pairs.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadQuestionSet) as raised:
        read_pairs(path)

    assert message in str(raised.value)

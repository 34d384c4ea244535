"""A set is read as its author meant it, and each fault of one is told in a line with its place."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadQuestionSet
from assistant.evaluate.case import Case, figure_in_short
from assistant.evaluate.schemas import evaluation_schemas
from assistant.evaluate.sets.reading import LARGEST_SET, parse_set, read_set, read_sets

OUR_SETS = sorted((Path(__file__).parents[2] / "evaluation").glob("*.questions.yaml"))
HEAD = "cases:\n- id: a\n  question: Who?\n"
LIST = "takes a list; write '- ' before each item, or [a, b]"
UNITS = "write 86%, 6 points, 2 times, 1,456 people, or the figure in full, with its value and unit"


def fault(text: str) -> str:
    with pytest.raises(BadQuestionSet) as raised:
        parse_set(text, where="a.yaml")
    return str(raised.value)


def case_of(lines: str) -> Case:
    return parse_set(HEAD + lines, where="a.yaml").cases[0]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  figurs: 86%", "4, column 3: 'figurs' is not a known key. Did you mean 'figures'?"),
        (
            "  figures: [{value: 8, unit: percent, tolerence: 3}]",
            "4, column 39: 'tolerence' is not a known key. Did you mean 'tolerance'?",
        ),
        (
            "  figures:\n  - 8%\n  - value: 9\n    unit: persent",
            "7, column 5: 'persent' is no value of 'unit'. Did you mean 'percent'?",
        ),
        (
            "  figures: [{value: 86}]",
            "4, column 13: 'unit' is missing. What it counts: percent, points, count, ratio, mean, "
            "median, money or other.",
        ),
        ("  figures: 86", "4, column 3: '86' has no unit; write 86%, 86 points or 86 people"),
        ("  figures: [8%, 9]", "4, column 17: '9' has no unit; write 9%, 9 points or 9 people"),
        ("  figures: [[8%]]", "4, column 14: needs lines such as 'value: 86', got ['8%']"),
        (
            "  figures: about 8%",
            "4, column 3: cannot read the figure 'about 8%'; write 86%, 6 points",
        ),
        ("  figures: 8,5%", "4, column 3: cannot read the figure '8,5%'; write 86%, 6 points"),
        ("  figures: 86 percnt", f"4, column 3: cannot read the unit of '86 percnt'; {UNITS}"),
        (
            "  figures: 6 points more",
            f"4, column 3: cannot read the unit of '6 points more'; {UNITS}",
        ),
        ("  figures: {any_of: []}", "4, column 13: 'any_of' is empty. The alternatives, in short"),
        ("  figures: {any_of: 8%}", f"4, column 13: 'any_of' {LIST}; got '8%'"),
        (
            "  figures: {value: nan, unit: percent}",
            "4, column 13: 'value': input should be a finite number, got 'nan'",
        ),
        (f"  figures: {'9' * 400}%", "4, column 3: 'value': input should be a finite number"),
        (
            "  figures: {value: 8, unit: percent, tolerance: -1}",
            "4, column 38: 'tolerance': input should be greater than or equal to 0, got '-1'",
        ),
        (
            "  figures: {value: 8, unit: percent, base: 1.5}",
            "4, column 38: 'base': input should be a valid integer",
        ),
        (
            "  refuse: not_cowered",
            "4, column 3: 'not_cowered' is no value of 'refuse'. Did you mean 'not_covered'?",
        ),
        (
            "  refuse: [not_covered, because]",
            "4, column 25: 'because' is no value of 'refuse'. Write one of not_covered, "
            "no_such_population, base_too_small, not_permitted, out_of_scope, ambiguous.",
        ),
        (
            "  answer: yes\n  within_ms: soon",
            "5, column 3: 'within_ms': input should be a valid number",
        ),
        ("  turns: Who?", f"4, column 3: 'turns' {LIST}; got 'Who?'"),
        (
            "  answer:",
            "4, column 3: 'answer' cannot be ''. yes, no, rose, fell, unchanged, or a name that "
            "must be said; several are alternatives.",
        ),
    ],
)
def test_a_fault_within_a_case_is_told_with_its_place_and_what_to_write(
    lines: str, told: str
) -> None:
    message = fault(f"{HEAD}{lines}\n")

    assert message.startswith(f"a.yaml, line {told}")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  tags: value", "expects nothing; give figures, answer, must_say, refuse or another"),
        ("  refuse: []", "expects nothing; give figures, answer, must_say, refuse or another"),
        ("  claim: 8%.\n  verdict: verified", "needs one of question, turns and claim"),
        ("  turns: [Men]\n  answer: yes", "needs one of question, turns and claim"),
        (
            "  refuse: not_covered\n  figures: 8%",
            "refuse says that there is no answer; leave out figures and answer",
        ),
        (
            "  refuse: not_covered\n  answer: no",
            "refuse says that there is no answer; leave out figures and answer",
        ),
        ("  answer: yes\n  missing: people", "missing belongs to refuse"),
        ("  verdict: verified", "verdict and expected belong to a claim; a question has figures"),
        ("  answer: yes\n  answer: no", "the key 'answer' is written twice"),
        ("  ? [a]\n  : b", "a key is not a word"),
    ],
)
def test_a_fault_of_a_whole_case_is_told_where_the_case_begins(lines: str, told: str) -> None:
    assert fault(f"{HEAD}{lines}\n") == f"a.yaml, line 2, column 3: {told}"


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (
            "{id: b, claim: Men.}",
            "a claim needs a verdict: verified, contradicted or unsupported",
        ),
        (
            "{id: b, claim: It is 8%., verdict: verified, figures: 8%}",
            "a claim has a verdict and expected, no figures, answer or refuse",
        ),
        ("{id: b, claim: Men., verdict: verified, missing: people}", "missing belongs to refuse"),
        ("{id: b, figures: 8%}", "needs one of question, turns and claim"),
        ("b", "needs lines such as 'question: …', got 'b'"),
    ],
)
def test_a_case_that_does_not_fit_together_is_told_at_its_line(case: str, told: str) -> None:
    assert fault(f"{HEAD}  answer: yes\n- {case}\n") == f"a.yaml, line 5, column 3: {told}"


def test_an_id_that_two_cases_have_is_told_with_both_lines() -> None:
    text = f"{HEAD}  answer: yes\n- question: Men?\n  answer: no\n  id: a\n"

    assert fault(text) == "a.yaml, line 7, column 3: the id 'a' is taken (line 2); choose another"


def test_an_id_with_a_space_is_told_with_what_an_id_may_have() -> None:
    assert fault("cases:\n- {id: a b, question: Who, answer: yes}") == (
        "a.yaml, line 2, column 4: 'id' cannot be 'a b'. Letters, digits, hyphens, dots and "
        "underscores; unique in its set."
    )


def test_the_first_of_several_faults_is_told_and_the_others_are_counted() -> None:
    text = f"{HEAD}  figures: 8\n- id: b\n  question: Who?\n  anwser: yes\n- id: c\n"

    assert fault(text) == (
        "a.yaml, line 4, column 3: '8' has no unit; write 8%, 8 points or 8 people (and 2 more)"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.yaml: is empty; write 'cases:' and a case below it"),
        ("# nothing yet\n", "a.yaml: is empty; write 'cases:' and a case below it"),
        ("cases: []", "a.yaml, line 1, column 1: 'cases' is empty. The cases, each with its id"),
        ("title: x", "a.yaml, line 1, column 1: 'cases' is missing. The cases, each with its id"),
        ("cases: {id: a}", f"a.yaml, line 1, column 1: 'cases' {LIST}; got {{'id': 'a'}}"),
        ("- id: a", "a.yaml, line 1, column 1: needs lines such as 'question: …', got"),
        ("Who?", "a.yaml, line 1, column 1: needs lines such as 'question: …', got 'Who?'"),
        (
            "titel: x\ncases: []",
            "a.yaml, line 1, column 1: 'titel' is not a known key. Did you mean",
        ),
        ("cases: [", "a.yaml, line 1, column 9: expected the node content, but found"),
        ("cases:\n  - id: a\n\t- id: b", "a.yaml, line 3, column 1: a tab; indent with spaces"),
        ("cases:\n- id: &x a\n  question: *x", "a.yaml, line 3, column 13: anchors are not read"),
        ("cases: []\n---\ncases: []", "a.yaml, line 2, column 1: but found another document"),
        ("cases:\n- id: \x1b[3m", "a.yaml, line 2, column 7: YAML cannot have the character"),
        (
            "cases:\n- {id: Who?, a: b}",
            "a.yaml, line 2, column 11: expected ',' or '}', but got '?'",
        ),
        ("- " * 5_000, "a.yaml: not YAML"),
        ("[" * 1_001, "a.yaml: more brackets than a question set can have"),
    ],
)
def test_what_is_no_set_at_all_is_told_in_one_line(text: str, told: str) -> None:
    message = fault(text)

    assert message.startswith(told)
    assert "\n" not in message


@given(st.text(max_size=60) | st.text(alphabet="cases: []{}-\n\t'\"&*!|>ia%8,?#@`", max_size=60))
def test_any_text_is_a_set_or_has_a_fault_that_is_told_in_one_line(text: str) -> None:
    told = "a.yaml"
    try:
        parse_set(text, where="a.yaml")
    except BadQuestionSet as error:
        told = str(error)

    assert told.startswith("a.yaml")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("86%", 86, "percent"),
        ("29.21 %", 29.21, "percent"),
        ("86 percent", 86, "percent"),
        ("86 per cent", 86, "percent"),
        ("6 points", 6, "points"),
        ("-6 points", -6, "points"),
        ("1 percentage point", 1, "points"),
        ("6 pp", 6, "points"),
        ("2.5 times", 2.5, "ratio"),
        ("1,456 people", 1456, "count"),
        ("150 rural employers", 150, "count"),
        ("$43,750", 43_750, "money"),
        ("€2.5", 2.5, "money"),
        ("43,750 dollars", 43_750, "money"),
    ],
)
def test_a_figure_in_short_has_its_value_and_unit(written: str, value: float, unit: str) -> None:
    assert figure_in_short(written) == {"value": value, "unit": unit}


def test_values_stay_as_they_are_written() -> None:
    case = case_of("  answer: yes\n  why: 2018\n  tags: [null, no, 1_000]\n  must_say: [off]")

    assert case.answer == ("yes",)
    assert case.why == "2018"
    assert case.tags == ("null", "no", "1_000")
    assert case.must_say == (("off",),)


def test_figures_are_kept_as_alternatives_of_which_most_have_one() -> None:
    case = case_of(
        "  figures:\n  - 86%\n  - any_of: [3 points, {value: 3.2, unit: points}]\n"
        "  not_figures: {value: 92, unit: percent, population: women, wave: 2018, base: 133}"
    )

    told = [[(one.value, one.unit) for one in figure.any_of] for figure in case.figures]
    (wrong,) = case.not_figures[0].any_of
    assert told == [[(86, "percent")], [(3, "points"), (3.2, "points")]]
    assert (wrong.population, wrong.wave, wrong.base) == (("women",), "2018", 133)


def test_one_text_stands_for_a_list_of_one() -> None:
    case = case_of("  answer: yes\n  must_cite: skills\n  must_say: Coursera\n  tags: value")

    assert (case.must_cite, case.must_say, case.tags) == (("skills",), (("Coursera",),), ("value",))


def test_an_item_of_must_say_may_be_a_list_of_alternatives() -> None:
    assert case_of("  must_say: [a, [b, c]]").must_say == (("a",), ("b", "c"))


def test_a_case_is_limited_to_its_own_surveys_or_to_those_of_the_set(tmp_path: Path) -> None:
    path = tmp_path / "a.questions.yaml"
    path.write_text(
        "surveys: [skills]\ncases:\n- {id: a, question: Who, answer: yes}\n"
        "- {id: b, question: Who, answer: yes, surveys: [trust]}\n"
    )

    assert [case.surveys for case in read_set(path).cases] == [("skills",), ("trust",)]


def test_a_folder_gives_its_sets_by_name_and_no_other_file(tmp_path: Path) -> None:
    for name in ("b.questions.yaml", "a.questions.yaml", "notes.yaml"):
        (tmp_path / name).write_text(f"{HEAD}  answer: yes\n")

    assert [one.name for one in read_sets([tmp_path])] == ["a", "b"]


def test_a_byte_order_mark_is_no_part_of_a_set(tmp_path: Path) -> None:
    path = tmp_path / "a.questions.yaml"
    path.write_text(f"{HEAD}  answer: yes\n", encoding="utf-8-sig")

    assert read_set(path).questions.cases[0].id == "a"


def test_a_file_that_cannot_be_read_is_told_by_its_path(tmp_path: Path) -> None:
    latin, large = tmp_path / "latin.questions.yaml", tmp_path / "large.questions.yaml"
    latin.write_bytes(f"{HEAD}  answer: voilà\n".encode("latin-1"))
    with large.open("wb") as file:
        file.truncate(LARGEST_SET + 1)

    for path, told in (
        (latin, "not UTF-8 text; save it as UTF-8"),
        (large, "larger than 20 MB; split it"),
        (tmp_path / "none.questions.yaml", "no such file or directory"),
    ):
        with pytest.raises(BadQuestionSet) as raised:
            read_sets([path])
        assert str(raised.value) == f"{path}: {told}"


def test_a_folder_without_sets_is_told(tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text(f"{HEAD}  answer: yes\n")

    with pytest.raises(BadQuestionSet) as raised:
        read_sets([tmp_path])

    assert str(raised.value) == f"{tmp_path}: no file here ends in .questions.yaml"


def test_two_sets_of_one_name_are_told_with_both_paths(tmp_path: Path) -> None:
    one, other = tmp_path / "a.questions.yaml", tmp_path / "more" / "a.questions.yaml"
    other.parent.mkdir()
    for path in (one, other):
        path.write_text(f"{HEAD}  answer: yes\n")

    with pytest.raises(BadQuestionSet) as raised:
        read_sets([one, other])

    assert str(raised.value) == (
        f"{other}: a set named 'a' was given before ({one}); rename one of the files, "
        "or give it once"
    )


class AsEditorsRead(yaml.SafeLoader):
    """Numbers are numbers, and yes and no are words, as in YAML 1.2."""


AsEditorsRead.yaml_implicit_resolvers = {
    sign: [one for one in kinds if one[0] != "tag:yaml.org,2002:bool"]
    for sign, kinds in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("path", OUR_SETS, ids=lambda path: path.name)
def test_the_published_schema_takes_our_sets_as_editors_read_them(path: Path) -> None:
    values = yaml.load(path.read_text(encoding="utf-8"), Loader=AsEditorsRead)  # noqa: S506

    jsonschema.validate(values, evaluation_schemas()["question-set"])


@pytest.mark.parametrize("path", OUR_SETS, ids=lambda path: path.name)
def test_our_sets_are_read_with_all_their_cases(path: Path) -> None:
    values = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert len(read_set(path).cases) == len(values["cases"]) > 0

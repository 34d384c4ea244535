"""A run asks every case, grades what it is told, and can be stopped and gone on with."""

import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import BadQuestionSet, BadRun, TargetUnavailable
from assistant.evaluate.case import Case, QuestionSet
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run import run_sets
from assistant.evaluate.running.run_file import Run, read_run, read_so_far
from assistant.evaluate.sets.reading import NamedSet
from tests.evaluate.by_hand import answer, figure, question, refused
from tests.evaluate.fake_target import FakeTarget


def set_of(*cases: Case, name: str = "skills", sha256: str = "a" * 64) -> NamedSet:
    return NamedSet(name=name, questions=QuestionSet(cases=cases), sha256=sha256)


def asks(case_id: str, **keys: object) -> Case:
    return question(id=case_id, **{"figures": "86%", **keys})


ONE = set_of(asks("a", question="Où ça, 86 % ?"), asks("b"), asks("c", why="…"))
OTHER = set_of(asks("a"), name="trust")
REPLIES = {"a": answer("C'est 86 %.", figure()), "b": refused()}
MODELS = ("built-in", "openai:x")


def targets(fails_at: int | None = None) -> list[FakeTarget]:
    """One target for each model; the last one fails where it is said to."""
    ends = [None, fails_at]
    return [FakeTarget(REPLIES, model=m, fails_at=n) for m, n in zip(MODELS, ends, strict=True)]


def whole_run(path: Path) -> Run:
    """Two sets, two models, each case asked twice: 16 results."""
    return run_sets([ONE, OTHER], targets(), out=path, repeat=2)


def unmeasured(data: bytes) -> bytes:
    """A file without what was measured."""
    return re.sub(rb'"measured": \{[^{}]*\}', b"", data)


def asked_in(results: tuple[Result, ...]) -> list[tuple[str, str, int]]:
    return [(one.model, one.name, one.attempt) for one in results]


IN_ORDER = [
    (model, case, attempt)
    for model in MODELS
    for case in ("skills/a", "skills/b", "skills/c", "trust/a")
    for attempt in (1, 2)
]


def test_results_are_in_the_order_of_models_sets_cases_and_attempts(tmp_path: Path) -> None:
    run = whole_run(tmp_path / "run.jsonl")

    assert asked_in(run.results) == IN_ORDER


def test_the_head_has_all_that_the_results_depend_on(tmp_path: Path) -> None:
    target = FakeTarget(corpus_version="v7", target="http://x", details={"program": "1.0"})

    run = run_sets([ONE, OTHER], [target], out=tmp_path / "run.jsonl", repeat=3)

    assert run.head == {
        "format": "assistant-evaluation-run",
        "version": 1,
        "sets": [
            {"name": "skills", "sha256": "a" * 64, "cases": 3},
            {"name": "trust", "sha256": "a" * 64, "cases": 1},
        ],
        "repeat": 3,
        "models": ["built-in"],
        "corpus_version": "v7",
        "target": "http://x",
        "details": [{"program": "1.0"}],
    }


def test_the_end_has_the_outcomes_and_what_was_measured(tmp_path: Path) -> None:
    run = whole_run(tmp_path / "run.jsonl")

    assert run.end is not None
    assert run.end["results"] == 16
    assert run.end["outcomes"] == {
        "right": 12,
        "partly": 0,
        "refused though covered": 4,
        "misleading": 0,
        "answered though uncovered": 0,
    }
    assert run.end["measured"]["results"] == 16
    assert set(run.end["measured"]) == {"seconds", "results", "largest_process_mb"}


def test_whoever_watches_is_told_every_result_those_from_before_too(tmp_path: Path) -> None:
    path, seen = tmp_path / "run.jsonl", list[Result]()
    with pytest.raises(TargetUnavailable):
        run_sets([ONE], [FakeTarget(fails_at=2)], out=path, watch=seen.append)
    assert [one.name for one in seen] == ["skills/a", "skills/b"]

    seen.clear()
    run_sets([ONE], [FakeTarget()], out=path, watch=seen.append)

    assert [one.name for one in seen] == ["skills/a", "skills/b", "skills/c"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "run.jsonl"
    whole_run(path)
    return path.read_bytes()


@settings(deadline=None)
@given(data=st.data())
def test_a_run_that_was_cut_off_at_any_byte_goes_on_to_the_same_end(
    whole: bytes, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(whole) - 1))
    kept = max(0, whole[:cut].count(b"\n") - 1)  # the first line is the head
    going_on = targets()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run.jsonl"
        path.write_bytes(whole[:cut])

        run = run_sets([ONE, OTHER], going_on, out=path, repeat=2)

        assert unmeasured(path.read_bytes()) == unmeasured(whole)
    assert run.end is not None
    assert run.end["results_sha256"] == json.loads(whole.splitlines()[-1])["end"]["results_sha256"]
    assert sum(len(one.asked) for one in going_on) == 16 - kept
    assert asked_in(run.results) == IN_ORDER


def test_two_runs_differ_in_nothing_but_what_was_measured(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "run.jsonl"

    whole_run(path)

    assert unmeasured(path.read_bytes()) == unmeasured(whole)


def test_a_target_that_fails_in_the_middle_keeps_what_is_done(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    failing = targets(fails_at=3)

    with pytest.raises(TargetUnavailable, match="the target is gone"):
        run_sets([ONE, OTHER], failing, out=path, repeat=2)

    so_far = read_so_far(path)
    assert so_far.end is None
    assert asked_in(so_far.results) == IN_ORDER[:11]
    assert [one.closed for one in failing] == [1, 1]
    with pytest.raises(BadRun) as raised:
        read_run(path)
    assert str(raised.value) == (
        f"{path}: the run did not end (11 of 16 results); "
        "run the same command again to go on with it"
    )

    going_on = targets()
    run_sets([ONE, OTHER], going_on, out=path, repeat=2)
    assert [len(one.asked) for one in going_on] == [0, 5]


def test_targets_are_closed_whatever_happens(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text("notes\n")
    refusing, fitting = targets(), targets()

    with pytest.raises(BadRun):
        run_sets([ONE], refusing, out=path)
    run_sets([ONE], fitting, out=tmp_path / "other.jsonl")

    assert [one.closed for one in (*refusing, *fitting)] == [1, 1, 1, 1]


def test_a_survey_that_is_not_there_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    target = FakeTarget(surveys=("skills", "trust"))

    with pytest.raises(BadQuestionSet) as raised:
        run_sets([set_of(asks("a"), asks("b", surveys=["skils"]))], [target], out=path)

    assert str(raised.value) == (
        "skills, case 'b': no survey 'skils' in the index; it holds: skills, trust"
    )
    assert target.asked == []
    assert not path.exists()


def test_any_survey_is_let_pass_where_it_is_not_known_which_there_are(tmp_path: Path) -> None:
    sets = [set_of(asks("a", surveys=["skils"]))]

    run = run_sets(sets, [FakeTarget()], out=tmp_path / "run.jsonl")

    assert len(run.results) == 1


def test_what_is_told_of_a_target_in_tuples_is_the_same_when_it_is_read_back(
    tmp_path: Path,
) -> None:
    path, details = tmp_path / "run.jsonl", {"libraries": ("torch", "spacy")}
    with pytest.raises(TargetUnavailable):
        run_sets([ONE], [FakeTarget(fails_at=1, details=details)], out=path)

    run = run_sets([ONE], [FakeTarget(details=details)], out=path)

    assert len(run.results) == 3


def test_half_a_character_in_a_reply_is_kept_as_json_escapes_it(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"

    run = run_sets([ONE], [FakeTarget({"a": answer("86% \ud83d.", figure())})], out=path)

    assert run.results[0].text == "86% \ud83d."
    assert "86% \\ud83d." in path.read_text(encoding="utf-8")


def test_a_file_whose_lines_were_taken_out_doubled_or_moved_is_not_gone_on_with(
    tmp_path: Path, whole: bytes
) -> None:
    lines = whole.splitlines(keepends=True)
    for n, (changed, line, has, belongs) in enumerate(
        (
            ([*lines[:2], *lines[3:6]], 3, "skills/b", "skills/a"),
            ([*lines[:4], *lines[3:6]], 5, "skills/b", "skills/b"),
            ([lines[0], lines[3], lines[2]], 2, "skills/b", "skills/a"),
        )
    ):
        path = tmp_path / f"run{n}.jsonl"
        path.write_bytes(b"".join(changed))
        going_on = targets()

        with pytest.raises(BadRun) as raised:
            run_sets([ONE, OTHER], going_on, out=path, repeat=2)

        assert str(raised.value) == (
            f"{path}, line {line}: has {has} where {belongs} belongs; "
            "the file was changed, so name another one"
        )
        assert path.read_bytes() == b"".join(changed)
        assert [one.asked for one in going_on] == [[], []]

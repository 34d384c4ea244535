"""Question sets as tests: pytest run on them in a process, against a server on this machine."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluate.running.run import run_sets
from assistant.evaluate.sets.reading import read_set
from tests.evaluate.by_hand import answer, closest, figure, refused, text_only
from tests.evaluate.fake_target import FakeTarget
from tests.index.articles import environment

SET = """
cases:
  - {id: share, question: "share", figures: 86%, tags: [value, short]}
  - {id: firms, question: "firms", figures: 86%, tags: value}
  - {id: weather, question: "weather", refuse: not_covered}
  - {id: hidden, question: "hidden", figures: 74%, tags: hard}
  - {id: again, question: "again", figures: 86%, tags: hard}
"""
WRONG = answer("It was \x1b[31m12%\x1b[0m.\nOr so.", figure("12%", 12.0))
CLOSEST = closest(figure())
ANSWERS: Mapping[str, Any] = {
    "share": answer("It was 86%.", figure()),
    "firms": WRONG,
    "weather": refused(),
    "hidden": CLOSEST,
    "again": WRONG,
}
ABOUT: Mapping[str, Any] = {
    "/api/surveys": {"surveys": [{"id": "skills"}]},
    "/openapi.json": {"info": {"version": "0.1.0"}},
}


@dataclass
class Polls:
    """A server that answers out of a table, and remembers what it was asked."""

    url: str
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def running() -> Iterator[Polls]:
    polls = Polls(url="")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.say(ABOUT[self.path])

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))["question"]
            polls.asked.append(question)
            self.say(ANSWERS[question])

        def say(self, told: Any) -> None:
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    polls.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield polls
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def polls(running: Polls) -> Polls:
    running.asked.clear()
    return running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "employers.questions.yaml").write_text(SET, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")  # and none from above
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n", encoding="utf-8")
    return tmp_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    code: int
    out: str

    @property
    def ended(self) -> dict[str, str]:
        """How each case ended, by its id."""
        lines = re.findall(r"^(\w+) \S+questions\.yaml::(\w+)", self.out, flags=re.M)
        return {name: how for how, name in lines}


def pytest_run(folder: Path, *arguments: str | Path, is_found: bool = False) -> Ran:
    """pytest with the plugin alone, which starts sooner, or with all that it finds by itself."""
    plugins = () if is_found else ("-p", "assistant.interfaces.pytest_plugin")
    plain = ("-p", "no:cacheprovider", "--color=no", "-rA", "-W", "error")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *plain, *map(str, arguments)],
        cwd=folder,
        env=environment() | ({} if is_found else {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ran(code=done.returncode, out=done.stdout + done.stderr)


def test_without_the_flag_question_sets_are_no_tests(polls: Polls, folder: Path) -> None:
    ran = pytest_run(folder, "--assistant-target", polls.url, is_found=True)

    assert (ran.code, ran.ended, polls.asked) == (0, {}, [])
    assert "1 passed" in ran.out


def test_every_case_is_a_test_beside_those_of_other_kinds(polls: Polls, folder: Path) -> None:
    ran = pytest_run(folder, "--assistant-questions", "--assistant-target", polls.url)

    assert ran.code == 1
    assert ran.ended == {
        "share": "PASSED",
        "firms": "FAILED",
        "weather": "PASSED",
        "hidden": "FAILED",
        "again": "FAILED",
    }
    assert "3 failed, 3 passed" in ran.out
    assert polls.asked == ["share", "firms", "weather", "hidden", "again"]
    told = [
        "misleading",
        "asked:    firms",
        "expected: shows 86%",
        "got:      It was 12%. Or so.",
        "why:      does not show 86%; leads with 12%, which is not expected",
    ]
    assert "\n".join(told) in ran.out
    assert "\x1b" not in ran.out
    assert "Traceback" not in ran.out


@pytest.mark.parametrize(
    ("chosen", "asked"),
    [
        (("-m", "assistant(tag='short')"), ["share"]),
        (("-m", "assistant(tag='value') and not assistant(tag='short')"), ["firms"]),
        (("-k", "weather"), ["weather"]),
        (("employers.questions.yaml::again",), ["again"]),
    ],
)
def test_cases_can_be_chosen_by_their_tags_and_ids(
    polls: Polls, folder: Path, chosen: tuple[str, ...], asked: list[str]
) -> None:
    options = ("--assistant-questions", "--strict-markers", "--assistant-target", polls.url)

    pytest_run(folder, *chosen, *options)

    assert polls.asked == asked


def test_what_was_not_right_in_the_baseline_is_expected_to_fail(polls: Polls, folder: Path) -> None:
    before = {"share": WRONG, "weather": refused(), "hidden": CLOSEST, "again": text_only("?")}
    base = folder / "base.jsonl"
    run_sets([read_set(folder / "employers.questions.yaml")], [FakeTarget(before)], out=base)

    options = ("--assistant-questions", "--assistant-target", polls.url)
    ran = pytest_run(folder, *options, "--assistant-baseline", base)

    assert ran.ended == {
        "share": "PASSED",  # it was wrong
        "firms": "FAILED",  # it was right
        "weather": "PASSED",
        "hidden": "XFAIL",  # it was refused, too
        "again": "FAILED",  # it was refused, and now misleads
    }
    assert "refused though covered; in the baseline: refused though covered" in ran.out


def test_a_faulty_set_is_one_line_and_no_other_test_suffers(polls: Polls, folder: Path) -> None:
    faulty = "cases:\n  - id: a\n    queston: Who agrees?\n"
    (folder / "faulty.questions.yaml").write_text(faulty, encoding="utf-8")
    options = ("--assistant-questions", "--assistant-target", polls.url)

    ran = pytest_run(folder, *options, "--continue-on-collection-errors", "-k", "share or other")

    assert (ran.code, polls.asked) == (1, ["share"])
    assert "2 passed" in ran.out
    assert "1 error" in ran.out
    [line] = [line for line in ran.out.splitlines() if "'queston' is not a known key" in line]
    assert "faulty.questions.yaml, line 3, column 5: " in line
    assert "Traceback" not in ran.out


def test_a_baseline_that_cannot_be_read_is_one_line_before_any_test(
    polls: Polls, folder: Path
) -> None:
    options = ("--assistant-questions", "--assistant-target", polls.url)

    ran = pytest_run(folder, *options, "--assistant-baseline", "gone.jsonl")

    assert (ran.code, polls.asked) == (4, [])
    assert ran.out.strip() == "ERROR: gone.jsonl: no such file or directory"


def test_a_target_that_cannot_be_opened_is_one_line_a_case(folder: Path) -> None:
    ran = pytest_run(folder, "--assistant-questions", "--assistant-target", "there", "-k", "share")

    assert ran.ended == {"share": "FAILED"}
    assert "--target: 'there' is not here, a URL such as http://localhost:8000" in ran.out
    assert "Traceback" not in ran.out
    assert "pytest_plugin.py" not in ran.out

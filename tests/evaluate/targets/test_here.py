"""This program as a target: in this process and in several, with an assistant that is fake."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.errors import IndexMissing, ModelFailed, TargetUnavailable, UnknownSurvey
from assistant.evaluate.case import Case
from assistant.evaluate.targets.here import Here, reply_of
from assistant.index.build import build_index
from assistant.settings import Settings
from tests.evaluate.targets.workers import open_working, questions
from tests.index.articles import environment, plain_steps, settings_in, write_article
from tests.interfaces.fake_assistant import FakeAssistant

ROOT = Path(__file__).parents[3]
CLAIM = Case(id="claim", claim="92% of employers agree.", verdict="contradicted")
ARTICLE = """# Library visits recover

54% of county residents visited a public library in the past year, up from 46%
in 2021, according to a survey of 1,204 adults carried out by Northfield Research.

Residents are divided over evening opening: 48% support keeping branches open until 9 p.m.,
while 41% oppose it.
"""


def here(folder: Path, *, workers: int = 1) -> Here:
    return Here(Settings(corpus=folder), workers=workers, opener=open_working)


def texts(target: Here, cases: list[Case]) -> list[str]:
    try:
        return [str(replied.reply["text"]) for replied in target.replies(cases)]
    finally:
        target.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_case_that_goes_wrong_has_its_error_for_a_reply_and_the_others_go_on(
    tmp_path: Path, workers: int
) -> None:
    cases = questions("Which employers?", "fail", "employers, unusable", "Is it raining?")

    replies = texts(here(tmp_path, workers=workers), cases)

    assert replies == [
        "86% of U.S. employers would hire a candidate with a microcredential (base: 150). [1]",
        "ZeroDivisionError: division by zero",
        "BadInput: the question cannot be worked with",
        "The surveys here say nothing of the weather.",
    ]
    pids = {path.name for path in tmp_path.iterdir()}
    assert (str(os.getpid()) in pids) == (workers == 1)


def test_what_varies_from_one_time_to_the_next_is_no_part_of_a_reply() -> None:
    replied = reply_of(FakeAssistant(), questions("Which employers?")[0])

    assert not {"id", "timings_ms"} & set(replied.reply)
    assert replied.reply["figures"][0]["value"] == 86


def test_a_follow_up_is_asked_with_its_turns_and_surveys() -> None:
    fake = FakeAssistant()
    case = Case(id="then", turns=("Which employers?", "And?"), surveys=("skills",), answer="yes")

    reply_of(fake, case)

    [request] = fake.asked
    assert (request.turns, request.question) == (("Which employers?",), "And?")
    assert request.surveys == ("skills",)


def test_a_claim_is_checked() -> None:
    fake = FakeAssistant()

    replied = reply_of(fake, CLAIM.model_copy(update={"surveys": ("skills",)}))

    assert replied.reply["claims"][0]["verdict"] == "contradicted"
    assert fake.asked[0].surveys == ("skills",)


class Down(FakeAssistant):
    """An assistant whose model cannot be reached."""

    def check(self, *_: object, **__: object) -> object:  # type: ignore[override]
        raise ModelFailed("down")


def test_what_failed_outside_ends_the_run() -> None:
    with pytest.raises(ModelFailed):
        reply_of(Down(), CLAIM)  # type: ignore[arg-type]


def test_a_survey_that_is_gone_ends_the_run_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnknownSurvey, match="no survey 'bakers'; the index holds: skills"):
        texts(here(tmp_path), questions("bakers"))
    with pytest.raises(TargetUnavailable, match="no survey 'bakers'; the index holds: skills"):
        texts(here(tmp_path, workers=2), questions("bakers"))


def test_a_worker_that_ends_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(TargetUnavailable) as refusal:
        texts(here(tmp_path, workers=2), questions("end", "employers"))

    assert str(refusal.value) == (
        "a worker process ended, perhaps for want of memory; run the same command again to go on, "
        "with fewer --workers"
    )


@contextmanager
def working(folder: Path, *seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """A process with two workers that take so many seconds for a case each."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.evaluate.targets.workers", *map(str, (folder, *seconds))],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(lambda: len(list(folder.iterdir())) == 2)
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until(is_so: Callable[[], bool], *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody asked after does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's /proc")
def test_workers_end_with_the_process_that_began_them(tmp_path: Path) -> None:
    with working(tmp_path, 600, 600) as process:
        workers = [int(path.name) for path in tmp_path.iterdir()]
        assert all(map(lives, workers))

        process.send_signal(signal.SIGKILL)

        wait_until(lambda: not any(map(lives, workers)), seconds=10)


def test_one_interrupt_ends_all_without_a_word_from_the_workers(tmp_path: Path) -> None:
    with working(tmp_path, 0, 2) as process:  # one of them has nothing to do any more
        os.killpg(process.pid, signal.SIGINT)

        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, "stopped\n", "")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "skills", "Some 86% of employers agree.")
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps())
    return settings


def described(settings: Settings, *, workers: int = 1) -> dict[str, object]:
    return asdict(Here(settings, workers=workers, opener=open_working).describe())


def test_it_says_all_that_an_answer_depends_on(settings: Settings) -> None:
    said = described(settings)

    assert (said["target"], said["model"], said["surveys"]) == ("here", "built-in", ("skills",))
    details = said["details"]
    assert isinstance(details, dict)
    assert (details["settings"]["minimum_base"], details["settings"]["model"]) == (30, "")
    places = {"corpus", "index", "history", "host", "port", "threads", "model_key", "model_url"}
    assert not places & set(details["settings"])
    assert details["index"]["findings"] == 1
    assert len(details["prompts"]) > 1
    assert set(details) == {"program", "python", "libraries", "index", "prompts", "settings"}


def test_what_an_answer_does_not_depend_on_has_no_part_in_it(settings: Settings) -> None:
    others = {"threads": 3, "port": 9, "model_url": "http://ann:hunter2@a.example.org/v1"}

    assert described(settings.model_copy(update=others), workers=2) == described(settings)


def test_a_setting_that_an_answer_depends_on_is_told_apart(settings: Settings) -> None:
    assert described(settings.model_copy(update={"minimum_base": 50})) != described(settings)


def test_secrets_are_not_told(settings: Settings) -> None:
    secret = Settings(
        corpus=settings.corpus,
        index=settings.index,
        model="openai:m-1",
        model_url="http://models.example.org/v1",
        model_key="sk-hunter2",
        history="postgresql://ann:hunter2@polls.example.org/kept",
    )

    said = json.dumps(described(secret))

    assert "hunter2" not in said
    assert '"model": "openai:m-1"' in said
    assert '"model_url": "http://models.example.org/v1"' in said


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="run `assistant index` first"):
        described(settings_in(tmp_path))


@pytest.mark.slow
def test_one_process_and_two_give_the_same_replies(tmp_path: Path) -> None:
    (tmp_path / "corpus" / "library").mkdir(parents=True)
    (tmp_path / "corpus" / "library" / "article.md").write_text(ARTICLE, encoding="utf-8")
    settings = settings_in(tmp_path)
    assert not build_index(settings).problems
    cases = [
        *questions("What share of residents visited a library?", "What is the capital of France?"),
        Case(id="then", turns=("How many support evening opening?", "And oppose it?"), answer="x"),
        Case(id="claim", claim="64% of residents visited a library.", verdict="contradicted"),
    ]

    serial, parallel = (Here(settings, workers=workers) for workers in (1, 2))
    one, two = ([dict(r.reply) for r in target.replies(cases)] for target in (serial, parallel))
    parallel.close()

    assert one == two
    assert one[0]["figures"][0]["value"] == 54
    assert [reply.get("status") for reply in one[:2]] == ["answered", "refused"]
    assert one[3]["claims"][0]["verdict"] == "contradicted"

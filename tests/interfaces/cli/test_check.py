"""`assistant check`."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable
from assistant.verify.check import Check
from tests.interfaces.cli.conftest import Run
from tests.interfaces.fake_assistant import FakeAssistant


def test_a_draft_that_is_borne_out_ends_with_0(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("86% of employers would hire.\n", encoding="utf-8")

    ran = run("check", str(draft))

    assert ran.code == 0
    assert "VERIFIED: 86% [1] of employers would hire." in ran.out
    assert ran.out.endswith("1 verified, 0 contradicted, 0 unsupported\n")


def test_a_contradicted_figure_ends_with_1_and_says_what_the_source_has(run: Run) -> None:
    ran = run("check", "-", stdin="Hello.\n92% of employers would hire.\n")

    assert ran.code == 1
    assert "CONTRADICTED: 92% [1] of employers would hire." in ran.out
    assert "the source has 86%" in ran.out
    assert "Hello" not in ran.out


def test_json_has_the_files_name_as_its_id(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# Title\n\n86% of employers would hire.\n", encoding="utf-8")

    ran = run("check", str(draft), "--json")

    checked = json.loads(ran.out)
    assert checked["id"] == str(draft)
    assert checked["summary"] == {"verified": 1, "contradicted": 0, "unsupported": 0}


def test_a_batch_ends_with_1_if_any_draft_is_not_borne_out(run: Run, fake: FakeAssistant) -> None:
    stdin = (
        '{"id": 1, "text": "92% of employers"}\n'
        '{"id": 2, "text": "86% of employers", "surveys": ["skills"]}\n'
    )

    ran = run("check", "--batch", "-", stdin=stdin)

    checks = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [check["id"] for check in checks] == [1, 2]
    assert fake.asked[1].surveys == ("skills",)


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (("check",), "", "give a FILE or --batch, one of them"),
        (("check", "--batch", "-"), '{"id": 1, "question": "x"}', 'line 1: needs "text", a string'),
        (("check", "no-such-draft.txt"), "", "no-such-draft.txt: "),
        (("check", "--batch", "-", "--html", "out.html"), "", "--html is of one draft"),
        (("check", "-", "--html", "-", "--json"), "86%", "--json and --html - would both print"),
        (("check", "-", "--html", "no/such/folder/out.html"), "86%", "cannot be written (no such"),
        (("check", "-", "--html", "."), "86%", "not a file; name another one"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    run: Run, arguments: tuple[str, ...], stdin: str, message: str
) -> None:
    ran = run(*arguments, stdin=stdin)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err


def test_a_page_is_written_with_every_figure_marked(run: Run, tmp_path: Path) -> None:
    draft, page = tmp_path / "draft.txt", tmp_path / "out.html"
    draft.write_text("92% of employers would hire.\n", encoding="utf-8")

    ran = run("check", str(draft), "--html", str(page))

    assert ran.code == 1
    assert ran.out == f"1 claim: 0 verified, 1 contradicted, 0 unsupported; see {page}\n"
    assert '<mark class="contradicted">92%' in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt", "out.html"]


def test_a_page_goes_with_json_in_its_own_file(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "out.html"

    ran = run("check", "-", "--html", str(page), "--json", stdin="86% of employers")

    assert json.loads(ran.out)["summary"]["verified"] == 1
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_can_be_printed(run: Run) -> None:
    ran = run("check", "-", "--html", "-", stdin="86% of employers")

    assert ran.out.startswith("<!doctype html>")
    assert ran.out.endswith("</html>\n")


def test_the_draft_itself_is_never_written_over(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.html"
    draft.write_text("<p>86% of employers</p>", encoding="utf-8")

    ran = run("check", str(draft), "--html", str(tmp_path / "." / "draft.html"))

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "is the draft itself" in ran.err
    assert draft.read_text(encoding="utf-8") == "<p>86% of employers</p>"


def test_when_the_check_fails_the_page_that_was_there_stays(run: Run, tmp_path: Path) -> None:
    class Failing(FakeAssistant):
        def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
            raise ModelUnavailable("the weights are missing")

    page = tmp_path / "out.html"
    page.write_text("the last one", encoding="utf-8")

    ran = run("check", "-", "--html", str(page), stdin="86%", opener=lambda _: Failing())

    assert ran.code == 3
    assert page.read_text(encoding="utf-8") == "the last one"
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]


@pytest.mark.parametrize(
    ("draft", "line"),
    [("", "There is no text in this draft"), ("Hello.", "There is no survey figure in this")],
)
def test_where_there_is_nothing_to_check_one_friendly_line_says_so(
    run: Run, tmp_path: Path, draft: str, line: str
) -> None:
    path = tmp_path / "draft.md"
    path.write_text(draft, encoding="utf-8")

    ran = run("check", str(path))

    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert ran.out.startswith(line)


def test_what_of_the_draft_is_not_checked_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("86% of employers.\n\n| a | b |\n|---|---|\n| c | 86% |\n", encoding="utf-8")

    assert "The draft has 1 table, which was not checked." in run("check", str(path)).out

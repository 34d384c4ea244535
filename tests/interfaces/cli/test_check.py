"""`assistant check`."""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Run
from tests.interfaces.fake_assistant import FakeAssistant


def test_a_draft_that_is_borne_out_ends_with_0(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("86% of employers would hire.\n", encoding="utf-8")

    ran = run("check", str(draft))

    assert ran.code == 0
    assert "VERIFIED: 86% of employers would hire." in ran.out
    assert ran.out.endswith("1 verified, 0 contradicted, 0 unsupported\n")


def test_a_contradicted_figure_ends_with_1_and_says_what_the_source_has(run: Run) -> None:
    ran = run("check", "-", stdin="Hello.\n92% of employers would hire.\n")

    assert ran.code == 1
    assert "CONTRADICTED: 92% of employers would hire." in ran.out
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
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    run: Run, arguments: tuple[str, ...], stdin: str, message: str
) -> None:
    ran = run(*arguments, stdin=stdin)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err

"""`assistant corpus`."""

from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Run

ARTICLE = "Skills at work\n\n86% of U.S. employers would hire a candidate with a microcredential.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "skills"
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "survey.yaml").write_text(
        "title: Skills at work\nsponsor: A Foundation\nfield_dates: March 2024\n", encoding="utf-8"
    )
    return folder.parent


def test_list_gives_one_survey_a_line(run: Run, corpus: Path) -> None:
    ran = run("corpus", "list", "--corpus", str(corpus))

    assert (ran.code, ran.out) == (0, "skills: Skills at work; March 2024\n")


def test_check_says_what_is_not_stated(run: Run, corpus: Path) -> None:
    ran = run("corpus", "check", "--corpus", str(corpus))

    assert ran.code == 0
    assert ran.out == (
        "skills: 1 file; not stated: who did the fieldwork, how people were asked, how many, "
        "how it was weighted\n"
        "1 survey, 0 problems\n"
    )


def test_check_names_what_cannot_be_read_and_ends_with_1(run: Run, corpus: Path) -> None:
    (corpus / "skills" / "empty.txt").touch()

    ran = run("corpus", "check", "--corpus", str(corpus))

    assert ran.code == 1
    assert "PROBLEM corpus/skills/empty.txt: empty" in ran.out
    assert ran.out.endswith("1 survey, 1 problem\n")


def test_a_missing_corpus_is_wrong_use(run: Run, tmp_path: Path) -> None:
    ran = run("corpus", "list", "--corpus", str(tmp_path / "none"))

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_add_makes_a_survey_out_of_a_file(run: Run, corpus: Path, tmp_path: Path) -> None:
    report = tmp_path / "My Report (2024).txt"
    report.write_text(ARTICLE, encoding="utf-8")

    ran = run("corpus", "add", str(report), "--corpus", str(corpus))

    assert ran.code == 0
    assert (corpus / "my-report-2024" / report.name).read_text(encoding="utf-8") == ARTICLE
    assert sorted(path.name for path in corpus.iterdir()) == ["my-report-2024", "skills"]


def test_add_copies_a_folder_under_the_name_that_is_wanted(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    ran = run(
        "corpus", "add", str(corpus / "skills"), "--survey", "wave-2", "--corpus", str(corpus)
    )

    assert ran.code == 0
    assert (corpus / "wave-2" / "article.txt").exists()


def test_add_replaces_nothing(run: Run, corpus: Path) -> None:
    ran = run("corpus", "add", str(corpus / "skills"), "--corpus", str(corpus))

    assert ran.code == 2
    assert ran.err == (
        f"assistant: {corpus / 'skills'}: there already; name another one with --survey\n"
    )


def test_add_says_at_once_what_of_it_cannot_be_read(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "blank.txt").touch()

    ran = run("corpus", "add", str(tmp_path / "blank.txt"), "--corpus", str(corpus))

    assert ran.code == 1
    assert "PROBLEM corpus/blank/blank.txt: empty" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no-such-file.txt",), "no-such-file.txt: no such file or folder"),
        ((".", "--survey", "???"), "'???' makes no folder name"),
    ],
)
def test_add_refuses_what_it_cannot_use(
    run: Run, corpus: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("corpus", "add", *arguments, "--corpus", str(corpus))

    assert ran.code == 2
    assert message in ran.err


def test_a_name_cannot_lead_out_of_the_corpus(run: Run, corpus: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(ARTICLE, encoding="utf-8")

    run("corpus", "add", str(report), "--survey", "../../outside", "--corpus", str(corpus))

    assert (corpus / "outside" / "report.txt").exists()


RESPONSES = "sex,q1\n" + "Man,Yes\nWoman,No\nWoman,Yes\n" * 10


def test_add_drafts_questions_for_responses_which_their_shape_tells(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    poll = tmp_path / "Poll.csv"
    poll.write_text(RESPONSES, encoding="utf-8")

    ran = run("corpus", "add", str(poll), "--corpus", str(corpus))

    assert ran.code == 0
    assert sorted(path.name for path in (corpus / "poll").iterdir()) == [
        "questions.yaml",
        "responses.csv",
    ]
    assert "id: q1" in (corpus / "poll" / "questions.yaml").read_text(encoding="utf-8")
    assert "responses.csv: 30 respondents, 2 questions, not weighted\n" in ran.out


def test_add_shows_what_it_understood_and_marks_what_it_guessed(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    poll = tmp_path / "poll.csv"
    poll.write_text("sex,q4_1,q4_2\n" + "Man,1,2\nWoman,2,2\nNA,1,1\n" * 10, encoding="utf-8")

    ran = run("corpus", "add", str(poll), "--corpus", str(corpus))

    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "sex single ? Man, Woman NA" in lines
    assert "? marks what was guessed. Check it first." in lines
    assert "- 'NA' is taken for no answer: sex" in lines


def test_add_puts_responses_beside_what_a_survey_has_published(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    poll = tmp_path / "poll.csv"
    poll.write_text(RESPONSES, encoding="utf-8")

    ran = run("corpus", "add", str(poll), "--survey", "skills", "--corpus", str(corpus))
    again = run("corpus", "add", str(poll), "--survey", "skills", "--corpus", str(corpus))

    assert ran.code == 0
    assert (corpus / "skills" / "article.txt").exists()
    assert (corpus / "skills" / "responses.csv").exists()
    assert (again.code, "has responses already" in again.err) == (2, True)


def test_add_takes_a_file_for_what_it_is_told_to_be(run: Run, corpus: Path, tmp_path: Path) -> None:
    table = tmp_path / "responses.csv"
    table.write_text("question,option,value\nVote?,Yes,54%\n", encoding="utf-8")

    told = run(
        "corpus", "add", str(table), "--survey", "t", "--as", "tables", "--corpus", str(corpus)
    )
    wrong = run("corpus", "add", str(corpus / "skills" / "article.txt"), "--as", "responses")

    assert told.code == 0
    assert [path.name for path in (corpus / "t").iterdir()] == ["toplines.csv"]
    assert (wrong.code, "responses are read from .csv" in wrong.err) == (2, True)


def test_add_leaves_nothing_behind_where_responses_cannot_be_read(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    poll = tmp_path / "poll.sav"
    poll.write_bytes(b"no SPSS file")

    ran = run("corpus", "add", str(poll), "--corpus", str(corpus))

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert [path.name for path in corpus.iterdir()] == ["skills"]


def test_check_says_what_was_inferred_and_what_does_not_fit(run: Run, corpus: Path) -> None:
    (corpus / "skills" / "responses.csv").write_text("q1\nYes\nNA\n", encoding="utf-8")
    good = run("corpus", "check", "--corpus", str(corpus))
    (corpus / "skills" / "questions.yaml").write_text("weight: w", encoding="utf-8")
    bad = run("corpus", "check", "--corpus", str(corpus))

    assert "  inferred: 'NA' is taken for no answer: q1\n" in good.out
    assert good.code == 0
    assert "PROBLEM corpus/skills/questions.yaml: weight: the responses have no column" in bad.out
    assert bad.code == 1

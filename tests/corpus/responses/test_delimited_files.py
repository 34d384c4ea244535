"""CSV and TSV files of answers: any encoding and delimiter, and what is wrong with broken ones."""

from pathlib import Path

import pytest

from assistant.errors import BadQuestionnaire, UnreadableFile
from tests.corpus.responses.surveys import answers, labels, prepared


def test_cells_are_text_as_they_stand_and_empty_ones_are_nothing(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1,zip\n Yes ,01\nNA,02\n,03\n")

    assert answers(responses, "q1") == ["Yes", "NA", None]
    assert answers(responses, "zip") == ["01", "02", "03"]
    assert responses.respondents == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_told_from_the_bytes(tmp_path: Path, encoding: str) -> None:
    data = "q1\nJá\nKanskje så\n".encode(encoding)

    assert answers(prepared(tmp_path, responses__csv=data), "q1") == ["Já", "Kanskje så"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_needs_no_mark(tmp_path: Path, encoding: str) -> None:
    data = "q1,q2\nJá,非常\nKanskje så,一\n".encode(encoding)

    assert answers(prepared(tmp_path, responses__csv=data), "q2") == ["非常", "一"]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("mac_roman", ["Très bien \u2013 ça va", "Dégoûté"]),
        ("mac_roman", ["Größtenteils", "Überhaupt nicht"]),
        ("cp850", ["Größtenteils", "Überhaupt nicht"]),
        ("cp1252", ["Don\u2019t mind", "\u201cMaybe\u201d \u2013 never"]),
        ("cp1250", ["Całkiem źle", "Może być"]),
        ("cp1251", ["Да, конечно", "Нет"]),
        ("koi8_r", ["Да, конечно", "Нет"]),
        ("cp1253", ["Καθόλου", "Πολύ"]),
        ("cp1254", ["Hiç değil", "Çok memnunum"]),
    ],
)
def test_code_pages_are_told_by_how_their_words_look(
    tmp_path: Path, encoding: str, words: list[str]
) -> None:
    data = "q1;q2\n" + "".join(f"{word};a\n" for word in words)

    assert answers(prepared(tmp_path, responses__csv=data.encode(encoding)), "q1") == words


@pytest.mark.parametrize(
    ("encoding", "word"),
    [("gb18030", "非常满意"), ("big5", "非常滿意"), ("shift_jis", "とても満足")],
)
def test_an_encoding_that_cannot_be_told_is_refused(
    tmp_path: Path, encoding: str, word: str
) -> None:
    data = f"q1,q2\n{word},a\n{word[:2]},b\n".encode(encoding)

    with pytest.raises(UnreadableFile, match="neither UTF-8 nor any encoding that can be told"):
        prepared(tmp_path, responses__csv=data)


def test_a_byte_amiss_in_utf_8_is_refused_and_not_read_as_another(tmp_path: Path) -> None:
    data = "q1,q2\nTrès bien,é\nDéçu,à\n".encode().replace("ç".encode(), b"\xe7")

    with pytest.raises(UnreadableFile, match="neither UTF-8 nor any encoding that can be told"):
        prepared(tmp_path, responses__csv=data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_has_them(tmp_path: Path, end: str) -> None:
    text = end.join(["q1,q2", "Yes,a", "No,b", ""])

    assert answers(prepared(tmp_path, responses__csv=text), "q2") == ["a", "b"]


def test_an_encoding_that_was_guessed_is_said(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv="q1\nJá\n".encode("latin-1"))

    assert "it is not in UTF-8 and is read as Western text" in responses.inferred[0]


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    data = "q1\nŻółw\nKoń\n".encode("cp1250")

    responses = prepared(tmp_path, responses__csv=data, questions__yaml="encoding: cp1250")

    assert answers(responses, "q1") == ["Żółw", "Koń"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_lines(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join(
        delimiter.join(row) for row in [("sex", "q1"), ("Man", "Yes"), ("Woman", "No")]
    )

    assert answers(prepared(tmp_path, responses__csv=text), "q1") == ["Yes", "No"]


@pytest.mark.parametrize("hint", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_delimiter_is_no_header(tmp_path: Path, hint: str) -> None:
    responses = prepared(tmp_path, responses__csv=f"{hint}\r\nq1;q2\r\nYes;No\r\n")

    assert answers(responses, "q2") == ["No"]


def test_quoted_cells_hold_delimiters_and_line_breaks(tmp_path: Path) -> None:
    text = 'q1,"q2\nasked last"\n"Yes, often","two\nlines"\nNo,one\n'

    responses = prepared(tmp_path, responses__csv=text)

    assert answers(responses, "q1") == ["Yes, often", "No"]
    assert answers(responses, "q2 asked last") == ["two\nlines", "one"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty: it holds no bytes at all"),
        (b"\n\n", "empty: there is no header row in it"),
        (b"q1,q2\n", "empty: there are no respondents in it"),
        (b"q1,q2\nYes,No\nY\0s,No\n", "line 3 holds a NUL"),
        (b"q1,q2\nYes,No\nYes,No,Yes\n", "3 cells where the header has 2: 'Yes,No,Yes'"),
        (b"q1,q2\nYes,No\nYes\n", "1 cells where the header has 2: 'Yes'"),
        (b'q1,"q2\nYes,No\n', "look at its quotation marks"),
        (b"q1,q2\n" + b"Yes,No\n" * 9 + b'Yes,"No\nYes,No\n', "a quotation mark is left open"),
    ],
)
def test_a_broken_file_is_named_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as problem:
        prepared(tmp_path, responses__csv=data)

    assert str(problem.value).startswith("corpus/poll/responses.csv: ")
    assert reason in problem.value.reason
    assert "\n" not in str(problem.value)


def test_an_encoding_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="'klingon', which is no encoding"):
        prepared(tmp_path, responses__csv="q1\nYes\n", questions__yaml="encoding: klingon")


def test_three_thousand_columns_are_read(tmp_path: Path) -> None:
    names = [f"v{n}" for n in range(3000)]
    rows = [",".join(["Yes" if (n + row) % 2 else "No" for n in range(3000)]) for row in range(4)]

    responses = prepared(tmp_path, responses__csv="\n".join([",".join(names), *rows]))

    assert len(responses.questionnaire.questions) == 3000
    assert labels(responses, "v2999") == ["Yes", "No"]


def test_whole_numbers_with_a_point_are_codes_without_one(tmp_path: Path) -> None:
    responses = prepared(
        tmp_path,
        responses__csv="q1,q2\n1.0,a\n2.0,b\n,a\n",
        questions__yaml="questions:\n- id: q1\n  options: {1: 'Yes', 2: 'No'}",
    )

    assert answers(responses, "q1") == ["1", "2", None]
    assert labels(responses, "q1") == ["Yes", "No"]


def test_an_unnamed_column_of_row_numbers_is_left_out(tmp_path: Path) -> None:
    rows = "".join(f"{n},{'Yes' if n % 3 else 'No'}\n" for n in range(1, 31))

    responses = prepared(tmp_path, responses__csv=f",q1\n{rows}")

    assert [q.id for q in responses.questionnaire.questions] == ["q1"]
    assert "left out, for they tell respondents apart: column 1" in responses.inferred


def test_a_column_that_is_not_in_the_file_is_refused_with_its_question(tmp_path: Path) -> None:
    with pytest.raises(BadQuestionnaire) as problem:
        prepared(tmp_path, responses__csv="q01\nYes\n", questions__yaml="questions: [{id: q1}]")

    assert str(problem.value) == (
        "corpus/poll/questions.yaml: question 'q1': the responses have no column 'q1'; "
        "did you mean 'q01'?"
    )

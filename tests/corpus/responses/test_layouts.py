"""The header rows of Qualtrics and SurveyMonkey, and the wordings of Google Forms."""

from pathlib import Path

from tests.corpus.responses.surveys import answers, labels, prepared, question

QUALTRICS = (
    "StartDate,ResponseId,Q1,Q2_1,Q2_2,Q2_3\n"
    '"Start Date","Response ID","How safe do you feel\nat home?",'
    "Which do you own? (Select all that apply) - Selected Choice - A car,"
    "Which do you own? (Select all that apply) - Selected Choice - A bicycle,"
    "Which do you own? (Select all that apply) - Selected Choice - Neither\n"
    '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}",'
    '"{""ImportId"":""QID2_1""}","{""ImportId"":""QID2_2""}","{""ImportId"":""QID2_3""}"\n'
    "2020-01-02 10:00:00,R_1,Very safe,A car,,\n"
    "2020-01-02 10:01:00,R_2,Not safe,A car,A bicycle,\n"
    "2020-01-02 10:02:00,R_3,Very safe,,,\n"
)
SURVEYMONKEY = (
    "Respondent ID,Collector ID,Do you vote?,Where do you get news?,,,Anything else?\n"
    ",,Response,TV,Radio,Other (please specify),Open-Ended Response\n"
    "1001,7,Yes,TV,Radio,,Thanks\n"
    "1002,7,No,TV,,the pub,\n"
    "1003,7,Yes,,,my aunt,More please\n"
)
GOOGLE = "Timestamp,Are you a student?,Which of these do you use?\n" + (
    '1/2/2020 10:00:00,Yes,"Email, Chat (text, voice)"\n'
    "1/2/2020 10:01:00,No,Email\n"
    '1/2/2020 10:02:00,Yes,"Chat (text, voice), Post"\n'
    '1/2/2020 10:03:00,Yes,"Email, Post"\n'
    '1/2/2020 10:04:00,No,"Email, Chat (text, voice), Post"\n'
)


def test_qualtrics_wordings_and_sets_are_read_from_its_three_header_rows(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv=QUALTRICS)

    assert responses.respondents == 3
    assert [q.id for q in responses.questionnaire.questions] == ["Q1", "Q2"]
    assert question(responses, "Q1").text == "How safe do you feel at home?"
    owned = question(responses, "Q2")
    assert (owned.type, owned.columns) == ("multiple", ("Q2_1", "Q2_2", "Q2_3"))
    assert owned.text == "Which do you own? (Select all that apply)"
    assert labels(responses, "Q2") == ["A car", "A bicycle", "Neither"]


def test_surveymonkey_options_are_read_from_its_second_header_row(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv=SURVEYMONKEY)

    assert question(responses, "q1").text == "Do you vote?"
    news = question(responses, "q2")
    assert (news.type, news.text) == ("multiple", "Where do you get news?")
    assert [(o.label, o.column) for o in news.options] == [
        ("TV", "q2_1"),
        ("Radio", "q2_2"),
        ("Other (please specify)", "q2_3"),
    ]


def test_google_forms_wordings_are_texts_and_get_short_names(tmp_path: Path) -> None:
    responses = prepared(tmp_path, responses__csv=GOOGLE)

    assert [(q.id, q.text) for q in responses.questionnaire.questions] == [
        ("q1", "Are you a student?"),
        ("q2", "Which of these do you use?"),
    ]


def test_several_answers_in_a_cell_are_cut_where_parts_come_back_in_other_company(
    tmp_path: Path,
) -> None:
    responses = prepared(tmp_path, responses__csv=GOOGLE)

    used = question(responses, "q2")
    assert used.type == "multiple"
    assert sorted(labels(responses, "q2")) == ["Chat (text, voice)", "Email", "Post"]
    assert used.separator != ","
    assert answers(responses, "q2")[0] == f"Email{used.separator}Chat (text, voice)"


def test_an_option_with_a_comma_is_no_list(tmp_path: Path) -> None:
    text = "job\n" + '"Employed, full-time"\n"Employed, part-time"\nRetired\n' * 10

    responses = prepared(tmp_path, responses__csv=text)

    assert question(responses, "job").type == "single"
    assert set(labels(responses, "job")) == {
        "Employed, full-time",
        "Employed, part-time",
        "Retired",
    }

"""A drafted questions.yaml says what was inferred, so that reading it infers no more."""

from pathlib import Path

import pytest

from assistant.corpus.responses.drafting import draft_questions
from tests.corpus.responses.surveys import answers, prepared
from tests.corpus.responses.test_completing import SET
from tests.corpus.responses.test_layouts import GOOGLE, QUALTRICS, SURVEYMONKEY

CODED = "q1,age,weight\n" + "".join(f"{n % 3 + 1},{20 + n},{0.9 + n % 3 / 10}\n" for n in range(42))
LONE = "sex,consent,use\nM,I agree,1\nF,,2\nF,,3\nM,I agree,4\n"
NOT_APPLICABLE = "q4_1,q4_2\nYes,N/A\nN/A,Yes\nN/A,N/A\n"
KOBO = "use;use/tv;use/radio\ntv radio;1;1\ntv;1;0\n"
PRICES = "price,q1\n" + "".join(f"${n},Yes\n" for n in range(30))
AWKWARD = "q: 1,#2,q3\nYes,- a,'quoted'\nNo,[b],NA\n"


@pytest.mark.parametrize(
    "text",
    [
        SET,
        CODED,
        AWKWARD,
        QUALTRICS,
        SURVEYMONKEY,
        GOOGLE,
        LONE,
        NOT_APPLICABLE,
        KOBO,
        PRICES,
    ],
)
def test_a_draft_declares_the_questionnaire_that_it_was_drafted_from(
    tmp_path: Path, text: str
) -> None:
    told = prepared(tmp_path, responses__csv=text)

    drafted = draft_questions(told)
    read = prepared(tmp_path, responses__csv=text, questions__yaml=drafted)

    assert read.questionnaire == told.questionnaire
    for question in told.questionnaire.questions:
        for column in question.columns or (question.id,):
            assert answers(read, column) == answers(told, column)


def test_a_draft_is_written_for_a_person_to_correct(tmp_path: Path) -> None:
    drafted = draft_questions(prepared(tmp_path, responses__csv="q1\nYes\nNo\nNA\n"))

    assert drafted == (
        "# Drafted from responses.csv: what the file says, and what was\n"
        "# guessed from its answers. Correct it, and add the wordings as they were asked,\n"
        "# the nets, the bases of filtered questions, and the usual breaks.\n"
        "#\n"
        "# Not stated in the file:\n"
        "#   - 'NA' is taken for no answer: q1\n"
        "#   - options are the answers that occur, in an order that was guessed: q1\n"
        "# weight: the column, if any\n"
        "# strata: and psu: the columns of the sample's design, if it has one\n"
        "banner: []  # questions whose options are the usual breaks, such as age, sex, region\n"
        "questions:\n"
        "  - id: q1\n"
        '    text: ""  # the wording, as it was asked\n'
        '    options: ["Yes", "No"]\n'
        "    missing: [NA]\n"
    )

"""The answers that words mean: denied, opposed, joined, or on one side of a number."""

import pytest

from assistant.corpus.responses.questionnaire import Net, Question
from assistant.retrieve.responses.answers.meant import answers_meant
from tests.retrieve.responses.people_asked import FERRY, options

ROAD = Question(
    id="road",
    text="Please tell me whether or not you think the coast road should be closed?",
    options=options("Yes", "No"),
)
MONEY = Question(
    id="money",
    text="Is the county spending too much, too little or about the right amount on roads?",
    options=options("Too little", "About right", "Too much"),
)
UNION = Question(
    id="union",
    text="Would you vote to join the county union or to remain outside?",
    options=options("Join the union", "Remain outside", "Would not vote"),
)
RATING = Question(
    id="rating",
    text="How do you rate the ferry from 0 to 10?",
    type="scale",
    options=options("7", "8", "9", "10"),
    nets=(Net(label="9 or higher (net)", options=("9", "10")),),
)
STAFF = Question(
    id="staff",
    text="How many people work there?",
    options=options("Fewer than 10", "10 to 49", "50 or more"),
)
PAY = Question(id="pay", text="What do you earn?", type="numeric", unit="euros")


@pytest.mark.parametrize(
    ("said", "question", "answer"),
    [
        ("did not think the road should be closed", ROAD, "No"),
        ("think the road should be closed", ROAD, "Yes"),
        ("are against closing the road", ROAD, "No"),
        ("do not oppose closing the road", ROAD, "Yes"),
        ("say we spend too little on roads", MONEY, "Too little"),
        ("would not vote", UNION, "Would not vote"),
        ("rate it 9 or higher", RATING, "9 or higher (net)"),
        ("work with at least 50 people", STAFF, "50 or more"),
        ("want the ferry paid for", FERRY, "Yes"),
    ],
)
def test_one_answer_is_meant(said: str, question: Question, answer: str) -> None:
    meant = answers_meant(said, question)

    assert (meant.option, meant.chose) == (answer, "")


@pytest.mark.parametrize(
    ("said", "question", "expression", "told"),
    [
        (
            "disagree that we spend too little",
            MONEY,
            "money not in ['Too little']",
            "gave an answer other than “Too little”",
        ),
        (
            "would not vote to join the union",
            UNION,
            "union not in ['Join the union']",
            "gave an answer other than “Join the union”",
        ),
        ("rate it 8 or more", RATING, "rating in [8, 9, 10]", "answered “8”, “9” or “10”"),
        ("work with fewer than 50", STAFF, "staff in ['Fewer than 10', '10 to 49']", ""),
        ("earn more than €30,000", PAY, "pay > 30000", "answered more than €30,000"),
        ("earn 20k or less", PAY, "pay <= 20000", "answered €20,000 or less"),
    ],
)
def test_several_answers_are_meant(
    said: str, question: Question, expression: str, told: str
) -> None:
    meant = answers_meant(said, question)

    assert (meant.option, meant.chose) == ("", expression)
    assert meant.told.startswith(told)


def test_bands_that_a_number_cuts_are_not_counted() -> None:
    assert answers_meant("work with more than 20 people", STAFF).chose == ""

"""A figure in other words stays that of its own answer."""

from dataclasses import replace

import pytest

from assistant.answer.draft import Draft
from assistant.answer.models.offered import Offered
from assistant.answer.models.reading import drafted
from assistant.findings.finding import Finding
from assistant.verify.added.options import options_against
from assistant.verify.added.source import Wording
from tests.answer.examples import LEAVING, US
from tests.answer.models.plain import sentence, slot

QUESTION = "Do you sleep too little, too much, or about right?"


def answered(finding: Finding, option: str) -> Finding:
    measure = replace(finding.statement.measure, text=option, option=option, question=QUESTION)
    return replace(finding, statement=replace(finding.statement, measure=measure))


LITTLE, RIGHT = answered(US, "Too little"), answered(LEAVING, "About right")
SEVERAL = Offered(
    plain=Draft(
        sentences=(
            sentence(
                f"Asked \u201c{QUESTION}\u201d, U.S. nurses answered: Too little ",
                slot(LITTLE),
                ", About right ",
                slot(RIGHT),
                ".",
                finding=LITTLE,
            ),
        )
    )
)
ONE = Offered(
    plain=Draft(
        sentences=(
            sentence(
                slot(LITTLE), " of U.S. nurses answered \u201cToo little\u201d.", finding=LITTLE
            ),
        )
    )
)


def left_out(text: str, offered: Offered) -> list[str]:
    return list(options_against(Wording(sentence=drafted(text, offered))))


@pytest.mark.parametrize(
    "text",
    [
        "{f2} of U.S. nurses answered it.",
        f"{{f2}} of U.S. nurses answered \u201c{QUESTION}\u201d.",
        f'{{f2}} of U.S. nurses answered "{QUESTION}", which is the answer.',
        "{f2} of U.S. nurses sleep the right amount.",
    ],
)
def test_one_of_several_answers_is_named_as_it_stands(text: str) -> None:
    assert left_out(text, SEVERAL) == ["leaves out which answer it is: About right"]


@pytest.mark.parametrize(
    "text",
    [
        "{f2} of U.S. nurses say it is about right.",
        f"Asked \u201c{QUESTION}\u201d, {{f1}} of them said too little, {{f2}} about right.",
    ],
)
def test_answers_that_are_named_are_told_apart(text: str) -> None:
    assert left_out(text, SEVERAL) == []


def test_a_single_answer_may_be_told_in_a_word_of_its_own() -> None:
    assert left_out("{f1} of U.S. nurses have little sleep.", ONE) == []
    assert left_out("{f1} of U.S. nurses answered.", ONE) == [
        "leaves out which answer it is: Too little"
    ]


def test_published_prose_has_no_answers_to_name() -> None:
    both = Offered(plain=Draft(sentences=(*ONE.plain.sentences, sentence(slot(US), finding=US))))

    assert left_out("{f2} of U.S. nurses say that night shifts harm their sleep.", both) == []

"""What a draft says of surveys themselves, held against what is known of them."""

from collections.abc import Sequence

import pytest

from assistant.verify.check import CheckedFigure, CheckedWords
from assistant.verify.claims import SaidSentence, read_sentences
from assistant.verify.facts.checked import JudgedFact, checked, facts_of, with_facts
from assistant.verify.facts.judging import Facts
from assistant.verify.judgements import NOTHING, Judgement


def said(text: str) -> SaidSentence:
    ((sentence,),) = read_sentences([text])
    return sentence


def judged(
    facts: Facts, text: str, *, surveys: Sequence[str] = (), context: str = ""
) -> list[JudgedFact]:
    sentence = said(text)
    return [
        JudgedFact(
            fact=fact, judgement=facts.judge(sentence, fact, surveys=surveys, context=context)
        )
        for fact in facts_of(sentence)
    ]


def of_numbers(found: list[JudgedFact]) -> list[JudgedFact]:
    return [one for one in found if one.fact.figure or one.fact.period]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry passengers survey was conducted May 10-22, 2018.",
        "The ferry passengers survey was in the field from 10 to 22 May 2018.",
        "Tide Research surveyed 1,615 people for the Harbour Trust.",
        "In May 2018, Tide Research interviewed ferry passengers.",
        "The Harbour Trust conducted its survey of ferry passengers in 2018.",
        "Interviewing for the ferry passengers survey began on May 10.",
        "Some 1,600 ferry passengers were interviewed by Tide Research.",
        "Of the 825 women whom Tide Research polled, half like the harbour.",
        "The ferry passengers survey has a margin of error of plus or minus 3.5 points.",
        "For results based on women, Tide Research gives a margin of error of 4.9 points.",
        "Tide Research's margin of error is 3.5 points at the 95% confidence level.",
        "The lighthouse keepers poll was conducted in eight countries.",
        "A total of 412 lighthouse keepers took part in March 2021.",
        "The Bread Poll interviewed 2,004 bakers.",
        "The Bread Poll was conducted June 1-9, 2020.",
        "The Bread Poll's margin of error is plus or minus 2.2 points.",
    ],
)
def test_a_fact_that_is_so_is_verified(facts: Facts, text: str) -> None:
    found = judged(facts, text)

    assert found
    assert [one.judgement.verdict for one in found] == ["verified"] * len(found)


@pytest.mark.parametrize(
    ("text", "why", "expected"),
    [
        (
            "The ferry passengers survey was conducted June 1-9, 2018.",
            "the survey was in the field May 10-22, 2018, not June 1-9, 2018",
            None,
        ),
        (
            "The ferry passengers survey was conducted May 10-23, 2018.",
            "the survey was in the field May 10-22, 2018, not May 10-23, 2018",
            None,
        ),
        (
            "In June 2018, Tide Research interviewed ferry passengers.",
            "the survey was in the field May 10-22, 2018, not June 2018",
            None,
        ),
        (
            "Interviewing for the ferry passengers survey ended on May 21.",
            "the survey was in the field May 10-22, 2018, not May 21",
            None,
        ),
        (
            "Tide Research surveyed 1,651 people for the Harbour Trust.",
            "the survey asked 1,615 people, not 1,651",
            "1,615",
        ),
        (
            "More than 1,700 ferry passengers were interviewed by Tide Research.",
            "the survey asked 1,615 people, not 1,700",
            "1,615",
        ),
        (
            "Of the 790 women whom Tide Research polled, half like the harbour.",
            "the survey asked 825 people, not 790",
            "825",
        ),
        (
            "The ferry passengers survey has a margin of error of \u00b12.5 points.",
            "the margin of error is 3.5 percentage points, not 2.5 points",
            "3.5 points",
        ),
        (
            "For results based on women, Tide Research gives a margin of error of 3.5 points.",
            "the margin of error is 4.9 points, not 3.5 points",
            "4.9 points",
        ),
        (
            "Tide Research's margin of error is 3.5 points at the 90% confidence level.",
            "the margin of error is at 95% confidence, not 90%",
            None,
        ),
        (
            "The lighthouse keepers poll was conducted in nine countries.",
            "the survey asked in 8 countries, not nine",
            "8",
        ),
        (
            "The Bread Poll was conducted in July 2020.",
            "the survey was in the field 1 and 9 June 2020, not July 2020",
            None,
        ),
    ],
)
def test_a_fact_that_is_not_so_is_contradicted_with_the_right_one(
    facts: Facts, text: str, why: str, expected: str | None
) -> None:
    (one,) = of_numbers(judged(facts, text))

    reported = checked(one)
    assert reported.verdict == "contradicted"
    assert reported.why == why
    assert one.judgement.expected == expected
    assert one.judgement.evidence is not None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "The lighthouse keepers poll has a margin of error of 4.8 points.",
            "no margin of error is published for this survey, and none is worked out for an "
            "opt-in sample",
        ),
        (
            "The lighthouse keepers poll was conducted on March 9, 2021.",
            "the source only says \u201cMarch 2021\u201d, and does not give March 9, 2021",
        ),
        (
            "The Bread Poll was conducted in eight countries.",
            "nothing in the source data bears on it",
        ),
        (
            "Tide Research interviewed 300 ferry passengers with season tickets.",
            "nothing in the source data bears on it",
        ),
    ],
)
def test_what_is_not_known_is_unsupported(facts: Facts, text: str, why: str) -> None:
    (one,) = of_numbers(judged(facts, text))

    assert checked(one).verdict == "unsupported"
    assert checked(one).why == why


def test_a_sentence_that_names_no_survey_is_of_the_one_that_the_draft_is_limited_to(
    facts: Facts,
) -> None:
    (one,) = judged(facts, "The survey was conducted in April 2021.", surveys=["keepers"])

    assert one.judgement.verdict == "contradicted"
    assert one.judgement.found == "March 2021"


def test_a_sentence_that_names_no_survey_is_of_the_one_that_its_draft_names(facts: Facts) -> None:
    draft = "The Lighthouse Keepers Poll is new. The survey was conducted in April 2021."

    (one,) = judged(facts, "The survey was conducted in April 2021.", context=draft)

    assert one.judgement.verdict == "contradicted"


def test_of_several_surveys_that_may_be_meant_one_is_enough(facts: Facts) -> None:
    (one,) = judged(facts, "The survey was conducted in March 2021.")

    assert one.judgement.verdict == "verified"


def test_facts_of_two_surveys_are_not_put_together(facts: Facts) -> None:
    size, dates = judged(facts, "In March 2021, 2,004 people were interviewed for the survey.")[
        ::-1
    ]

    # 2,004 people are the bakers', March 2021 is the keepers'
    assert {size.judgement.verdict, dates.judgement.verdict} == {"verified", "unsupported"}


def test_a_number_of_people_decides_the_figure_at_its_place(facts: Facts) -> None:
    sentence = said("The Bread Poll interviewed 2,040 bakers.")
    found = judged(facts, sentence.text)

    decided, beside = with_facts(sentence, [NOTHING] * len(sentence.figures), found)

    kept = [*decided, *(one for one in beside)]
    assert [one.verdict for one in kept] == ["contradicted"]


def test_what_is_known_of_the_survey_goes_before_a_finding_of_another(facts: Facts) -> None:
    sentence = said("The Bread Poll interviewed 2,040 bakers.")
    elsewhere = Judgement(reason="borne_out", strength=1.0)

    decided, _ = with_facts(sentence, [elsewhere], judged(facts, sentence.text))

    assert [one.verdict for one in decided] == ["contradicted"]


def test_a_changed_copy_is_not_made_good_by_what_is_known_of_the_survey(facts: Facts) -> None:
    sentence = said("The Bread Poll interviewed 2,004 bakers.")
    changed = Judgement(reason="name", strength=1.0, is_of_copy=True)

    decided, _ = with_facts(sentence, [changed], judged(facts, sentence.text))

    assert decided == [changed]


def test_a_date_is_reported_as_words_and_a_margin_as_a_figure(facts: Facts) -> None:
    text = "The Bread Poll was conducted June 1-9, 2020 (margin of error: 2.2 points)."
    sentence = said(text)

    _, (dates, margin) = with_facts(sentence, [], judged(facts, text))

    assert isinstance(dates, CheckedWords)
    assert text[dates.start : dates.end] == "June 1-9, 2020"
    assert isinstance(margin, CheckedFigure)
    assert (margin.figure.value, str(margin.figure.unit)) == (2.2, "points")

"""What a model says of a question, held to the evidence: what is not so is not shown."""

import json
from typing import Any

import pytest

from assistant.align.asking.reply import QuestionReply, read_reply
from assistant.align.question import Settling
from tests.align.evidenced import VISITS, evidence_of, material, number
from tests.align.settled import BOATS, PREMISE, QUOTES, SEXES, VISITED, settled, shown

WOMEN = "What share of women support evening opening?"
DEMOCRATS = "What share of Democrats oppose evening opening?"
TREND = "How has support for evening opening changed?"

TRUE = [
    (
        VISITED,
        "{54%} of county residents visited a public library in the past year.",
        "54% of county residents visited a public library in the past year.",
    ),
    (
        VISITED,
        "Most county residents, {54%}, visited a public library.",
        "Most county residents, 54%, visited a public library.",
    ),
    (
        VISITED,
        "The share of county residents who visited rose from {46%} in 2021 to {54%}.",
        "The share of county residents who visited rose from 46% in 2021 to 54%.",
    ),
    (
        VISITED,
        "Just over {half} of the 1,204 adults visited a public library.",
        "Just over half of the 1,204 adults visited a public library.",
    ),
    (
        SEXES,
        "Women: {48%} of them support evening opening, compared with {39%} of men.",
        "Women: 48% of them support evening opening, compared with 39% of men.",
    ),
    (
        SEXES,
        "More women than men support evening opening, {48%} vs. {39%}.",
        "More women than men support evening opening, 48% vs. 39%.",
    ),
    (
        SEXES,
        "Women are {difference 48% 39%} more likely than men to support evening opening.",
        "Women are 9 points more likely than men to support evening opening.",
    ),
    (
        SEXES,
        "Women are {ratio 48% 39%} as likely as men to support evening opening.",
        "Women are 1.2 times as likely as men to support evening opening.",
    ),
    (
        TREND,
        "Support for evening opening fell from {55%} in 2019 to {47%} in 2023.",
        "Support for evening opening fell from 55% in 2019 to 47% in 2023.",
    ),
    (
        TREND,
        "Support fell by {difference 55% 47%} from 2019 to 2023.",
        "Support fell by 8 points from 2019 to 2023.",
    ),
    (
        PREMISE,
        "No, not 99%: {54%} of county residents visited a public library.",
        "No, not 99%: 54% of county residents visited a public library.",
    ),
    (
        "Did more than half of county residents visit a public library?",
        "Yes, {54%} of county residents visited a public library.",
        "Yes, 54% of county residents visited a public library.",
    ),
    (
        "What share of Republicans do not want evening opening?",
        "{63%} of Republicans do not want evening opening at all.",
        "63% of Republicans do not want evening opening at all.",
    ),
]


@pytest.mark.parametrize(("question", "said", "text"), TRUE)
def test_what_the_evidence_says_is_shown_in_the_models_words(
    question: str, said: str, text: str
) -> None:
    (tried,) = settled(question, said)

    assert tried.why == ""
    assert shown(tried) == [text]


HELD = {
    "a figure that is not there": (VISITED, "{#77} of county residents visited a public library."),
    "a token that is none": (VISITED, "{f1} of county residents visited a public library."),
    "a mark for a token": (VISITED, "⟦1⟧ of county residents visited a public library."),
    "two figures in a token": (VISITED, "{54% 46%} of county residents visited a library."),
    "a token cut short": (VISITED, "w" * 690 + " of residents visited a library: {54%}."),
    "a number typed beside it": (VISITED, "{54%} of county residents visited, up from 12%."),
    "a number typed before it": (VISITED, "1{54%} of county residents visited a public library."),
    "a number typed behind it": (VISITED, "{54%}9 of county residents visited a public library."),
    "a decimal typed before it": (VISITED, "0.{54%} of county residents visited a library."),
    "a minus": (VISITED, "-{54%} of county residents visited a public library."),
    "a range": (VISITED, "{54%} to 60% of county residents visited a public library."),
    "a range with a dash": (VISITED, "{54%}-60% of county residents visited a public library."),
    "two figures run together": (VISITED, "{54%}{46%} of county residents visited a library."),
    "more than": (VISITED, "More than {54%} of county residents visited a public library."),
    "fewer than": (VISITED, "Fewer than {54%} of county residents visited a public library."),
    "a hedge left out": (VISITED, "{half} of county residents visited a public library."),
    "points for per cent": (VISITED, "{54%} points more residents visited a public library."),
    "more likely": (VISITED, "County residents are {54%} more likely to visit a public library."),
    "a count made a share": (VISITED, "{1,204} percent of county adults visited a library."),
    "a count made thousands": (VISITED, "{1,204} thousand county adults visited a library."),
    "a word for another share": (VISITED, "Few county residents, {54%}, visited a library."),
    "a word for nearly all": (VISITED, "Nearly all county residents ({54%}) visited a library."),
    "all": (VISITED, "All county residents, {54%}, visited a public library."),
    "nobody": (VISITED, "Nobody visited a public library: {54%}."),
    "half for another share": (SEXES, "Half of women, {48%}, and two thirds of men support it."),
    "doubled": (VISITED, "The share of county residents doubled from {46%} to {54%}."),
    "digits of another script": (
        VISITED,
        "{54%} of county residents visited, up from \u0661\u0662.",
    ),
    "small digits": (VISITED, "{54%} of county residents visited, up from \u00b9\u00b2."),
    "a fraction in one character": (VISITED, "{54%} of residents visited, up from \u00be."),
    "a denial": (VISITED, "{54%} of county residents did not visit a public library."),
    "a denial of another clause": (DEMOCRATS, "{41%} of Democrats do not oppose evening opening."),
    "a denial left out": (
        "What share of Republicans want evening opening?",
        "{63%} of Republicans want evening opening.",
    ),
    "for instead of against": (
        "What share of Democrats support evening opening?",
        "{41%} of Democrats support evening opening.",
    ),
    "rose for fell": (TREND, "Support rose to {47%} in 2023."),
    "rose for fell, from and to": (TREND, "Support rose from {55%} in 2019 to {47%} in 2023."),
    "rose for fell, the years swapped": (
        TREND,
        "Support rose from {47%} in 2019 to {55%} in 2023.",
    ),
    "rose for fell by points": (TREND, "Support rose by {difference 55% 47%} from 2019 to 2023."),
    "the years swapped": (TREND, "Support was {47%} in 2019 and {55%} in 2023."),
    "fell for rose": (VISITED, "Visits of county residents fell to {54%}, from {46%} in 2021."),
    "a year from nowhere": (VISITED, "In 1998, {54%} of county residents visited a library."),
    "a decade from nowhere": (
        VISITED,
        "In the 1980s, {54%} of county residents visited a library.",
    ),
    "a time from nowhere": (
        VISITED,
        "Within 9 weeks, {54%} of county residents visited a library.",
    ),
    "an age from nowhere": (VISITED, "{54%} of county residents under 30 visited a library."),
    "a country from nowhere": (VISITED, "{54%} of residents of Norway visited a public library."),
    "men for women": (WOMEN, "{39%} of women support evening opening."),
    "nobody for women": (WOMEN, "{39%} support evening opening."),
    "the sides swapped": (SEXES, "{39%} of women and {48%} of men support evening opening."),
    "the other is more": (SEXES, "Men ({39%}) are more likely than women ({48%}) to support it."),
    "the other is fewer": (SEXES, "Fewer women than men support evening opening, {48%} vs. {39%}."),
    "a party for another": (DEMOCRATS, "{63%} of Democrats oppose evening opening."),
    "a year for another": (
        "What share supported evening opening in 2023?",
        "{55%} supported evening opening.",
    ),
    "the question's number as if it were so": (PREMISE, "Yes, 99% of county residents: {54%}."),
    "yes to another figure": (PREMISE, "Yes, {54%} of county residents visited a library."),
    "another matter": (WOMEN, "{48%} of women adore ice hockey, soup, opera and tall ships."),
    "German": (VISITED, "{54%} der Einwohner haben keine Bibliothek besucht."),
    "Chinese": (VISITED, "去年有 {54%} 的居民没有去过公共图书馆。"),
    "a number in German": (VISITED, "{54%} of residents: neunundneunzig Prozent lieben Katzen."),
    "a figure twice in a sum": (VISITED, "{sum 46% 46%} of county residents visited a library."),
    "a sum of others' shares": (SEXES, "{sum 48% 39%} of women and men support evening opening."),
    "a ratio of a word": (VISITED, "Visits are {ratio half 46%} as common among residents."),
    "a difference of a count": (VISITED, "Visits are {difference 54% 1,204} apart."),
    "points of people": (SEXES, "{difference 48% 39%} of women support evening opening."),
    "a sum of two sentences": (DEMOCRATS, "{sum 41% 55%} of Democrats oppose evening opening."),
    "less for more": (SEXES, "Women are less likely than men to support it, {48%} among women."),
    "a figure denied": (VISITED, "Not {54%} of county residents visited a public library."),
    "too small a group": (BOATS, "{62%} of visitors who came by boat were late."),
    "a small group in a difference": (
        BOATS,
        "Late and kept waiting are {difference 62% 44%} apart.",
    ),
    "a figure and an address": (VISITED, "{54%} of residents: https://example.org/99%25 or /54."),
}


@pytest.mark.parametrize("name", HELD)
def test_what_the_evidence_does_not_say_is_held_back(name: str) -> None:
    question, said = HELD[name]

    (tried,) = settled(question, said)

    assert tried.why
    assert "\n" not in tried.why
    # Only what the source says stands in its place, and nothing of too small a group.
    assert {sentence.claim for sentence in tried.instead} <= QUOTES
    assert not any("62%" in sentence.claim for sentence in tried.instead)


@pytest.mark.parametrize(
    ("people", "measure", "period"),
    [
        ("narrower", "same", "same"),
        ("wider", "same", "same"),
        ("other", "same", "same"),
        ("same", "other", "same"),
        ("same", "same", "other"),
        ("unclear", "unclear", "unclear"),
    ],
)
def test_a_figure_that_the_model_itself_finds_to_be_of_something_else_is_not_shown(
    people: str, measure: str, period: str
) -> None:
    told = {"people": people, "measure": measure, "period": period}

    (tried,) = settled(VISITED, "{54%} of county residents visited a library.", **{"54_": told})

    assert shown(tried) == []


def test_a_figure_of_which_the_model_says_nothing_is_not_shown() -> None:
    asked = material(VISITED)
    evidence = evidence_of(asked)
    reply = {"sentences": [{"text": f"{{{number(evidence, '54%')}}} of residents visited."}]}
    settling = Settling(
        material=asked,
        evidence=evidence,
        reply=read_reply(json.dumps(reply), QuestionReply),
        question=VISITED,
    )

    (tried,) = settling.sentences()

    assert shown(tried) == []


def test_a_contrast_stands_beside_the_figure_that_answers() -> None:
    said = "{48%} of women support evening opening, compared with {39%} of men."

    (tried,) = settled(WOMEN, said, **{"39_": {"role": "contrast", "people": "other"}})

    assert shown(tried) == ["48% of women support evening opening, compared with 39% of men."]


@pytest.mark.parametrize(
    "uses",
    [
        {"39_": {"role": "contrast"}},
        {"39_": {"role": "contrast"}, "48_": {"role": "answer"}},
    ],
    ids=["alone", "to an answer that is not shown"],
)
def test_a_contrast_to_nothing_is_not_shown(uses: dict[str, dict[str, Any]]) -> None:
    (tried,) = settled(WOMEN, "{39%} support evening opening.", **uses)

    assert shown(tried) == []


def test_a_contrast_cannot_be_said_of_the_people_asked_about() -> None:
    said = "{48%} of women support evening opening, and {39%} of women do."

    (tried,) = settled(WOMEN, said, **{"39_": {"role": "contrast"}})

    assert tried.why == "39%: it is about men, not women"


def test_the_sources_own_sentence_takes_the_place_of_one_that_is_held_back() -> None:
    (tried,) = settled(VISITED, "{54%} of county residents did not visit a public library.")

    assert shown(tried) == [VISITS]


def test_a_finding_is_not_quoted_for_what_another_sentence_says() -> None:
    (tried,) = settled(VISITED, "{44%} of county residents visited a public library.")

    assert tried.why == "another sentence of the evidence is nearer to what it says"
    assert shown(tried) == []


def test_of_two_findings_the_one_that_is_meant_is_quoted() -> None:
    said = "{44%} of county residents visited a public library, or {54%}, in the past year."

    (tried,) = settled(VISITED, said)

    assert shown(tried) == [VISITS]


def test_a_no_that_its_figures_belie_does_not_open_the_quote() -> None:
    (tried,) = settled(
        "Do more women than men support evening opening?",
        "No, {48%} of women support evening opening, compared with {39%} of men.",
    )

    assert tried.why == "its figures don't say no"
    assert [sentence.lead for sentence in tried.instead] == [""]


@pytest.mark.parametrize(
    ("question", "said", "lead"),
    [
        (VISITED, "Yes, 12% or {54%} of county residents visited a library.", "Yes: "),
        (VISITED, "No, 12% or {54%} of county residents visited a library.", "No: "),
        (PREMISE, "Yes, 99% of county residents visited a library, not {54%}.", ""),
        (PREMISE, "No, 12% or {54%} of county residents visited a library.", "No: "),
    ],
)
def test_a_yes_to_a_figure_that_is_not_so_is_left_out(question: str, said: str, lead: str) -> None:
    (tried,) = settled(question, said)

    assert tried.why
    assert [sentence.lead for sentence in tried.instead] == [lead]


def test_what_is_written_is_shown_on_one_line_without_what_cannot_be_seen() -> None:
    said = "\u202e{54%}\u202c of county residents\nvisited \x1b a public\u200b library."

    (tried,) = settled(VISITED, said)

    assert shown(tried) == ["54% of county residents visited a public library."]


def test_of_many_sentences_six_are_read() -> None:
    tried = settled(VISITED, *["{54%} of county residents visited a public library."] * 50)

    assert len(tried) == 6

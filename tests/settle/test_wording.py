"""A model's sentence held to its findings; {a} and {b} stand for figures of the source."""

import pytest

from assistant.settle.derived import derive
from assistant.settle.wording import Sources, fault, without_figure
from tests.settle.found import count, finding, read, sentence

VISITS = (
    "In 2023, 54% of county residents aged 18 to 64 visited a public library, according to a survey"
    " of 1,204 adults in Ireland."
)
OPPOSED = "Some 63% of Republicans do not want evening opening, and 20% do."
ROSE = "Visits rose from 46% in 2021 to 54% in 2023."
QUESTION = "Did 70% of county residents visit a public library in 2023?"


def found_fault(template: str, source: str, a: str, b: str = "", question: str = QUESTION) -> str:
    """What is wrong with a sentence on one or two figures of a source."""
    found = read(source)
    figures = {"a": found[a]} | ({"b": found[b]} if b else {})
    return fault(
        sentence(template, **figures),
        Sources(sentences=(source,), around=source, question=question),
    )


@pytest.mark.parametrize(
    "template",
    [
        "{a} of county residents visited a public library in 2023.",
        "About {a} of county residents aged 18 to 64 visited a library.",
        "At least {a} of county residents visited a library.",
        "Nearly {a} of county residents visited a library.",
        "More than half of county residents, {a}, visited a library.",
        "Most county residents visited a public library ({a}).",
        "Of the 1,204 adults in Ireland, {a} visited a public library.",
        "Not 70% but {a} of county residents visited a library.",
        "No, {a} of county residents visited a public library in 2023.",
        "The share is {a}.",
    ],
)
def test_what_the_source_says_has_no_fault(template: str) -> None:
    assert found_fault(template, VISITS, "54%") == ""


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{a} of residents visited, and 12% swam.", "“12%” is not one of its figures"),
        ("{a} of residents visited, up 8 points.", "“8 points” is not one of its figures"),
        ("{a} of residents visited, twice as many as before.", "“twice” is not one of its"),
        ("70% of county residents visited; {a} did.", "“70%” is not one of its figures"),
        ("{a} of 1,205 adults visited a library.", "“1,205” is not one of its figures"),
        ("{a} of residents, 54 in all, visited.", "“54” is not one of its figures"),
        ("Two thirds of residents, {a}, visited a library.", "“Two thirds” is not one of its"),
        ("Few residents, {a}, visited a library.", "“Few” is not one of its figures"),
        ("More than {a} of residents visited a library.", "doesn't say 54% in that sense"),
        ("Less than {a} of residents visited a library.", "doesn't say 54% in that sense"),
        ("{a} to 60% of residents visited a library.", "doesn't say 54% in that sense"),
        ("Residents are {a} more likely to visit a library.", "doesn't say 54% in that sense"),
        ("-{a} of residents visited a library.", "stands right at 54%"),
        ("\u2212{a} of residents visited a library.", "stands right at 54%"),
        ("{a}% of residents visited a library.", "stands right at 54%"),
        ("{a}+ of residents visited a library.", "stands right at 54%"),
        ("{a} points of residents visited a library.", "stands right at 54%"),
        ("{a} times residents visited a library.", "stands right at 54%"),
        ("${a} of residents visited a library.", "“$54” is not one of its figures"),
        ("{a} of residents visited 3-D libraries.", "“3” is not one of its figures"),
        ("{a} of residents visited in the 1990s.", "nothing says 1990"),
        ("{a} of residents visited on 5/6.", "nothing says 5"),
        ("{a} of residents visited, or \u2460.", "nothing says 1"),
        ("{a} of residents visited, or 九.", "nothing says 九"),
        ("{a} of residents visited in 2031.", "nothing says 2031"),
        ("{a} of county residents did not visit.", "it denies what its source affirms"),
        ("{a} never visited a library.", "it denies what its source affirms"),
        ("{a} of residents of Norway visited a library.", "nothing here is about NO"),
        ("{a} of Democrats visited a library.", "nothing here is about democrat"),
        ("{a} of women visited a public library.", "nothing here is about women"),
        ("{a} of residents adore ice, soup and tall ships.", "it says more than its source"),
        ("{a} der Einwohner haben keine Bibliothek besucht.", "it says more than its source"),
        ("Every resident, {a}, visited a public library.", "doesn't say “every”"),
        ("Overwhelmingly, {a} of residents visited a library.", "doesn't say “overwhelmingly”"),
    ],
)
def test_what_the_source_does_not_say_is_a_fault(template: str, why: str) -> None:
    assert why in found_fault(template, VISITS, "54%")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{a} of Republicans do not want evening opening.", ""),
        ("{a} of Republicans want evening opening.", "its source denies it"),
        ("Republicans want evening opening: {a}.", "its source denies it"),
    ],
)
def test_a_denial_of_the_source_is_kept(template: str, why: str) -> None:
    assert found_fault(template, OPPOSED, "63%", question="Who wants evening opening?") == why


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("Half of Republicans, compared with {b}, want it.", "“Half” is not one of its"),
        ("No, most Republicans want evening opening: {b}.", "“most” is not one of its"),
        ("{a} of Republicans do not want it, and not {b}.", "it denies 20%"),
        ("{b} of Republicans do not want it.", "“want” is denied"),
    ],
)
def test_what_turns_the_source_is_a_fault(template: str, why: str) -> None:
    source = "Some 63% of Republicans oppose evening opening, and 20% want it. Half do not mind."

    assert why in found_fault(template, source, "63%", "20%", question="Do most want it?")


def test_fewer_men_than_women_are_more_women_than_men() -> None:
    source = "Women are more likely than men to support evening opening (48% vs. 39%)."
    said = "Fewer men ({b}) than women ({a}) support evening opening."

    assert found_fault(said, source, "48%", "39%", question="Who supports it?") == ""


@pytest.mark.parametrize(
    ("template", "is_so"),
    [
        ("Visits were {b} in 2023, up from {a} in 2021.", True),
        ("Visits were {b} in 2023, down from {a} in 2021.", False),
        ("Visits were {a} in 2023, up from {b} in 2021.", False),
        ("Visits rose from {a} in 2021 to {b} in 2023.", True),
        ("Visits rose to {b} in 2023, from {a} in 2021.", True),
        ("Visits were {a} in 2021 and {b} in 2023.", True),
        ("Visits fell from {a} in 2021 to {b} in 2023.", False),
        ("Visits dropped to {b} in 2023.", False),
        ("Visits rose from {b} in 2021 to {a} in 2023.", False),
        ("Visits declined by some points to {b}.", False),
    ],
)
def test_what_rose_is_not_said_to_have_fallen(template: str, is_so: bool) -> None:
    why = found_fault(template, ROSE, "46%", "54%", question="How did visits change?")

    assert (why == "") is is_so


def test_a_figure_that_was_worked_out_stands_beside_its_own() -> None:
    found = read(ROSE)
    apart = derive("difference", (found["46%"], found["54%"]))
    assert apart is not None
    sources = Sources(sentences=(ROSE,), around=ROSE)

    def wrong(template: str) -> str:
        return fault(sentence(template, a=apart, b=found["54%"]), sources)

    assert wrong("Visits rose by {a}, to {b}.") == ""
    assert wrong("Visits rose by 9 points, or {a}, to {b}.")
    assert wrong("Visits rose by more than {a}, to {b}.")
    assert wrong("Visits rose by {a} points, to {b}.")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{a} boats are here.", ""),
        ("{a} percent of boats are here.", "in that sense"),
        ("{a} million boats are here.", "in that sense"),
        ("{a}k boats are here.", "stands right at"),
        ("{a} in 1,204 boats are here.", "not one of its figures"),
    ],
)
def test_a_count_stays_a_count(template: str, why: str) -> None:
    boats = finding(count(212))
    sources = Sources(sentences=("Here are 212 boats.",), around="Here are 212 boats.")

    found = fault(sentence(template, a=boats), sources)

    assert why in found if why else not found


SOURCE = "Women are more likely than men to support evening opening in the county."


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Women are more likely than men to support evening opening.", True),
        ("Women support evening opening more than men.", True),
        ("Yes, women are more likely to support evening opening.", True),
        ("Women do not support evening opening.", False),
        ("No one in the county supports evening opening.", False),
        ("The mayor thanked all women and men for their support.", False),
        ("Women are twice as likely as men to support evening opening.", False),
        ("In 2023, women supported evening opening.", False),
        ("Women in Norway support evening opening.", False),
        ("Frauen unterst\u00fctzen die Abend\u00f6ffnung.", False),
        ("Yes.", False),
        ("", False),
    ],
)
def test_words_without_a_figure_keep_to_their_source(text: str, is_so: bool) -> None:
    why = without_figure(sentence(text), [SOURCE], "Who supports evening opening more?")

    assert (why == "") is is_so


def test_words_that_rest_on_nothing_are_not_said() -> None:
    assert without_figure(sentence(SOURCE), [], "Who?") == "it has no figure and cites nothing"

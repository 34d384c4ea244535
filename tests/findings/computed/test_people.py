import pytest

from assistant.corpus.responses.questionnaire import AskedOf, Option, Question
from assistant.findings.computed.people import group_of, people_of, waves_among
from assistant.findings.populations import population_of
from assistant.survey import Facet, Survey, SurveyPopulation


def survey_of(name: str) -> Survey:
    return Survey(id="s", populations=(SurveyPopulation(name=name),))


def question(text: str, *options: str, id: str = "q1") -> Question:
    told = tuple(Option(value=option, label=option) for option in options)
    return Question(id=id, text=text, options=told)


SEX = question("Are you:", "Male", "Female")
RACE = question("Are you:", "White", "Black", "Hispanic", "Other")
AGE = question("Age")
REGION = question("Region")
PARTY = question("Generally speaking, do you think of yourself as a Republican or a Democrat?")
SCHOOLING = question("Highest degree")
COUNTRY = question("Country")
HOME = question("In what country do you live?")
INCOME = question("What is your household income?")


@pytest.mark.parametrize(
    ("everybody", "groups", "text"),
    [
        ("U.S. adults", [(SEX, "Female")], "U.S. women"),
        ("U.S. adults", [(AGE, "18 - 34")], "U.S. adults aged 18 to 34"),
        ("U.S. adults", [(AGE, "65 and up")], "U.S. adults aged 65 and over"),
        ("U.S. adults", [(AGE, "Under 30")], "U.S. adults under 30"),
        ("adult men", [(RACE, "White")], "white adult men"),
        ("U.S. adults", [(REGION, "South")], "U.S. adults in the South"),
        ("U.S. adults", [(PARTY, "Republican")], "U.S. Republicans"),
        ("U.S. employers", [(SEX, "Female")], "U.S. employers who are women"),
        ("U.S. adults", [(SCHOOLING, "Bachelor")], "U.S. college graduates"),
        ("voters", [(INCOME, "Less than $30,000")], "voters with incomes of less than $30,000"),
        ("adults worldwide", [(COUNTRY, "Germany")], "adults in Germany"),
        ("adults in 20 countries", [(HOME, "United States")], "adults in the United States"),
        ("U.S. adults", [(REGION, "Pacific")], "U.S. adults whose answer to “Region” is “Pacific”"),
        (
            "U.S. adults",
            [(SEX, "Female"), (AGE, "18-34"), (REGION, "South")],
            "U.S. women aged 18 to 34 in the South",
        ),
        ("U.S. adults", [(SEX, "Male"), (PARTY, "Democrat")], "U.S. men who are Democrats"),
    ],
)
def test_groups_are_named_as_a_sentence_would(
    everybody: str, groups: list[tuple[Question, str]], text: str
) -> None:
    people = people_of(survey_of(everybody), groups=[(q, (label,)) for q, label in groups])

    assert people.text == text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Employed men", "employed adult men"),
        ("AMONG EMPLOYED", "employed adult men"),
        ("Base: those who own a car", "adult men who own a car"),
        ("AMONG EMPLOYED WHO HAVE HEARD OF IT", "employed adult men who have heard of it"),
        ("Half of the sample", "adult men (half of the sample)"),
    ],
)
def test_a_filtered_questions_people_are_those_it_was_put_to(label: str, text: str) -> None:
    asked = Question(id="q1", text="Is it?", base=AskedOf(label=label))

    assert people_of(survey_of("adult men"), asked=asked).text == text


def test_a_survey_that_names_nobody_has_respondents() -> None:
    assert people_of(Survey(id="s")).text == "respondents"


@pytest.mark.parametrize(
    ("groups", "spoken"),
    [
        ([(SEX, "Female"), (AGE, "18 - 29")], "women under 30"),
        ([(SEX, "Male"), (AGE, "65+")], "men 65 and older"),
        ([(RACE, "White"), (SEX, "Male")], "white men"),
        ([(SCHOOLING, "Bachelor's degree")], "college graduates"),
        ([(PARTY, "Independent")], "independents"),
        ([(COUNTRY, "Germany")], "Germans"),
    ],
)
def test_a_group_is_the_one_that_people_speak_of(
    groups: list[tuple[Question, str]], spoken: str
) -> None:
    people = people_of(Survey(id="s"), groups=[(q, (label,)) for q, label in groups])

    assert people.facets == population_of(spoken).facets


def test_a_declared_phrase_names_the_group() -> None:
    kids = Question(id="kids", text="kids", people=(("Has children", "men with children"),))

    people = people_of(survey_of("adult men"), groups=[(kids, ("Has children",))])

    assert people.text == "adult men with children"


def test_an_opinion_is_nobodys_party_or_country() -> None:
    better = question("Which party would do better on the economy?", "Republican", "Democrat")
    liked = question("Which of these countries has the best food, as far as is known?")

    assert group_of(better, "Republican").values("party") == frozenset()
    assert group_of(liked, "Germany").values("place") == frozenset()


@pytest.mark.parametrize("label", ["Other", "No answer", "Yes", "No"])
def test_who_gave_an_answer_is_never_everybody(label: str) -> None:
    own = question("Do you own a car?", "Yes", "No", "Other", "No answer")

    people = people_of(survey_of("U.S. adults"), groups=[(own, (label,))])

    assert people.facets > {Facet("place", "US")}


def test_age_bands_that_follow_on_each_other_are_one_group() -> None:
    people = people_of(survey_of("U.S. adults"), groups=[(AGE, ("25-29", "18-24"))])

    assert people.text == "U.S. adults aged 18 to 29"
    assert people.values("age") == population_of("adults under 30").values("age")


def test_options_of_one_question_are_joined() -> None:
    people = people_of(survey_of("U.S. adults"), groups=[(REGION, ("South", "West"))])

    assert people.text == "U.S. adults in the South or in the West"


def test_a_filter_is_told_with_the_people() -> None:
    people = people_of(survey_of("U.S. adults"), where="hours > 40")

    assert people.text == "U.S. adults for whom hours > 40"


def test_the_year_of_an_answer_is_a_wave_and_no_group() -> None:
    groups = [(question("Survey year", id="year"), ("2018",))]

    assert people_of(survey_of("U.S. adults"), groups=groups).text == "U.S. adults"
    assert waves_among(groups) == ("2018",)

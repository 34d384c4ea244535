"""Answers that a claim names by a side, a denial, or a place on a scale."""

import pytest

from assistant.corpus.responses.questionnaire import Net, Option, Question
from assistant.figures import Figure, Form, Unit
from assistant.findings.finding import Evidence
from assistant.retrieve.responses.answers.denying import is_denied, sided
from assistant.retrieve.responses.measures import and_above, option_named, options_joined
from assistant.verify.counted.fitting import judge_share
from assistant.verify.counted.labels import Labels
from assistant.verify.counted.target import Count, Target


def asked(text: str, *labels: str, nets: tuple[Net, ...] = ()) -> Question:
    options = tuple(Option(value=label, label=label) for label in labels)
    return Question(id="q", text=text, options=options, nets=nets)


TRAM = asked("Intended vote on the tram", "Yes", "No", "Undecided", "Will abstain")
TOLL = asked("What is your view of the toll?", "Support", "Oppose", "Neither")
TOWN = asked("Would you join the county or remain outside?", "Join the county", "Remain outside")
FAITH = asked("What is your religion?", "Lutheran", "No religion", "Never asked myself")
SCHOOL = asked(
    "Highest degree",
    "Apprenticeship",
    "Diploma",
    "Doctorate",
    nets=(Net(label="Academic (net)", options=("Diploma", "Doctorate")),),
)


@pytest.mark.parametrize(
    ("said", "question", "answer"),
    [
        ("intend to vote against the tram", TRAM, ("No", False)),
        ("were strongly in favour of the tram", TRAM, ("Yes", False)),
        # those who will not vote for it need not vote against it
        ("will not vote for the tram", TRAM, ("Yes", True)),
        ("are against the toll", TOLL, ("Oppose", False)),
        ("are for the toll", TOLL, ("Support", False)),
        # neither answer is a side of what was asked
        ("would vote against membership", TOWN, None),
        ("argue against the tram", TRAM, None),
    ],
)
def test_a_preposition_takes_a_side(
    said: str, question: Question, answer: tuple[str, bool] | None
) -> None:
    assert sided(said, question) == answer


def test_an_answer_may_be_named_by_what_it_denies() -> None:
    assert option_named("had not yet decided", TRAM) == "Undecided"
    assert not is_denied("had not yet decided", TRAM)
    assert option_named("are not religious", FAITH) == "No religion"


def test_at_least_means_the_net_that_begins_there_or_nothing() -> None:
    joined = options_joined("have a diploma or a doctorate", SCHOOL)

    assert joined == ("Diploma", "Doctorate")
    assert and_above("held at least a diploma", "diploma", "Diploma", SCHOOL) == "Academic (net)"
    assert and_above("held a diploma", "diploma", "Diploma", SCHOOL) == "Diploma"
    assert and_above("a doctorate or higher", "doctorate", "Doctorate", SCHOOL) == ""


def test_a_labels_number_is_known_in_other_words_of_its_range() -> None:
    boats = asked("How many boats?", "1,000 or more boats", "Fewer than 10 boats")
    text = "had at least 1,000 boats, and others less than 10 boats"
    mentions = Labels([("fleet", boats)]).mentions(text)

    assert [m.labels[0].answer for m in mentions] == ["1,000 or more boats", "Fewer than 10 boats"]


def test_a_share_beside_an_average_is_another_figure_than_the_average() -> None:
    said = Figure(text="40%", value=40.0, unit=Unit.PERCENT)
    median = Target(survey="s", question=TOLL, statistic="median")
    evidence = Evidence(source="s.csv", locator="q", quote="The median was 20")
    count = Count(target=median, value=20.0, base=90, evidence=evidence, people="everybody")

    assert judge_share(said, count).verdict == "unsupported"


@pytest.mark.parametrize(("value", "verdict"), [(6.58, "verified"), (6.71, "contradicted")])
def test_a_place_on_a_scale_is_no_share(value: float, verdict: str) -> None:
    said = Figure(text="6.6 out of 10", value=66.0, unit=Unit.PERCENT, form=Form.IN_N)
    mean = Target(survey="s", question=TOLL, statistic="mean")
    evidence = Evidence(source="s.csv", locator="q", quote="The mean was 6.58")
    count = Count(target=mean, value=value, base=90, evidence=evidence, people="everybody")

    assert judge_share(said, count).verdict == verdict

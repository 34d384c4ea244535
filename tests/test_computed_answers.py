"""The whole order of work over respondents' answers: made-up people, counted by hand."""

import shlex
from collections.abc import Iterator

import pytest

from assistant.answer.answer import Answer
from assistant.index.build import build_index
from assistant.interfaces.cli.main import main
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings

QUESTIONS = """
banner: [sex, region]
questions:
  - id: sex
    text: Sex
    options: [Female, Male]
  - id: region
    text: Region
    options: [North, South]
  - id: boat
    text: How often do you row a boat?
    options: [Often, Seldom, Never]
    nets: {Rows (net): [Often, Seldom]}
  - id: hours
    text: How many hours do you sleep on a usual night?
    type: numeric
    unit: hours
"""
SURVEY = """
title: Rowing in {year}
field_dates: "{year}"
sample: probability
series: rowing
populations: [{{name: islanders}}]
"""
# of each 40: how many row often, seldom and never
CELLS = {
    2014: {
        ("Female", "North"): (4, 16, 20),
        ("Female", "South"): (8, 12, 20),
        ("Male", "North"): (10, 10, 20),
        ("Male", "South"): (2, 18, 20),
    },
    2024: {
        ("Female", "North"): (30, 6, 4),
        ("Female", "South"): (10, 20, 10),
        ("Male", "North"): (20, 10, 10),
        ("Male", "South"): (8, 12, 20),
    },
}
ARTICLE = "In 2024, 45% of islanders rowed a boat often, according to the survey.\n"


def people(year: int) -> Iterator[str]:
    yield "sex,region,boat,hours"
    for (sex, region), counts in CELLS[year].items():
        answers = [
            a for a, n in zip(("Often", "Seldom", "Never"), counts, strict=True) for _ in range(n)
        ]
        for at, answer in enumerate(answers):
            yield f"{sex},{region},{answer},{7 if at % 4 else 8}"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("islands")
    for year in CELLS:
        survey = folder / "corpus" / f"rowing-{year}"
        survey.mkdir(parents=True)
        (survey / "survey.yaml").write_text(SURVEY.format(year=year), encoding="utf-8")
        (survey / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
        (survey / "responses.csv").write_text("\n".join(people(year)), encoding="utf-8")
    (folder / "corpus" / "rowing-2024" / "article.md").write_text(ARTICLE, encoding="utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    build_index(settings, progress=lambda *_: None)
    return settings


@pytest.fixture(scope="module")
def assistant(settings: Settings) -> Assistant:
    return Assistant.open(settings)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(Request(question=question))


def figures(answer: Answer) -> list[tuple[str, int | None]]:
    return [(f.figure.text, f.base) for f in answer.figures if f.how == "computed"]


def test_a_break_that_nobody_tabulated_is_computed(assistant: Assistant) -> None:
    answer = ask(assistant, "What share of women in the South row a boat often?")

    # 10 of 40 in 2024, the last wave
    assert figures(answer) == [("25%", 40)]
    assert answer.figures[0].population == "islanders in the South who are women"
    assert answer.figures[0].wave == "2024"
    assert answer.figures[0].margin_of_error is not None


def test_the_printed_command_computes_the_figure_again(
    assistant: Assistant, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(assistant, "What share of women in the South row a boat often?")
    command = shlex.split(answer.figures[0].evidence.computation or "")

    where = ["--corpus", str(settings.corpus), "--index", str(settings.index)]
    code = main([*command[1:], *where])

    assert code == 0
    assert "25.0%" in capsys.readouterr().out


def test_a_net_is_named(assistant: Assistant) -> None:
    answer = ask(assistant, "What percentage of men row a boat?")

    # rows at all: 20 + 10 + 8 + 12 of 80 men
    assert ("62%", 80) in figures(answer) or ("63%", 80) in figures(answer)
    assert "Rows (net)" in answer.text


def test_a_trend_names_its_waves_and_the_test(assistant: Assistant) -> None:
    answer = ask(
        assistant, "How has the share of islanders who row a boat often changed since 2014?"
    )

    # 24 of 160, and 68 of 160
    assert figures(answer) == [("15%", 160), ("43%", 160)]
    assert "2014" in answer.text
    assert "2024" in answer.text
    assert "statistically significant at the 5% level" in answer.text


def test_a_mean_is_in_its_unit(assistant: Assistant) -> None:
    answer = ask(assistant, "How many hours do men sleep on average?")

    # of each 40, ten sleep 8 hours and thirty sleep 7
    assert figures(answer) == [("7.25 hours", 80)]


def test_people_whom_the_answers_cannot_tell_apart_are_refused(assistant: Assistant) -> None:
    answer = ask(assistant, "What share of married women row a boat often?")

    assert answer.refusal is not None
    assert answer.refusal.reason == "no_such_population"
    assert not answer.sentences
    assert all(closest.differs == ("people",) for closest in answer.closest)


def test_what_was_counted_of_another_year_stands_beside_a_refusal_as_such(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "What share of women rowed a boat often in 1999?")

    assert answer.refusal is not None
    assert not answer.sentences
    assert answer.closest
    assert all("period" in closest.differs for closest in answer.closest)


def test_a_filter_that_leaves_nobody_is_refused_in_one_line(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--corpus", str(settings.corpus), "--index", str(settings.index)]
    nobody = "sex == 'Male' and sex == 'Female'"

    code = main(["stats", "rowing-2024", "boat", "--where", nobody, *where])

    assert code == 2
    assert "the filter is refused" in capsys.readouterr().err


def test_a_wave_that_there_was_not_is_refused(assistant: Assistant) -> None:
    answer = ask(assistant, "What share of islanders rowed a boat often in 1994?")

    assert answer.refusal is not None
    assert answer.refusal.reason == "not_covered"
    assert "2014" in answer.refusal.text


def test_a_published_figure_that_does_not_come_out_is_shown_beside(assistant: Assistant) -> None:
    answer = ask(assistant, "What share of islanders row a boat often?")

    # 68 of 160 are 42.5%; the article has 45%
    assert figures(answer) == [("43%", 160)]
    assert "another figure" in answer.text
    assert "45%" in answer.text


ASKED = "\u201cHow often do you row a boat?\u201d"
OFTEN = "\u201cOften\u201d"
# In 2024 women row often in 30 + 10 of 80 cases, seldom in 26, never in 14; men often in 28 of 80.
# In 2014 both do in 12 of 80.
BORNE_OUT = (
    f"Asked {ASKED}, 50% of women answered {OFTEN}.",
    f"50% of women answered {OFTEN} to {ASKED} (base: 80).",
    "Half of women row a boat often.",
    "Between 30% and 40% of men row a boat often.",
    "Women are more likely than men to row a boat often (50% vs. 35%).",
    "Women are more likely than men to say that they row a boat often.",
    "Women are 15 points more likely than men to say that they row a boat often.",
    "The share of women who row a boat often rose from 15% in 2014 to 50% in 2024.",
    "The share of women who row a boat often was 35 points higher in 2024 than in 2014.",
    "In 2014, men and women were equally likely to say that they row a boat often.",
    f"The most common answer of women to {ASKED} was {OFTEN}.",
    f"65% of men did not answer {OFTEN} to {ASKED}.",
    f"82.5% of women answered {OFTEN} or \u201cSeldom\u201d to {ASKED}.",
    "The share of women who row a boat often rose significantly between 2014 and 2024.",
)
REFUTED = (
    f"Asked {ASKED}, 50% of men answered {OFTEN}.",
    f"Asked {ASKED}, 50 points of women answered {OFTEN}.",
    f"50% of women answered {OFTEN} to {ASKED} (base: 90).",
    "Half of men row a boat often.",
    "Men are more likely than women to say that they row a boat often.",
    "Women are 20 points more likely than men to say that they row a boat often.",
    "The share of women who row a boat often fell from 50% in 2014 to 15% in 2024.",
    "In 2024, men and women were equally likely to say that they row a boat often.",
    f"The most common answer of women to {ASKED} was \u201cNever\u201d.",
    f"35% of men did not answer {OFTEN} to {ASKED}.",
)


@pytest.mark.parametrize("claim", BORNE_OUT)
def test_what_respondents_bear_out_is_verified(assistant: Assistant, claim: str) -> None:
    (checked,) = assistant.check(claim).claims

    assert (checked.verdict, checked.why) == ("verified", "")


@pytest.mark.parametrize("claim", REFUTED)
def test_what_respondents_refute_is_contradicted(assistant: Assistant, claim: str) -> None:
    (checked,) = assistant.check(claim).claims

    assert checked.verdict == "contradicted"
    assert checked.why


def test_people_whom_nobody_can_tell_apart_bear_nothing_out(assistant: Assistant) -> None:
    asked = "\u201cHow often do you row a boat?\u201d"
    (checked,) = assistant.check(
        f"50% of married women answered \u201cOften\u201d to {asked}."
    ).claims

    assert checked.verdict == "unsupported"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("In 2024, 25% of women in the South rowed a boat often.", "verified"),
        ("In 2024, 30% of women in the South rowed a boat often.", "contradicted"),
        # the share of 2014: 8 of 40
        ("In 2024, 20% of women in the South rowed a boat often.", "contradicted"),
        ("In 2014, 20% of women in the South rowed a boat often.", "verified"),
        # those who never do are as many as those who do often
        ("In 2024, 75% of women in the North rowed a boat often.", "verified"),
        ("In 2024, 75% of women in the North never rowed a boat.", "contradicted"),
    ],
)
def test_a_claim_is_counted_again_for_its_own_people_and_wave(
    assistant: Assistant, claim: str, verdict: str
) -> None:
    (checked,) = assistant.check(claim).claims

    assert checked.verdict == verdict

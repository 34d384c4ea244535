"""First words over invented surveys: bare articles, one survey, a dozen of them, and a model."""

from pathlib import Path

import pytest

from assistant.align.opening import aligning_model
from assistant.answer.answer import Answer
from assistant.answer.models.opening import OpenedModel
from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.scripted_model import scripted

LIBRARY = """# Library visits recover

Just over half of county residents (54%) visited a public library in the past year, according to a
survey of 1,204 adults carried out by Northfield Research.

Residents are divided over evening opening: 48% of residents support keeping branches open until
9 p.m., because they work late.

Among visitors, 8% were dissatisfied with their visit. Among the 212 visitors who used a public
computer, 44% said the wait was too long. Among the 19 visitors who came by boat, 97% were late.
"""
BUSES = """# Buses in the county

Among bus passengers, 61% said that buses are clean. Among bus passengers, 35% said that fares are
too high.

Among drivers, 72% said that they like their route.
"""
CYCLING = "title: Cycling in the county {braces}\nsample_size: 800\nfield_dates: May 2023\n"


def opened(folder: Path, surveys: dict[str, dict[str, str]]) -> Assistant:
    for survey, files in surveys.items():
        (folder / "corpus" / survey).mkdir(parents=True)
        for name, text in files.items():
            (folder / "corpus" / survey / name).write_text(text, encoding="utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    assert not build_index(settings, progress=lambda *_: None).problems
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(tmp_path_factory.mktemp("one"), {"library": {"article.md": LIBRARY}})


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    surveys = {
        f"buses-{n:02}": {"article.md": BUSES.replace("the county", f"county {n}")}
        for n in range(12)
    }
    surveys |= {"library": {"article.md": LIBRARY}}
    surveys |= {"cycling": {"survey.yaml": CYCLING, "article.md": BUSES.replace("bus", "bike")}}
    return opened(tmp_path_factory.mktemp("many"), surveys)


def ask(assistant: Assistant, question: str, *turns: str) -> Answer:
    answer = assistant.ask(Request(question=question, turns=turns))
    assert not answer.withheld
    return answer


def shown(answer: Answer) -> list[str]:
    return [figure.figure.text for figure in answer.figures]


def test_one_bare_article_is_listed_with_whom_it_says_were_asked(one: Assistant) -> None:
    answer = ask(one, "What's in here?")

    assert answer.sentences[0].text == "There is one survey here:"
    assert answer.sentences[1].text == "Library visits recover: 1,204 adults; dates not stated."
    assert "survey of 1,204 adults" in answer.citations[0].quote


def test_the_only_survey_needs_no_name(one: Assistant) -> None:
    answer = ask(one, "key findings?")

    assert answer.status == "answered"
    assert {"54%", "48%", "8%"} <= set(shown(answer))
    assert "97%" not in shown(answer)  # 19 visitors


def test_the_highest_figure_is_of_groups_that_are_large_enough(one: Assistant) -> None:
    answer = ask(one, "Which figure is highest?")

    assert "is 54%: " in answer.text
    assert "97%" not in answer.text


def test_why_is_answered_where_the_article_gives_the_reason(one: Assistant) -> None:
    asked = "What share of residents support keeping branches open until 9 p.m.?"

    answer = ask(one, "Why?", asked)

    assert answer.status == "answered"
    assert "because they work late" in answer.text


def test_why_is_refused_where_no_reason_is_given(one: Assistant) -> None:
    answer = ask(one, "Why?", "What share of computer users said the wait was too long?")

    assert answer.refusal is not None
    assert answer.refusal.reason == "not_covered"
    assert answer.figures == ()


def test_how_many_that_was_is_the_base_and_the_people_it_stands_for(one: Assistant) -> None:
    asked = "What share of computer users said the wait was too long?"

    answer = ask(one, "How many people was that?", asked)

    assert shown(answer) == ["212", "93"]  # 44% of 212 is 93.28


def test_of_many_surveys_a_few_are_named(many: Assistant) -> None:
    answer = ask(many, "Which surveys are there?")

    assert answer.sentences[0].text == "There are 14 surveys here:"
    assert answer.sentences[-1].text.startswith("There are 8 more.")
    assert len({citation.survey for citation in answer.citations}) == 6


def test_a_total_says_over_how_many_surveys_it_is(many: Assistant) -> None:
    answer = ask(many, "How many people took part in total?")

    # 1,204 by the library's article, 800 by the description of the cycling survey
    assert "Added up over the 2 surveys that say how many, 2,004 people took part." in answer.text
    assert "12 of the 14 surveys don't say" in answer.text


def test_a_survey_that_several_could_be_is_asked_back(many: Assistant) -> None:
    answer = ask(many, "Summarise the survey")

    assert answer.refusal is not None
    assert answer.refusal.reason == "ambiguous"


def test_a_matter_that_no_survey_has_is_said_to_be_missing(many: Assistant) -> None:
    answer = ask(many, "everything about sailing regattas")

    assert answer.refusal is not None
    assert answer.refusal.reason == "not_covered"
    assert answer.closest == ()


def test_a_title_is_shown_as_it_is_written(many: Assistant) -> None:
    answer = ask(many, "Summarise the cycling survey", "hi")

    assert answer.status == "answered"
    assert "Cycling in the county {braces}" in ask(many, "Is there anything about bikes?").text


def test_with_a_model_a_greeting_takes_no_call(one: Assistant, tmp_path: Path) -> None:
    model = scripted()
    folder = tmp_path / "corpus" / "library"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text(LIBRARY, encoding="utf-8")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")
    build_index(settings, progress=lambda *_: None)

    aligning = aligning_model(OpenedModel(name="scripted:model", model=model))

    answer = Assistant.open(settings, model=aligning).ask(Request(question="Hello"))

    assert answer.text == ask(one, "Hello").text
    assert model.heard == []


def test_when_a_bare_article_says_people_were_asked_stands_in_the_list(tmp_path: Path) -> None:
    trains = "# Night trains\n\nMeridian asked 1,508 adults in Belgium between 3 and 14 February.\n"
    surveys = {"trains": {"article.md": trains}, "library": {"article.md": LIBRARY}}

    answer = opened(tmp_path, surveys).ask(Request(question="What's in here?"))

    assert "1,508 adults in Belgium; fieldwork 3 to 14 February" in answer.text

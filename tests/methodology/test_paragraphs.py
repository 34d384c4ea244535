"""Bare articles that say what their survey was as pollsters do: asked about and checked."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answer.draft import Draft
from assistant.answer.kinds.survey_facts import survey_answer
from assistant.answer.material import Material
from assistant.index.store import Index
from assistant.retrieve.query import parse_question
from assistant.verify.bearing.recount import Recount
from assistant.verify.checker import Checker
from tests.verify.conftest import build, embed_stems

PARAGRAPHS = yaml.safe_load((Path(__file__).parent / "paragraphs.yaml").read_text("utf-8"))
WORKED_ON = [one for one in PARAGRAPHS if one["part"] == "work"]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("paragraphs")
    for one in WORKED_ON:
        survey = folder / "corpus" / one["id"]
        survey.mkdir(parents=True)
        (survey / "article.txt").write_text(one["text"], encoding="utf-8")
    return build(folder)


def answer(index: Index, survey: str, question: str) -> str:
    query = parse_question(question)
    material = Material(
        query=query,
        surveys=(index.survey(survey),),
        facts={survey: index.facts_of(survey)},
    )
    draft = survey_answer(material, query.topics)
    assert isinstance(draft, Draft)
    return " ".join(sentence.text for sentence in draft.sentences)


def day_first(text: str) -> str:
    """Dates as "26 September", however they are written."""
    return re.sub(r"\b(Sept|Oct|June|July)\w*\.? (\d+)\b", _turned, text)


def _turned(match: re.Match[str]) -> str:
    names = {"Sept": "September", "Oct": "October", "June": "June", "July": "July"}
    return f"{match[2]} {names[match[1]]}"


@pytest.mark.parametrize("one", WORKED_ON, ids=lambda one: one["id"])
def test_what_an_article_says_of_its_survey_is_answered_and_the_rest_is_unknown(
    index: Index, one: dict[str, Any]
) -> None:
    for question in one["questions"]:
        told = day_first(answer(index, one["id"], question["ask"])).replace(",", "").lower()

        assert [s for s in question["says"] if s.replace(",", "").lower() not in told] == []
        assert told.count("not known") + told.count("no margin of error") == len(
            question.get("unknown", ())
        )


@pytest.mark.parametrize("one", WORKED_ON, ids=lambda one: one["id"])
def test_true_claims_about_a_survey_are_never_contradicted_nor_false_ones_verified(
    index: Index, one: dict[str, Any]
) -> None:
    checker = Checker(index, embed_stems, Recount.of_nothing())

    holds, fails = (
        checker.check_text(one[name], surveys=[one["id"]]).claims[0].verdict
        for name in ("holds", "fails")
    )

    assert holds == "verified"
    assert fails in ("contradicted", "unsupported")

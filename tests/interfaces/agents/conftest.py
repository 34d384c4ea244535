"""Respondents who were counted by hand, and the tools over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from langchain_core.tools import BaseTool

from assistant.corpus.folder import scan_corpus
from assistant.corpus.responses.prepare import prepare
from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import IndexDamaged
from assistant.request import Request
from assistant.retrieve.hit import Hit
from assistant.statistics.estimate import Tabulation, Wanted
from assistant.statistics.tabulate import tabulate
from assistant.statistics.wordings import with_ids
from assistant.verify.check import Check
from tests.interfaces.fake_assistant import FakeAssistant

QUESTIONS = """
questions:
  - id: age
    text: How old are you?
    options: [Young, Old]
  - id: q1
    text: Do you trust the county?
    options: ["Yes", "No"]
"""
# 30 of the 50 young trust the county, and 10 of the 50 old: 40 of 100.
CELLS = (("Young", "Yes", 30), ("Young", "No", 20), ("Old", "Yes", 10), ("Old", "No", 40))


@dataclass(slots=True)
class SmallData:
    """Checks that know one finding, and the answers of a hundred people."""

    responses: Responses
    checks: FakeAssistant = field(default_factory=FakeAssistant)
    limits: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def computable(self) -> tuple[str, ...]:
        return (self.responses.survey,)

    def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> Check:
        self.limits.append(tuple(surveys))
        if "harmed" in text:
            raise IndexDamaged("/srv/index/builds/4: vectors.npy is not what was written")
        return self.checks.check(text, id=id, surveys=surveys)

    def search(self, request: Request, *, k: int = 10) -> Sequence[Hit]:
        return self.checks.search(request, k=k)

    def compute(self, survey: str, wanted: Wanted) -> Tabulation:
        asked = with_ids(self.responses.questionnaire, wanted)
        return tabulate(self.responses, asked, minimum_base=30)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Responses:
    folder = tmp_path_factory.mktemp("agents")
    survey: Path = folder / "corpus" / "county"
    survey.mkdir(parents=True)
    rows = [f"{age},{answer}" for age, answer, many in CELLS for _ in range(many)]
    (survey / "responses.csv").write_text("\n".join(["age,q1", *rows]), encoding="utf-8")
    (survey / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    (found,) = scan_corpus(folder / "corpus").folders
    return prepare(found, store=folder / "prepared", largest_bytes=1_000_000)


@pytest.fixture
def data(county: Responses) -> SmallData:
    return SmallData(responses=county)


@pytest.fixture
def tool(data: SmallData) -> Callable[[str], BaseTool]:
    from assistant import langchain_tools

    tools = {tool.name: tool for tool in langchain_tools(data)}
    return tools.__getitem__

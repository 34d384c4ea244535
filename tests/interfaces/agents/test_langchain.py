"""The tools for agents: what they give, what a model is told, and that a model can use them."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import jsonschema
import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.tools import BaseTool

from assistant import langchain_tools
from assistant.errors import IndexMissing
from assistant.render.schemas import published_schema
from assistant.settings import Settings
from tests.interfaces.agents.conftest import SmallData
from tests.scripted_model import ScriptedModel, calling

DOCS = Path(__file__).parents[3] / "docs"
Tool = Callable[[str], BaseTool]
TRUE = "86% of U.S. employers would hire a candidate with a microcredential."
FALSE = "92% of U.S. employers would hire a candidate with a microcredential."


def told(tool: BaseTool, **arguments: Any) -> ToolMessage:
    """What comes back to a model that calls a tool."""
    call = {"name": tool.name, "args": arguments, "id": "1", "type": "tool_call"}
    message = tool.invoke(call)
    assert isinstance(message, ToolMessage)
    return message


def test_a_check_is_given_in_the_published_shape(tool: Tool) -> None:
    checked = tool("check_percentage").invoke({"text": FALSE})

    jsonschema.validate(checked, published_schema("check"))
    assert checked["claims"][0]["figures"][0]["expected"] == "86%"


def test_a_check_is_limited_to_the_surveys_named(tool: Tool, data: SmallData) -> None:
    told(tool("check_percentage"), text=TRUE)
    told(tool("check_percentage"), text=TRUE, surveys=["skills"])

    assert data.limits == [(), ("skills",)]


def test_a_search_is_given_in_the_published_shape(tool: Tool, data: SmallData) -> None:
    found = tool("search_findings").invoke({"question": "employers", "k": 3, "surveys": ["skills"]})

    jsonschema.validate(found, published_schema("search"))
    assert [hit["source"] for hit in found["hits"]] == ["corpus/skills/article.md"]
    assert data.checks.asked[-1].surveys == ("skills",)


def test_a_statistic_is_given_in_the_published_shape(tool: Tool) -> None:
    made = tool("compute_statistic").invoke(
        {"survey": "county", "question": "do you trust the county", "by": ["age"]}
    )

    jsonschema.validate(made, published_schema("stats"))
    shares = {(row["option"], row["by"]["age"]): row["percent"] for row in made["rows"]}
    # 30 of 50 and 10 of 50
    assert shares["Yes", "Young"] == pytest.approx(60)
    assert shares["Yes", "Old"] == pytest.approx(20)


def test_a_statistic_is_of_those_whom_the_filter_leaves(tool: Tool) -> None:
    made = tool("compute_statistic").invoke(
        {"survey": "county", "question": "q1", "where": "age == 'Old'"}
    )

    # 10 of 50
    assert made["rows"][0]["percent"] == pytest.approx(20)
    assert made["rows"][0]["base"] == 50


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ({"question": "q7"}, "no question 'q7'; near it: q1 (Do you trust the county?)"),
        ({"question": "q1", "where": "age = = 'Old'"}, "the filter needs a value in quotes"),
        ({"question": "q1", "statistic": "mean"}, "q1: its answers are no numbers"),
        ({"question": ""}, "question: String should have at least 1 character"),
        ({"question": "q1", "by": ["a", "b", "c", "d"]}, "by: List should have at most 3 items"),
        ({"question": "q1", "where": "x" * 501}, "where: String should have at most 500"),
        ({"question": "q1", "surveys": ["county"]}, "surveys: Extra inputs are not permitted"),
    ],
)
def test_a_model_is_told_in_one_line_what_was_wrong(
    tool: Tool, arguments: dict[str, Any], line: str
) -> None:
    message = told(tool("compute_statistic"), survey="county", **arguments)

    assert message.status == "error"
    assert line in str(message.content)
    assert "\n" not in str(message.content)


@pytest.mark.parametrize("text", ["", " \n", "5% " * 1_000])
def test_a_text_that_is_empty_or_too_long_is_not_checked(tool: Tool, text: str) -> None:
    assert told(tool("check_percentage"), text=text).status == "error"


def test_a_model_hears_nothing_of_this_machine_when_the_index_is_damaged(tool: Tool) -> None:
    message = told(tool("check_percentage"), text="86% were harmed.")

    assert message.status == "error"
    assert "/srv" not in str(message.content)
    assert "could not be checked" in str(message.content)


def test_what_a_model_wrote_comes_back_without_control_characters(tool: Tool) -> None:
    message = told(tool("compute_statistic"), survey="county", question="q\x1b[31m7\u202e")

    assert "\x1b" not in str(message.content)
    assert "\u202e" not in str(message.content)


def test_a_missing_index_is_for_whoever_makes_the_tools(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        langchain_tools(Settings(index=tmp_path))


def test_the_tools_say_which_surveys_can_be_computed(tool: Tool) -> None:
    assert "Surveys: county." in tool("compute_statistic").description


def test_the_tools_can_be_awaited_side_by_side(tool: Tool) -> None:
    async def both() -> tuple[Any, Any]:
        check = tool("check_percentage")
        return await asyncio.gather(check.ainvoke({"text": TRUE}), check.ainvoke({"text": FALSE}))

    true, false = asyncio.run(both())

    assert true["summary"]["verified"] == 1
    assert false["summary"]["contradicted"] == 1


def test_calls_from_several_threads_take_their_turn(data: SmallData) -> None:
    alone = Lock()

    class Jealous(SmallData):
        def check(self, *arguments: Any, **named: Any) -> Any:
            assert alone.acquire(blocking=False)
            try:
                return super().check(*arguments, **named)
            finally:
                alone.release()

    check, *_ = langchain_tools(Jealous(responses=data.responses))

    with ThreadPoolExecutor(8) as threads:
        checks = list(threads.map(lambda _: check.invoke({"text": TRUE}), range(40)))

    assert all(made["summary"]["verified"] == 1 for made in checks)


def test_a_model_checks_what_it_would_say_and_mends_it(data: SmallData) -> None:
    tools = {tool.name: tool for tool in langchain_tools(data)}
    model = ScriptedModel(
        script=[
            calling("check_percentage", text=FALSE),
            calling("check_percentage", text=TRUE),
            AIMessage(content=TRUE),
        ]
    )
    messages: list[Any] = [HumanMessage("How many employers would?")]

    while isinstance(said := model.bind_tools(list(tools.values())).invoke(messages), AIMessage):
        messages.append(said)
        if not said.tool_calls:
            break
        messages += [tools[call["name"]].invoke(call) for call in said.tool_calls]

    verdicts = [
        json.loads(str(m.content))["summary"] for m in messages if isinstance(m, ToolMessage)
    ]
    assert [v["contradicted"] for v in verdicts] == [1, 0]
    assert messages[-1].content == TRUE


def test_an_agent_of_langchain_s_own_can_use_the_tools(data: SmallData) -> None:
    agents = pytest.importorskip("langchain.agents")
    script = [
        calling("compute_statistic", survey="county", question="q1"),
        calling("compute_statistic", survey="county", question="q9"),
        AIMessage(content="40%"),
    ]
    agent = agents.create_agent(ScriptedModel(script=script), langchain_tools(data))

    said = agent.invoke({"messages": [("user", "How many trust the county?")]})["messages"]

    made, wrong = (message for message in said if isinstance(message, ToolMessage))
    # 40 of 100
    assert json.loads(str(made.content))["rows"][0]["percent"] == pytest.approx(40)
    assert wrong.status == "error"
    assert said[-1].content == "40%"


def test_importing_the_package_loads_no_langchain() -> None:
    look = "import sys, assistant; print('langchain_core' in sys.modules, 'numpy' in sys.modules)"

    ran = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=DOCS.parent
    )

    assert ran.stdout.split() == ["False", "False"]


@pytest.mark.slow
@pytest.mark.timeout(1_200)  # the shipped corpus is indexed
def test_the_examples_of_the_page_run(
    shipped: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("langchain")
    from assistant.index.build import build_index

    build_index(shipped)
    monkeypatch.setenv("ASSISTANT_INDEX", str(shipped.index))
    page = (DOCS / "langchain.md").read_text(encoding="utf-8")
    with_model, alone, retriever = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    model = ScriptedModel(
        script=[calling("check_percentage", text=FALSE), AIMessage(content="Not 92%.")]
    )

    exec(with_model, {"model": model})  # noqa: S102 - the page is ours
    exec(alone, {})  # noqa: S102
    exec(retriever, {})  # noqa: S102

    answer, verdict, share, *found = capsys.readouterr().out.splitlines()
    assert answer == "Not 92%."
    assert isinstance(model.heard[-1][-1], ToolMessage)
    assert verdict.split()[0] == "contradicted"
    assert re.fullmatch(r"\d+\.\d+ \d+", share)
    assert [line.startswith("corpus/") for line in found[:1]] == [True]

"""The checker and the statistics as LangChain tools, for agents that others build.

A tool never raises at a model for what the model asked: it answers with one line that says what is
wrong and what to do. What is wrong with the index is for whoever runs it, and goes to the log.
"""

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from assistant.errors import AssistantError, BadInput

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool
    from pydantic import BaseModel, ValidationError

    from assistant.render.check_json import CheckJson
    from assistant.render.search_json import SearchJson
    from assistant.render.stats.shape import StatsJson
    from assistant.request import Request
    from assistant.retrieve.hit import Hit
    from assistant.settings import Settings
    from assistant.statistics.estimate import Tabulation, Wanted
    from assistant.verify.check import Check

MOST_ROWS = 500  # estimates that are handed to a model
MOST_NAMED = 20  # surveys
LONGEST_LINE = 600
FAILED = (
    "the survey data cannot be used at the moment; say that the figure could not be checked, and "
    "give none"
)
CHECK = (
    "Check a sentence with a percentage or another survey figure against the source data, before "
    "it is shown to anybody. Gives JSON: a claim for each sentence, with a verdict of verified, "
    "contradicted, unsupported or not_a_claim, why, and each figure with the right one as "
    "`expected` where the source data has another. Show only what is verified."
)
SEARCH = (
    "Find what the surveys have on something: findings and passages of their articles, ranked by "
    "meaning and by words. Gives JSON: hits with survey, source, kind, score and text, best first."
)
COMPUTE = (
    "Compute a statistic from the answers of a survey's respondents, weighted where the survey has "
    "weights: shares of every answer, or a mean or a median. Gives JSON: a row for each answer in "
    "each group, with per cent, base and 95% interval, unrounded. Groups of too few people are "
    "suppressed."
)
# The models are the process's, and take one text at a time.
_DOOR = Lock()

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class SourceData(Protocol):
    """What the tools need of the assistant, so that a test can hand in its own."""

    @property
    def computable(self) -> tuple[str, ...]:
        """The ids of the surveys of which respondents' answers are there to be counted."""

    def check(self, text: str, *, id: str = "", surveys: Sequence[str] = ()) -> "Check":
        """Every figure of a text against the source data."""

    def search(self, request: "Request", *, k: int = 10) -> "Sequence[Hit]":
        """The findings and passages that bear most on a question."""

    def compute(self, survey: str, wanted: "Wanted") -> "Tabulation":
        """A statistic from the answers of a survey's respondents."""


def langchain_tools(source: "Settings | SourceData | None" = None) -> "list[BaseTool]":
    """The tools `check_percentage`, `compute_statistic` and `search_findings`, over one index.

    They may be called from several threads and event loops; calls take their turn. Without a
    `source`, the index is the one that the settings of the environment name.

    Raises:
        IndexMissing: There is no index yet.
    """
    from assistant.interfaces.agents.arguments import FindingsToSearch, PercentageToCheck

    data = _opened(source)

    # LangChain reads these types when it runs: all must be names of this module.
    def check_percentage(text: str, surveys: Sequence[str] = ()) -> dict[str, object]:
        return dict(_in_turn(lambda: _check(data, text, surveys)))

    def search_findings(
        question: str, k: int = 10, surveys: Sequence[str] = ()
    ) -> dict[str, object]:
        return dict(_in_turn(lambda: _search(data, question, k=k, surveys=surveys)))

    return [
        _tool(check_percentage, arguments=PercentageToCheck, description=CHECK),
        _statistics_tool(data),
        _tool(search_findings, arguments=FindingsToSearch, description=SEARCH),
    ]


def _statistics_tool(data: SourceData) -> "BaseTool":
    from assistant.interfaces.agents.arguments import StatisticToCompute

    def compute_statistic(
        survey: str,
        question: str,
        by: Sequence[str] = (),
        where: str = "",
        statistic: Literal["share", "mean", "median"] | None = None,
    ) -> dict[str, object]:
        from assistant.statistics.estimate import Wanted

        wanted = Wanted(question=question, by=tuple(by), where=where, statistic=statistic)
        return dict(_in_turn(lambda: _compute(data, survey, wanted)))

    return _tool(
        compute_statistic,
        arguments=StatisticToCompute,
        description=f"{COMPUTE} {_named(data.computable)}",
    )


def _opened(source: "Settings | SourceData | None") -> SourceData:
    from assistant.settings import Settings

    if source is None or isinstance(source, Settings):
        from assistant.pipeline import Assistant

        return Assistant.open(source or Settings())
    return source


def _named(surveys: Sequence[str]) -> str:
    """The surveys that a statistic can be computed of, as a tool's description has them."""
    from assistant.render.safe_text import safe_line

    if not surveys:
        return "No survey here has respondents' answers."
    more = ", …" if len(surveys) > MOST_NAMED else ""
    return f"Surveys: {', '.join(safe_line(id) for id in surveys[:MOST_NAMED])}{more}."


def _check(data: SourceData, text: str, surveys: Sequence[str]) -> "CheckJson":
    from assistant.render.check_json import check_json

    return check_json(data.check(text, surveys=tuple(surveys)))


def _search(data: SourceData, question: str, *, k: int, surveys: Sequence[str]) -> "SearchJson":
    from assistant.render.search_json import search_json
    from assistant.request import Request

    request = Request(question=question, surveys=tuple(surveys))
    return search_json(request, data.search(request, k=k))


def _compute(data: SourceData, survey: str, wanted: "Wanted") -> "StatsJson":
    from assistant.render.stats.shape import stats_json

    made = stats_json(data.compute(survey, wanted))
    rows = len(made["rows"]) + len(made["nets"])
    if rows > MOST_ROWS:
        raise BadInput(
            f"{rows:,} rows are more than the {MOST_ROWS} that a tool gives; break by fewer "
            "questions, or by some with fewer answers"
        )
    return made


def _in_turn(work: Callable[[], Result]) -> Result:
    """One piece of work at a time, its errors as one line for the model."""
    from langchain_core.tools import ToolException

    try:
        with _DOOR:
            return work()
    except AssistantError as error:
        if error.exit_code == AssistantError.exit_code:
            raise ToolException(_line(str(error))) from error
        log.exception("a tool failed")
        raise ToolException(FAILED) from error


def _tool(
    work: Callable[..., Any], *, arguments: "type[BaseModel]", description: str
) -> "BaseTool":
    from langchain_core.tools import StructuredTool

    return StructuredTool.from_function(
        work,
        name=work.__name__,
        description=description,
        args_schema=arguments,
        handle_tool_error=True,
        handle_validation_error=_misuse,
    )


def _misuse(error: "ValidationError | Any") -> str:
    """What is wrong with the arguments, in one line."""
    faults = error.errors()
    where = ".".join(str(part) for part in faults[0]["loc"]) or "arguments"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return _line(f"{where}: {faults[0]['msg']}{more}")


def _line(text: str) -> str:
    from assistant.render.safe_text import safe_line

    line = safe_line(text)
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"

"""A model's reply: one JSON object, to a shape; whatever else it says around it is left out."""

import json
from typing import Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import ModelFailed

LONGEST = 40_000  # characters of a reply that are read

Operation: TypeAlias = Literal[
    "value",
    "comparison",
    "difference",
    "trend",
    "rank",
    "list",
    "overview",
    "survey",
    "small_talk",
    "out_of_scope",
    "ask_back",
]
Missing: TypeAlias = Literal["people", "period", "option", "measure", "survey"]
People: TypeAlias = Literal["same", "narrower", "wider", "other", "unclear"]
Facet: TypeAlias = Literal["same", "other", "unclear", "not stated"]


def _without_defaults(schema: dict[str, Any]) -> None:
    """Strict schemas, in which every key is given, may have no defaults."""
    for told in schema.get("properties", {}).values():
        told.pop("default", None)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, json_schema_extra=_without_defaults)


class Use(_Shape):
    """How a figure relates to the question, facet by facet.

    A *contrast* is about something else on purpose: what sets a false premise right, or what the
    answer is compared with.
    """

    figure: int
    role: Literal["answer", "contrast"] = "answer"
    people: People = "unclear"
    measure: Facet = "unclear"
    period: Facet = "unclear"

    @property
    def is_about_it(self) -> bool:
        """Whether people, measure and period are those asked about."""
        return self.people == "same" == self.measure and self.period in ("same", "not stated")


class Said(_Shape):
    """A sentence: words with tokens, a sentence of the evidence, or a fact of a survey.

    `cites` are labels of sentences that words without a token rest on.
    """

    text: str = ""
    cites: tuple[str, ...] = ()
    quote: str = ""
    lead: Literal["", "Yes", "No"] = ""
    fact: str = ""


class Condition(_Shape):
    """People who gave one of some answers, or whose number lies in a range."""

    question: str
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class Computation(_Shape):
    """A statistic to be counted."""

    question: str
    surveys: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    groups: tuple[tuple[Condition, ...], ...] = ((),)
    by: str = ""
    statistic: Literal["share", "mean", "median"] = "share"
    yes_if: Literal["", "majority", "minority", "first_greater", "first_smaller"] = ""


class LookUp(_Shape):
    """What a model wants to see: a search, in one survey or all, or what a survey asked of whom."""

    search: str = ""
    survey: str = ""
    describe: str = ""


class QuestionReply(_Shape):
    """What a model found out about a question; it may want more looked up where that is offered."""

    standalone_question: str = ""
    operation: Operation = "value"
    uses: tuple[Use, ...] = ()
    sentences: tuple[Said, ...] = ()
    compute: tuple[Computation, ...] = ()
    missing: Missing | None = None
    missing_words: str = ""
    closest: tuple[int, ...] = ()
    choices: tuple[str, ...] = ()
    look_up: tuple[LookUp, ...] = ()


class ClaimFigure(_Shape):
    """The evidence for a figure of a claim; `is_` is of the same, `other` of something else."""

    said: str
    is_: int | None = Field(default=None, alias="is")
    op: Literal["difference", "ratio", "sum", "rest"] | None = None
    of: tuple[int, ...] = ()
    other: int | None = None
    is_part_of_measure: bool = Field(default=False, alias="part_of_measure")
    people: People = "unclear"
    measure: Facet = "unclear"
    period: Facet = "unclear"

    @property
    def is_about_it(self) -> bool:
        """Whether people, measure and period are those of the claim."""
        return self.people == "same" == self.measure and self.period in ("same", "not stated")


class Holding(_Shape):
    """What a claim says besides its figures, and how the evidence stands to it."""

    is_: tuple[int, ...] = Field(default=(), alias="is")
    people: People = "unclear"
    measure: Facet = "unclear"
    period: Facet = "unclear"
    direction: Literal["same", "opposite", "unclear"] = "unclear"
    degree: Literal["same", "stronger", "weaker", "unclear"] = "unclear"

    @property
    def is_about_it(self) -> bool:
        """Whether people, measure and period are those of the claim."""
        return self.people == "same" == self.measure and self.period in ("same", "not stated")


class Rank(_Shape):
    """Two figures of the evidence, of which a claim says that one is greater."""

    greater: int
    lesser: int


class ClaimReply(_Shape):
    """What a model found out about one claim."""

    n: int
    figures: tuple[ClaimFigure, ...] = ()
    holds: tuple[Holding, ...] = ()
    ranks: tuple[Rank, ...] = ()
    sentences: tuple[str, ...] = ()
    missing: Missing | None = None
    closest: tuple[int, ...] = ()


class ClaimsReply(_Shape):
    """What a model found out about several claims."""

    claims: tuple[ClaimReply, ...] = ()


Shape = TypeVar("Shape", QuestionReply, ClaimsReply)


def read_reply(text: str, shape: type[Shape]) -> Shape:
    """The reply in a text.

    Raises:
        ModelFailed: There is no JSON object in it, or not of the shape; the message says what.
    """
    found = first_object(text[:LONGEST])
    if found is None:
        raise ModelFailed("malformed" if text.strip() else "empty", "no JSON object in the reply")
    try:
        reply = shape.model_validate(found)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise ModelFailed("malformed", f"{where}: {fault['msg']}") from None
    if not reply.model_fields_set:
        raise ModelFailed("malformed", "none of the keys that are asked for")
    return reply


def first_object(text: str) -> dict[str, Any] | None:
    """The first JSON object in a text.

    >>> first_object('Here: {"a": 1} and more')
    {'a': 1}
    """
    decoder, at = json.JSONDecoder(), text.find("{")
    while at >= 0:
        try:
            found, _ = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        at = text.find("{", at + 1)
    return None

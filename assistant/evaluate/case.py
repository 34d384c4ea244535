"""A case: a question or a claim, and what a right answer to it is.

The keys are published as a JSON Schema in `docs/schemas/question-set.schema.json`.
"""

import difflib
import re
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.answer.answer import Reason

Unit: TypeAlias = Literal["percent", "points", "count", "ratio", "mean", "median", "money", "other"]
Missing: TypeAlias = Literal["people", "period", "option", "measure", "survey"]
Verdict: TypeAlias = Literal["verified", "contradicted", "unsupported"]

_NUMBER = r"(?P<money>[$€£¥])?\s?(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
_SHORT = re.compile(rf"{_NUMBER}\s?(?P<unit>%|[a-z][a-z -]*)?", re.IGNORECASE)
_UNITS: dict[str, Unit] = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "pct": "percent",
    "point": "points",
    "points": "points",
    "percentage point": "points",
    "percentage points": "points",
    "pp": "points",
    "time": "ratio",
    "times": "ratio",
    "dollars": "money",
    "euros": "money",
}


def figure_in_short(written: str) -> dict[str, object]:
    """A figure written in one word or two, as its value and unit.

    >>> figure_in_short("12.5%"), figure_in_short("1,456 people")
    ({'value': 12.5, 'unit': 'percent'}, {'value': 1456.0, 'unit': 'count'})
    """
    match = _SHORT.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"cannot read the figure {written!r}; write 86%, 6 points or 1,456 people")
    name = (match["unit"] or "").strip().lower()
    if not name and not match["money"]:
        raise ValueError(
            f"{written!r} has no unit; write {written}%, {written} points or {written} people"
        )
    if name not in _UNITS and _is_nearly_a_unit(name.split(" ")[0]):
        raise ValueError(
            f"cannot read the unit of {written!r}; write 86%, 6 points, 2 times, 1,456 people, "
            "or the figure in full, with its value and unit"
        )
    unit = "money" if match["money"] else _UNITS.get(name, "count")
    return {"value": float(match["value"].replace(",", "")), "unit": unit}


def _is_nearly_a_unit(word: str) -> bool:
    """Whether a word is more likely a slip of the pen than a kind of people or things."""
    return bool(difflib.get_close_matches(word, [*_UNITS, "percentage"], cutoff=0.85))


def _figure(written: Any) -> Any:
    return figure_in_short(written) if isinstance(written, str) else written


def _list(written: Any) -> Any:
    """One text stands for a list of one."""
    return (written,) if isinstance(written, str) else written


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"\S")]
Texts: TypeAlias = Annotated[
    tuple[Text, ...], BeforeValidator(_list, json_schema_input_type=Text | tuple[Text, ...])
]
Name: TypeAlias = Annotated[str, Field(pattern=r"^[\w][\w.:-]*$", max_length=100)]


class ExpectedFigure(_Shape):
    """A figure that a right answer shows."""

    value: float = Field(allow_inf_nan=False)
    """The number; a share or a mean may be given more exactly than an answer rounds it."""
    unit: Unit
    """What it counts: percent, points, count, ratio, mean, median, money or other."""
    population: Texts = ()
    """The people it must be about; several are alternatives. Left out: not looked at."""
    base: int | None = None
    """The unweighted people it must be a share of."""
    wave: str | None = None
    """The wave it must be of, such as "2018"."""
    tolerance: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """How far the figure shown may lie from the value; left out: what rounding allows."""


class Alternatives(_Shape):
    """Figures of which one is enough."""

    any_of: tuple[
        Annotated[
            ExpectedFigure, BeforeValidator(_figure, json_schema_input_type=str | ExpectedFigure)
        ],
        ...,
    ] = Field(min_length=1)
    """The alternatives, in short or in full."""


def _figure_or_alternatives(written: Any) -> Any:
    """Every figure is kept as its alternatives, of which most have one."""
    if isinstance(written, dict) and "any_of" in written:
        return written
    return {"any_of": (written,)}


Figure: TypeAlias = Annotated[
    Alternatives,
    BeforeValidator(
        _figure_or_alternatives, json_schema_input_type=str | ExpectedFigure | Alternatives
    ),
    Field(description="In short (86%, 6 points, 1,456 people), in full, or alternatives."),
]


def _figures(written: Any) -> Any:
    return (written,) if isinstance(written, str | dict) else written


def _says(written: Any) -> Any:
    return ((written,),) if isinstance(written, str) else written


Figures: TypeAlias = Annotated[
    tuple[Figure, ...],
    BeforeValidator(_figures, json_schema_input_type=Figure | tuple[Figure, ...]),
]


class Case(_Shape):
    """One question or claim with what is expected of the answer."""

    id: Name
    """Letters, digits, hyphens, dots and underscores; unique in its set."""
    question: Text | None = None
    """A question that stands alone."""
    turns: tuple[Text, ...] = ()
    """Instead of a question: what was asked in a conversation; the last turn is the question."""
    claim: Text | None = None
    """Instead of a question: a text to check."""
    surveys: tuple[Name, ...] = ()
    """Only these surveys are asked; left out: those of the set, or all."""
    figures: Figures = ()
    """Figures that must be shown, every one of them."""
    not_figures: Figures = ()
    """Figures that must not lead the answer."""
    answer: Texts = ()
    """yes, no, rose, fell, unchanged, or a name that must be said; several are alternatives."""
    must_cite: Texts = ()
    """Surveys or sources that must be cited: a survey's id, or corpus/SURVEY/FILE."""
    must_say: Annotated[
        tuple[Texts, ...],
        BeforeValidator(_says, json_schema_input_type=Text | tuple[Texts, ...]),
    ] = ()
    """Words that the text must have; an item may be a list of alternatives."""
    must_not_say: Texts = ()
    """Words that the text must not have."""
    refuse: Annotated[
        tuple[Reason, ...],
        BeforeValidator(_list, json_schema_input_type=Reason | tuple[Reason, ...]),
    ] = ()
    """The reasons for which refusing is right. Left out: the question is to be answered."""
    missing: Annotated[
        tuple[Missing, ...],
        BeforeValidator(_list, json_schema_input_type=Missing | tuple[Missing, ...]),
    ] = ()
    """What a right refusal names as missing."""
    verdict: Verdict | None = None
    """The right verdict on a claim."""
    expected: Figures = ()
    """The right figure in place of a claim's wrong one; several are alternatives."""
    within_ms: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """How long the answer may take. It has no part in the outcome."""
    tags: Texts = ()
    """What kind of case it is; reports can be filtered by them."""
    why: str = ""
    """Why this is right, for people."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        asked = (self.question is not None) + bool(self.turns) + (self.claim is not None)
        if asked != 1:
            raise ValueError("needs one of question, turns and claim")
        if self.missing and not self.refuse:
            raise ValueError("missing belongs to refuse")
        if self.claim is not None:
            if self.verdict is None:
                raise ValueError("a claim needs a verdict: verified, contradicted or unsupported")
            if self.figures or self.refuse or self.answer:
                raise ValueError("a claim has a verdict and expected, no figures, answer or refuse")
            return self
        if self.verdict is not None or self.expected:
            raise ValueError("verdict and expected belong to a claim; a question has figures")
        if self.refuse and (self.figures or self.answer):
            raise ValueError("refuse says that there is no answer; leave out figures and answer")
        if not self.expects_anything:
            raise ValueError("expects nothing; give figures, answer, must_say, refuse or another")
        return self

    @property
    def expects_anything(self) -> bool:
        """Whether there is anything to hold an answer to."""
        words = self.must_say or self.must_not_say or self.must_cite
        return bool(self.figures or self.not_figures or self.answer or words or self.refuse)

    @property
    def is_claim(self) -> bool:
        """Whether a text is checked, and no question asked."""
        return self.claim is not None

    @property
    def is_covered(self) -> bool:
        """Whether the source data has an answer."""
        return self.verdict != "unsupported" if self.is_claim else not self.refuse

    @property
    def asked(self) -> str:
        """The question, the last turn or the claim."""
        return self.claim or self.question or self.turns[-1]


class QuestionSet(_Shape):
    """Cases that belong together."""

    title: str = ""
    """What the set is about."""
    surveys: tuple[Name, ...] = ()
    """The surveys that the cases are about, unless a case says otherwise; left out: all."""
    cases: tuple[Case, ...] = Field(min_length=1)
    """The cases, each with its id, a question or a claim, and what is expected."""

"""Labelled pairs as a question set: a YAML list of questions (`ask`) or of claims (`text`).

A figure is written "86%", "four-in-ten" or "11.9 hours"; "48%|about half" are alternatives. A
question that is not covered has `why_not`. Other keys than those below are not read.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from assistant.answer.answer import Reason
from assistant.errors import BadQuestionSet
from assistant.evaluate.case import ExpectedFigure, Missing, QuestionSet, Text, Unit, Verdict
from assistant.evaluate.grading.graders import says
from assistant.evaluate.sets.reading import (
    Path_,
    Place,
    Places,
    checked,
    composed,
    data_of,
    decoded,
    first_fault,
    places_in,
)
from assistant.figures import Figure, Form, bears_out
from assistant.figures import Unit as UnitOfFigure
from assistant.numerals import number_of, read_figures

WhyNot: TypeAlias = Literal[
    "people", "narrower_people", "country", "measure", "option", "wave", "not_surveyed"
]
NO_PEOPLE: tuple[Reason, ...] = ("no_such_population", "not_covered")
NOT_COVERED: tuple[Reason, ...] = ("not_covered",)
REFUSALS: dict[WhyNot, tuple[tuple[Reason, ...], Missing]] = {
    "people": (NO_PEOPLE, "people"),
    "narrower_people": (NO_PEOPLE, "people"),
    "country": (NO_PEOPLE, "people"),
    "measure": (NOT_COVERED, "measure"),
    "option": (NOT_COVERED, "option"),
    "wave": (NOT_COVERED, "period"),
    "not_surveyed": ((*NOT_COVERED, "out_of_scope"), "survey"),
}
DIRECTIONS = {"rise": "rose", "rose": "rose", "fall": "fell", "fell": "fell"}
MOST_WORDS_OF_A_NAME = 6
LONGEST_SOURCE = 300
_YES_OR_NO = re.compile(r"(yes|no)(?!\w)", re.IGNORECASE)
_QUANTITY = re.compile(r"(?P<number>(?:\d[\d,]*)?\.?\d+)(?: [a-z]+)?", re.IGNORECASE)  # 11.9 hours
_CLAUSE_ENDS = re.compile(r"[;(]")


def _nothing_or(written: Any) -> Any:
    """YAML's null, which is read as a text as everything is, says nothing."""
    return "" if written in ("null", "Null", "NULL", "~") else written


def _several(written: Any) -> Any:
    written = _nothing_or(written)
    return ((written,) if written else ()) if isinstance(written, str) else written


_Word: TypeAlias = Annotated[str, BeforeValidator(_nothing_or)]
_Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_several)]


class _Pair(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    kind: Text
    passage: _Words = ()
    source: _Words = ()


class _Question(_Pair):
    ask: Text
    figures: _Words = ()
    wrong: _Words = ()
    any_of: _Words = ()
    answer: _Word = ""
    people: _Word = ""
    why_not: WhyNot | None = None
    derived: Literal["true", "false"] = "false"


class _Claim(_Pair):
    text: Text
    verdict: Verdict
    truth: _Word = ""


def read_pairs(path: Path) -> QuestionSet:
    """The questions or claims of a file, in order, to be asked over all passages.

    Raises:
        BadQuestionSet: It cannot be read, or an item has a fault; its line is named.
    """
    node, items = composed(decoded(data_of(path), path), str(path))
    if not isinstance(items, list):
        raise BadQuestionSet(f"{path}: not labelled pairs; write a list of items with ask or text")
    place = places_in(node, str(path))
    cases = [_case(item, n, place) for n, item in enumerate(items)]
    title = f"Labelled pairs: {path.name.partition('.')[0]}"
    return checked({"title": title, "cases": cases}, lambda at: place(at[1:2]))


def expected_figure(figure: Figure) -> ExpectedFigure:
    """A figure that was read out of words, as what is expected; a count may be of anything.

    >>> [expected_figure(m.figure).value for m in read_figures("four-in-ten, or 1.2 million")]
    [40.0, 1200000.0]
    """
    return ExpectedFigure(value=figure.value, unit=_unit(figure))


def _unit(figure: Figure) -> Unit:
    return "other" if figure.unit is UnitOfFigure.COUNT else cast("Unit", figure.unit.value)


def _case(item: Any, n: int, place: Places) -> dict[str, Any]:
    def within(at: Path_) -> Place:
        return place((n, *at))

    if not isinstance(item, dict) or not {"ask", "text"} & set(item):
        raise BadQuestionSet(f"{within(()).text}: needs 'ask' for a question or 'text' for a claim")
    try:
        if "ask" in item:
            keys = _of_question(_Question.model_validate(item))
        else:
            keys = _of_claim(_Claim.model_validate(item))
    except ValidationError as error:
        raise first_fault(error, within) from error
    return {key: value for key, value in keys.items() if value}


def _of_question(pair: _Question) -> dict[str, Any]:
    wrong = [(one, _alternatives(one, pair.kind)) for one in pair.wrong]
    tags = [pair.kind, *([pair.why_not] if pair.why_not else [])]
    keys = {
        "id": pair.id,
        "question": pair.ask,
        "not_figures": [{"any_of": figures} for _, figures in wrong if figures],
        "tags": [*tags, *(["derived"] if pair.derived == "true" else [])],
        "why": _why(pair, unread=[one for one, figures in wrong if not figures]),
    }
    if pair.why_not is not None:
        reasons, missing = REFUSALS[pair.why_not]
        return {**keys, "refuse": reasons, "missing": [missing]}
    figures = [(one, _alternatives(one, pair.kind)) for one in pair.figures]
    said = [one.split("|") for one, found in figures if not found]
    cites = pair.passage if pair.kind == "value" and len(pair.passage) == 1 else ()
    return {
        **keys,
        "figures": [{"any_of": found} for _, found in figures if found],
        "answer": _answer(pair),
        "must_say": [*said, *([pair.any_of] if pair.any_of else [])],
        "must_cite": cites,
    }


def _of_claim(pair: _Claim) -> dict[str, Any]:
    return {
        "id": pair.id,
        "claim": pair.text,
        "verdict": pair.verdict,
        "expected": [{"any_of": [f]} for f in _corrected(pair)],
        "tags": [pair.kind],
        "why": pair.truth,
    }


def _alternatives(written: str, kind: str) -> list[ExpectedFigure]:
    """The figures of an item, each one once; none where it has only words."""
    found = [figure for one in written.split("|") for figure in _read(one.strip(), kind)]
    return [figure for n, figure in enumerate(found) if figure not in found[:n]]


def _read(written: str, kind: str) -> Iterable[ExpectedFigure]:
    quantity = _QUANTITY.fullmatch(written)
    if quantity and kind == "difference" and quantity["number"] == written:
        yield ExpectedFigure(value=number_of(written), unit="points")
    joined = re.sub(r"-\s+", "-", written)  # "One- fifth", as it was printed
    figures = [m.figure for m in read_figures(joined) if m.figure.form is not Form.VAGUE]
    if figures:
        yield expected_figure(figures[0])
        if figures[0].high is not None:
            yield ExpectedFigure(value=figures[0].high, unit=_unit(figures[0]))
    elif quantity:
        yield ExpectedFigure(value=number_of(quantity["number"]), unit="other")


def _answer(pair: _Question) -> Sequence[str]:
    """Yes, no, a direction, or a name that the source has in the same words; else nothing."""
    written = pair.answer.strip()
    if yes_or_no := _YES_OR_NO.match(written):
        return (yes_or_no[1].lower(),)
    if written.lower() in DIRECTIONS:
        return (DIRECTIONS[written.lower()],)
    is_name = pair.kind != "open" and 0 < len(written.split()) <= MOST_WORDS_OF_A_NAME
    return (written,) if is_name and says(" ".join(pair.source), written) else ()


def _corrected(pair: _Claim) -> Sequence[ExpectedFigure]:
    """The figure that the truth begins with, where it is the only one and the claim is not so.

    "7% of white mainline Protestants; 23% is …" gives 7%; "44% for, 33% against" gives none.
    """
    if pair.verdict != "contradicted":
        return ()
    begins = _CLAUSE_ENDS.split(pair.truth)[0]
    figures = [m.figure for m in read_figures(begins) if m.figure.form is not Form.VAGUE]
    claimed = [mention.figure for mention in read_figures(pair.text)]
    is_clear = len(figures) == 1 and figures[0].is_exact and bool(claimed)
    if not is_clear or any(bears_out(said, figures[0]) for said in claimed):
        return ()
    return (expected_figure(figures[0]),)


def _why(pair: _Question, *, unread: Sequence[str]) -> str:
    """The answer in full, the people, and the first sentence that has or lacks it."""
    answer = "" if (pair.answer,) == tuple(_answer(pair)) else pair.answer
    source = pair.source[0] if pair.source else ""
    short = source if len(source) <= LONGEST_SOURCE else f"{source[: LONGEST_SOURCE - 1]}…"
    parts = {
        "answer": answer,
        "people": pair.people,
        "also wrong": ", ".join(unread),
        "nearest" if pair.why_not else "source": short,
    }
    return "; ".join(f"{name}: {said}" for name, said in parts.items() if said)

"""What was answered: the text, its figures with their people, and the places they come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from assistant.evaluate.reports.page.words import plain, safe
from assistant.render.answer_view import describe_place

Json: TypeAlias = Mapping[str, Any]
ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of an answer, or a claim of a check with its verdict and the reason."""

    text: str
    verdict: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure, what it measures, and what is known of it in a few words."""

    text: str
    measure: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Figures of the same people, base and wave, each pair a name and a value."""

    of: tuple[tuple[str, str], ...]
    figures: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A citation or a piece of evidence; `mark` is what it is known by in the answer."""

    mark: str
    place: str
    quote: str
    computation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A reply in safe text. `status` says what it is, where it is no answer or check."""

    status: str
    passages: tuple[Passage, ...]
    figures: tuple[FigureGroup, ...]
    sources: tuple[Source, ...]
    withheld: tuple[Passage, ...]


def view_reply(reply: Json) -> Said:
    """An answer or a check, as far as it says anything: a foreign one may have only its text."""
    return _of_check(reply) if "claims" in reply else _of_answer(reply)


def _of_answer(reply: Json) -> Said:
    reason = plain((reply.get("refusal") or {}).get("reason"))
    status = plain(reply.get("status")).replace(ANSWERED, "")
    lines = str(reply.get("text") or "").splitlines()
    return Said(
        status=f"{status}: {reason}" if reason else status,
        passages=tuple(Passage(text=line) for line in map(safe, lines) if line),
        figures=_grouped(reply.get("figures") or ()),
        sources=tuple(map(_citation, reply.get("citations") or ())),
        withheld=tuple(
            Passage(text=safe(one.get("text")), why=safe(one.get("why")))
            for one in reply.get("withheld") or ()
        ),
    )


def _of_check(reply: Json) -> Said:
    figures = [figure for claim in reply["claims"] for figure in claim.get("figures") or ()]
    return Said(
        status="",
        passages=tuple(
            Passage(
                text=safe(claim.get("text")),
                verdict=plain(claim.get("verdict")),
                why=safe(claim.get("why")),
            )
            for claim in reply["claims"]
        ),
        figures=_grouped(figures),
        sources=tuple(_evidence(figure) for figure in figures if figure.get("evidence")),
        withheld=(),
    )


def _grouped(figures: Sequence[Json]) -> tuple[FigureGroup, ...]:
    return tuple(
        FigureGroup(of=of, figures=tuple(map(_figure, some)))
        for of, some in groupby(figures, key=lambda figure: tuple(_of_whom(figure)))
    )


def _of_whom(figure: Json) -> Iterable[tuple[str, str]]:
    """What figures of the same people share."""
    if figure.get("population"):
        yield "People", safe(figure["population"])
    base = figure.get("base")
    if base is not None:
        yield "Base", f"{base:,}" if isinstance(base, int) else safe(base)
    if figure.get("wave"):
        yield "Wave", safe(figure["wave"])


def _figure(figure: Json) -> FigureLine:
    expected = safe(figure.get("expected"))
    known = (plain(figure.get("verdict")), plain(figure.get("how")))
    return FigureLine(
        text=safe(figure.get("text")),
        measure=safe(figure.get("measure")) or (f"the source has {expected}" if expected else ""),
        known=", ".join(filter(None, known)),
    )


def _citation(given: Json) -> Source:
    return Source(
        mark=f"[{safe(given.get('n'))}]",
        place=describe_place(str(given.get("source") or ""), str(given.get("locator") or "")),
        quote=safe(given.get("quote")),
        computation="",
    )


def _evidence(figure: Json) -> Source:
    given = figure["evidence"]
    return Source(
        mark=safe(figure.get("text")),
        place=describe_place(str(given.get("source") or ""), str(given.get("locator") or "")),
        quote=safe(given.get("quote")),
        computation=safe(given.get("computation")),
    )

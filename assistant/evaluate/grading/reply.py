"""What graders see of an answer or a check: its published JSON, whoever gave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self, TypeAlias

Status: TypeAlias = Literal["answered", "closest", "refused", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A figure of an answer. Of one that was read out of a mere text, only the number is known."""

    text: str
    value: float
    unit: str
    population: str | None = None
    base: int | None = None
    wave: str | None = None
    verdict: str | None = None
    how: str | None = None
    quote: str = ""
    computation: str | None = None

    @property
    def is_read_from_text(self) -> bool:
        """Whether nothing is known of it but the number."""
        return self.how is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, or a check where `verdict` is not None.

    `sentences` are texts with the positions of their figures and citations, in order; `closest` are
    the positions of figures in findings that only come near; `cited` are surveys and sources. A
    reply that `failed` has the error in its text.
    """

    status: Status
    text: str
    figures: tuple[ShownFigure, ...] = ()
    cited: tuple[tuple[str, str], ...] = ()
    sentences: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = ()
    closest: tuple[int, ...] = ()
    reason: str | None = None
    missing: tuple[str, ...] = ()
    verdict: str | None = None
    corrections: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether it gives a direct answer."""
        return self.status == "answered"

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """The reply in a published answer or check."""
        return cls._of_check(given) if "claims" in given else cls._of_answer(given)

    @classmethod
    def _of_answer(cls, given: Mapping[str, Any]) -> Self:
        refusal, closest = given.get("refusal") or {}, given.get("closest", ())
        differs = [facet for one in closest for facet in one.get("differs", ())]
        return cls(
            status=given["status"],
            text=given["text"],
            figures=tuple(map(_figure, given.get("figures", ()))),
            cited=tuple((c["survey"], c["source"]) for c in given.get("citations", ())),
            sentences=tuple(
                (s["text"], tuple(s["figures"]), tuple(s["citations"]))
                for s in given.get("sentences", ())
            ),
            closest=tuple(n for one in closest for n in one.get("figures", ())),
            reason=refusal.get("reason"),
            missing=tuple(refusal.get("missing") or dict.fromkeys(differs)),
        )

    @classmethod
    def _of_check(cls, given: Mapping[str, Any]) -> Self:
        figures = [figure for claim in given["claims"] for figure in claim["figures"]]
        sources = [figure["evidence"]["source"] for figure in figures if figure.get("evidence")]
        whys = [claim["why"] for claim in given["claims"] if claim["why"]]
        return cls(
            status="answered",
            text=" ".join(whys),
            cited=tuple((_survey_of(source), source) for source in dict.fromkeys(sources)),
            verdict=_worst([claim["verdict"] for claim in given["claims"]]),
            corrections=tuple(f["expected"] for f in figures if f["expected"]),
        )


def _survey_of(source: str) -> str:
    """The survey of a file that is published as corpus/SURVEY/FILE."""
    return source.split("/")[1] if source.count("/") > 1 else ""


def _worst(verdicts: Sequence[str]) -> str:
    """The verdict on a text of several sentences: that of the one that fails."""
    for verdict in ("contradicted", "unsupported", "verified"):
        if verdict in verdicts:
            return verdict
    return "not_a_claim"


def _figure(given: Mapping[str, Any]) -> ShownFigure:
    evidence = given.get("evidence") or {}
    return ShownFigure(
        text=given["text"],
        value=given["value"],
        unit=given["unit"],
        population=given.get("population"),
        base=given.get("base"),
        wave=given.get("wave"),
        verdict=given.get("verdict"),
        how=given.get("how"),
        quote=evidence.get("quote", ""),
        computation=evidence.get("computation"),
    )

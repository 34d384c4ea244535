"""A comparison as JSON, in the published shape: `docs/schemas/comparison.schema.json`."""

from typing_extensions import TypedDict

from assistant.evaluate.comparing import Comparison, Kind
from assistant.evaluate.grading import Outcome
from assistant.render.contract import closed


@closed
class ChangeJson(TypedDict):
    """A case that is not as it was."""

    kind: Kind
    case: str
    """The set and the case's id, as SET/ID."""
    model: str
    base_outcome: Outcome
    new_outcome: Outcome
    base_text: str
    new_text: str


@closed
class ComparisonJson(TypedDict):
    """What changed from one run to another."""

    base: str
    """The file's name."""
    new: str
    same_corpus: bool | None
    """Null where it is not known of either."""
    in_both: int
    changes: list[ChangeJson]
    newly_misleading: list[str]
    """Cases that mislead and did not before, as SET/ID."""
    only_in_base: list[str]
    only_in_new: list[str]
    p_value: float
    """McNemar's exact test on how many cases are right."""


def comparison_json(comparison: Comparison) -> ComparisonJson:
    """The comparison in the published shape."""
    known = comparison.base.corpus_version and comparison.new.corpus_version
    return ComparisonJson(
        base=comparison.base.path.name,
        new=comparison.new.path.name,
        same_corpus=not comparison.has_other_corpus if known else None,
        in_both=comparison.in_both,
        changes=[
            ChangeJson(
                kind=change.kind,
                case=change.name,
                model=change.model,
                base_outcome=change.base.outcome,
                new_outcome=change.new.outcome,
                base_text=change.base.text,
                new_text=change.new.text,
            )
            for change in comparison.changes
        ],
        newly_misleading=[result.name for result in comparison.newly_misleading],
        only_in_base=list(comparison.only_in_base),
        only_in_new=list(comparison.only_in_new),
        p_value=comparison.p_value,
    )

"""What is so: shares, means and medians worked out with pandas on the answers as they came.

Nothing of the package's statistics takes part. Only which groups may be shown is asked of the
product, so that no claim is about people whom the rules of disclosure hold back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.errors import StatisticsError
from assistant.statistics.estimate import Wanted
from assistant.statistics.tabulate import tabulate

MINIMUM_BASE = 30
Group = tuple[tuple[str, str], ...]
"""People who gave these answers: pairs of a question's id and an option's or a net's label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of those who answered a question, the per cent that gave an answer; and how many answered."""

    value: float
    base: int


class Poll:
    """One wave's answers, as read from its file."""

    def __init__(self, responses: Responses, rows: Any, *, family: str, year: str) -> None:
        self.responses = responses
        self.family = family
        self.year = year
        self._rows = rows.astype(object).where(rows.notna(), None)
        weight = responses.questionnaire.design.weight
        self.is_weighted = bool(weight)
        ones = pd.Series(1.0, index=rows.index)
        self._weights = pd.to_numeric(rows[weight]) if weight else ones
        self._labels: dict[str, Any] = {}
        self._counted: dict[tuple[str, Group], dict[str, Share]] = {}
        self._shown: dict[tuple[str, tuple[str, ...]], frozenset[Group]] = {}

    @property
    def survey(self) -> str:
        """The survey's id."""
        return self.responses.survey

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Those whose base is everybody; a filtered question's is not worked out here."""
        asked = self.responses.questionnaire.questions
        return {q.id: q for q in asked if not q.base.where and not q.columns}

    def shares(self, question: str, group: Group = ()) -> dict[str, Share]:
        """The share of every option and net of a question in a group."""
        if (question, group) not in self._counted:
            self._counted[question, group] = self._count(question, group)
        return self._counted[question, group]

    def share(self, question: str, options: Sequence[str], group: Group = ()) -> Share:
        """The share of those who gave one of several options."""
        told = self.shares(question, group)
        values = [told[option].value for option in options]
        return Share(value=sum(values), base=told[options[0]].base)

    def mean(self, question: str, group: Group = ()) -> Share:
        """The mean of a numeric question, with its base."""
        numbers, weights = self._numbers(question, group)
        value = float((numbers * weights).sum() / weights.sum()) if len(numbers) else float("nan")
        return Share(value=value, base=len(numbers))

    def median(self, question: str, group: Group = ()) -> Share:
        """The median of a numeric question; only where answers count alike."""
        numbers, _ = self._numbers(question, group)
        return Share(value=float(numbers.median()), base=len(numbers))

    def has_one_middle(self, question: str, group: Group = ()) -> bool:
        """Whether every convention of a median comes to the same number."""
        numbers, _ = self._numbers(question, group)
        low, high = (numbers.quantile(0.5, interpolation=way) for way in ("lower", "higher"))
        return bool(low == high)

    def is_shown(self, question: str, group: Group) -> bool:
        """Whether the product shows a group; a row that is held back can bear out no claim."""
        if not group:
            return True
        by = tuple(asked for asked, _ in group)
        if (question, by) not in self._shown:
            self._shown[question, by] = self._groups_shown(question, by)
        return frozenset(group) in {frozenset(one) for one in self._shown[question, by]}

    def is_in(self, group: Group) -> Any:
        """Which rows are of people in a group."""
        chosen = pd.Series(True, index=self._rows.index)
        for question, label in group:
            nets = {net.label: net.options for net in self.questions[question].nets}
            wanted = set(nets.get(label, (label,)))
            chosen &= self._labelled(question).map(lambda given, w=wanted: bool(w & given))
        return chosen

    def _count(self, question: str, group: Group) -> dict[str, Share]:
        given = self._labelled(question)[self.is_in(group)]
        given = given[given.map(bool)]
        weights = self._weights[given.index]
        asked = self.questions[question]
        wanted = {option.label: {option.label} for option in asked.options}
        wanted |= {net.label: set(net.options) for net in asked.nets}
        return {
            label: Share(
                value=_per_cent(given.map(lambda some, o=options: bool(o & some)), weights),
                base=len(given),
            )
            for label, options in wanted.items()
        }

    def _labelled(self, question: str) -> Any:
        """The labels that each person gave, as a set; empty for no answer."""
        if question not in self._labels:
            asked = self.questions[question]
            labels = {o.label: o.label for o in asked.options}
            labels |= {o.value: o.label for o in asked.options}

            def read(cell: object) -> frozenset[str]:
                if cell is None or str(cell) in asked.missing:
                    return frozenset()
                parts = str(cell).split(asked.separator) if asked.separator else [str(cell)]
                return frozenset(labels[p.strip()] for p in parts if p.strip() in labels)

            self._labels[question] = self._rows[question].map(read)
        return self._labels[question]

    def _numbers(self, question: str, group: Group) -> tuple[Any, Any]:
        numbers = pd.to_numeric(self._rows[question][self.is_in(group)]).dropna()
        return numbers, self._weights[numbers.index]

    def _groups_shown(self, question: str, by: tuple[str, ...]) -> frozenset[Group]:
        try:
            table = tabulate(
                self.responses, Wanted(question=question, by=by), minimum_base=MINIMUM_BASE
            )
        except StatisticsError:
            return frozenset()
        nets = self._nets_shown(question, by) if len(by) == 1 else ()
        return frozenset([row.by for row in table.rows if not row.suppressed] + list(nets))

    def _nets_shown(self, question: str, by: tuple[str, ...]) -> list[Group]:
        """The nets of a breaking question, by a filter: a table has no columns for them."""
        shown: list[Group] = []
        for net in self.questions[by[0]].nets:
            where = f'{by[0]} == "{net.label}"'
            wanted = Wanted(question=question, where=where)
            try:
                rows = tabulate(self.responses, wanted, minimum_base=MINIMUM_BASE).rows
            except StatisticsError:
                continue
            if not any(row.suppressed for row in rows):
                shown.append(((by[0], net.label),))
        return shown


def _per_cent(chosen: Any, weights: Any) -> float:
    total = float(weights.sum())
    return 100 * float(weights[chosen.astype(bool)].sum()) / total if total else float("nan")


@cache
def answers_in(path: Path) -> Any:
    """The answers of a responses file, each as it stands."""
    if path.suffix == ".dta":
        return pd.read_stata(path)
    return pd.read_csv(path, dtype=str)

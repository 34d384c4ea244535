"""Toplines in long form: one figure a row, and in its other columns what it is of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.corpus.document import Table
from assistant.errors import BadTable
from assistant.figures import Figure
from assistant.findings.finding import Finding
from assistant.findings.tables.captions import caption_of, unique_unit, unlabelled
from assistant.findings.tables.cells import (
    CellUnit,
    UnreadCell,
    base_kind,
    figure_of,
    is_blank,
    names,
    plain,
    read_number,
    unit_of,
    unmarked,
)
from assistant.findings.tables.published import Published, finding_of
from assistant.survey import Survey

FIELDS = (
    *("value", "unit", "measure", "question", "option", "population", "place", "base", "count"),
    *("base_population", "wave", "source"),
)
# What an answer's row leaves blank because the first row of its question says it.
FILLED_DOWN = ("question", "population", "place", "base", "count", "base_population", "wave")


def read_long_form(table: Table, survey: Survey, *, is_strict: bool) -> Iterator[Finding]:
    """The findings of a table in long form, row by row.

    Raises:
        BadTable: A cell is no figure of its unit (when strict), or no base.
    """
    columns = _columns_of(table.header)
    return _LongForm(table=table, survey=survey, columns=columns, is_strict=is_strict).read()


def is_long_form(table: Table) -> bool:
    """Whether a table has one column of figures, and says in others what each is of."""
    columns = _columns_of(table.header)
    unnamed = sum(bool(label) for label in table.header) - len(columns)
    said = columns.keys() & {"measure", "question", "option"}
    told = table.title and columns.keys() & {"population", "place", "wave"}
    return "value" in columns and bool(said or told) and unnamed <= len(columns)


def _columns_of(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what; the first of two columns with the same content counts."""
    found: dict[str, int] = {}
    for n, label in enumerate(header):
        field = next((f for f in FIELDS if plain(label) in names(f"columns.{f}")), None)
        if field is not None:
            found.setdefault(field, n)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _LongForm:
    table: Table
    survey: Survey
    columns: dict[str, int]
    is_strict: bool

    def read(self) -> Iterator[Finding]:
        rows = self._filled_down()
        unit = self._unit_of_table()
        self._refuse_shares_as_percentages(rows, unit)
        bases = self._bases(rows)
        for n, row in rows:
            if is_blank(row["value"]) or self._is_base_row(row):
                continue
            try:
                figure = self._figure(row, unit)
            except UnreadCell as problem:
                if self.is_strict:
                    raise self._bad(n, str(problem)) from problem
                continue
            base = bases.get(n)
            yield finding_of(self._published(n, row, figure, base=base), self.survey)

    def _filled_down(self) -> list[tuple[int, dict[str, str]]]:
        """Every row's fields with its row number; an answer takes its question from above."""
        rows: list[tuple[int, dict[str, str]]] = []
        above = dict.fromkeys(FIELDS, "")
        for n, cells in enumerate(self.table.rows, self.table.first_row + 1):
            row = dict.fromkeys(FIELDS, "")
            row.update({field: cells[column] for field, column in self.columns.items()})
            if not any(row.values()):
                continue
            if "question" in self.columns and row["option"] and not row["question"]:
                row.update({field: row[field] or above[field] for field in FILLED_DOWN})
            rows.append((n, row))
            above = row
        return rows

    def _unit_of_table(self) -> CellUnit | None:
        """The unit that the header of the figures names, or else the title."""
        label = self.table.header[self.columns["value"]]
        return unit_of(label) or unique_unit(label) or unique_unit(self.table.title)

    def _figure(self, row: Mapping[str, str], unit: CellUnit | None) -> Figure:
        if not row["unit"]:
            return figure_of(row["value"], unit=unit)
        own = unit_of(row["unit"])
        if own is None:
            known = "percent, points, count, ratio, percent more likely, mean, median, share"
            raise UnreadCell(f"unknown unit {row['unit']!r}; write one of {known}, or other")
        return figure_of(row["value"], unit=own, label=row["unit"])

    def _refuse_shares_as_percentages(
        self, rows: Sequence[tuple[int, Mapping[str, str]]], unit: CellUnit | None
    ) -> None:
        """A whole column of percentages under 1 is most likely of shares: ask, do not guess."""
        bare = [
            (n, number)
            for n, row in rows
            if (number := read_number(row["value"])) is not None
            and number.sign is None
            and (unit_of(row["unit"]) or unit) == "percent"
        ]
        has_fractions = any(0 < number.value < 1 for _, number in bare)
        if len(bare) > 1 and has_fractions and all(number.value <= 1 for _, number in bare):
            raise self._bad(
                bare[0][0], "all percentages are under 1; if they are shares, name the unit so"
            )

    def _bad(self, row: int, problem: str) -> BadTable:
        column = self.table.header[self.columns["value"]]
        return BadTable(
            f"{self.table.source}: {self.table.locator}, row {row}, column {column}: {problem}"
        )

    def _is_base_row(self, row: Mapping[str, str]) -> bool:
        label = plain(row["option"] or row["measure"])
        return bool(base_kind(label)) or label in names("statistics") | names("total")

    def _bases(self, rows: Sequence[tuple[int, Mapping[str, str]]]) -> dict[int, int]:
        """The base of each row: its own, or that of its question's row "Base".

        A column "N" may count the people who gave each answer; it is taken for bases only where it
        is the same for all answers to a question.
        """
        groups: dict[tuple[str, ...], set[str]] = {}
        rows_of_bases: dict[tuple[str, ...], str] = {}
        for _, row in rows:
            groups.setdefault(_group(row), set()).add(row["count"])
            if base_kind(row["option"]) in ("base", "unweighted"):
                rows_of_bases[_group(row)] = row["value"] or row["count"]
        found: dict[int, int] = {}
        for n, row in rows:
            alike = groups[_group(row)] if len(groups[_group(row)]) == 1 else set()
            written = row["base"] or rows_of_bases.get(_group(row), "") or next(iter(alike), "")
            if not is_blank(written):
                found[n] = self._base(n, written)
        return found

    def _base(self, row: int, written: str) -> int:
        number = read_number(written)
        if number is None or number.value < 1 or number.decimals or number.sign:
            raise self._bad(row, f"the base {written!r} is no count of people")
        return int(number.value)

    def _published(
        self, n: int, row: Mapping[str, str], figure: Figure, *, base: int | None
    ) -> Published:
        caption = caption_of(self.table.title)
        people = " in ".join(part for part in (row["population"], row["place"]) if part)
        people = people or caption.people
        question = row["measure"] or unlabelled(row["question"]) or caption.subject
        cells = [c for c in self.table.rows[n - self.table.first_row - 1] if c]
        return Published(
            table=self.table,
            row=n,
            column="",
            quote=" | ".join(cells),
            figure=figure,
            question=question,
            option=unmarked(row["option"]),
            population=people,
            base=base or (None if row["population"] else caption.base),
            base_population=row["base_population"] or people,
            wave=row["wave"] or caption.dates or None,
        )


def _group(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[field] for field in ("question", "measure", "population", "place", "wave"))

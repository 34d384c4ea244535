"""Crosstabs: a banner of groups across the top, a stub of questions and answers down the side.

The other way round is read as well, where the head of the stub says that its rows are groups.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.corpus.document import Table
from assistant.errors import BadTable
from assistant.findings.finding import Finding
from assistant.findings.tables.banners import Banner, Column, banner_of, is_wave
from assistant.findings.tables.captions import lowered, people_in, unlabelled
from assistant.findings.tables.cells import (
    CellUnit,
    UnreadCell,
    figure_of,
    is_blank,
    names,
    plain,
    read_number,
)
from assistant.findings.tables.published import Published, finding_of
from assistant.survey import Survey

LEAST_FIGURES = 0.5  # of the filled cells under a banner; with fewer it is no crosstab
QUESTION_WORDS = 5
EVERYBODY = "all respondents"

# such as "AMONG EMPLOYED: How often do you …?"
_AMONG_FIRST = re.compile(
    r"(?:among|asked (?:of|to)|base)\s*:?\s+(?P<people>[^:?]{2,80}):\s+(?P<question>\S.*)", re.I
)
_QUESTION = re.compile(r"\?|^\W*Q\d", re.IGNORECASE)
_AGE = re.compile(
    r"\d\d?\s*(?:[-\u2013]|to|through)\s*\d\d|\d\d\s*(?:\+|(?:and|or)\s+\w+)|(?:under|over)\s+\d\d",
    re.IGNORECASE,
)
_BARE_ANSWERS = frozenset(("yes", "no", "true", "false"))


@dataclass(slots=True)
class _Block:
    """A question with the rows of its answers, and the people who were asked it."""

    question: str = ""
    people: str = ""
    bases: dict[int, int] = field(default_factory=dict)
    answers: list[tuple[int, str, Sequence[str]]] = field(default_factory=list)


def read_crosstab(table: Table, survey: Survey, *, is_strict: bool) -> Iterator[Finding]:
    """The findings of a crosstab, cell by cell; blank cells, bases and statistics are none.

    Raises:
        BadTable: It is no crosstab, or (when strict) a cell of it is no figure.
    """
    crosstab = _Crosstab(
        table=table, survey=survey, banner=banner_of(table), is_strict=is_strict, blocks=[]
    )
    crosstab.check_layout()
    crosstab.read_blocks()
    crosstab.check_shares()
    return crosstab.findings()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crosstab:
    table: Table
    survey: Survey
    banner: Banner
    is_strict: bool
    blocks: list[_Block]

    def check_layout(self) -> None:
        columns = [column.index for column in self.banner.columns]
        rows = self.table.rows[self.banner.depth :]
        cells = [row[n] for row in rows for n in columns if not is_blank(row[n])]
        figures = sum(read_number(cell) is not None for cell in cells)
        if not columns or figures < LEAST_FIGURES * len(cells):
            raise BadTable(
                f"{self.table.source}: {self.table.locator}: neither one figure a row (columns "
                "such as value, unit, measure, population) nor a crosstab of percentages; answers "
                "of respondents belong in a file named responses"
            )

    def read_blocks(self) -> None:
        """Cut the rows into questions with their answers."""
        block = _Block()
        headings: list[str] = []
        self.blocks.append(block)
        first = self.table.first_row + 1 + self.banner.depth
        for n, row in enumerate(self.table.rows[self.banner.depth :], first):
            question, answer = self._stub_of(row)
            has_cells = any(row[column.index] for column in self.banner.columns)
            if not has_cells:
                headings += [question] if question else []
                continue
            if question:
                headings.append(question)
            if headings:
                block = _block_under(headings, block)
                headings = []
                if block is not self.blocks[-1]:
                    self.blocks.append(block)
            self._read_row(n, answer, row, block=block)

    def _stub_of(self, row: Sequence[str]) -> tuple[str, str]:
        """A row's question and answer; a stub of one column tells them apart by their cells."""
        stub = [cell for cell in row[: self.banner.stub] if cell]
        has_cells = any(row[column.index] for column in self.banner.columns)
        if self.banner.stub == 1 or len(stub) < 2:
            label = stub[0] if stub else ""
            is_question = bool(row[0]) and not has_cells
            return (label, "") if is_question else ("", label)
        return row[0], " ".join(stub[1:] if row[0] else stub)

    def _read_row(self, n: int, answer: str, row: Sequence[str], *, block: _Block) -> None:
        label = plain(answer)
        if label in names("base") or (label.startswith("base:") and self._counts_people(row)):
            block.bases.update(self._bases(n, row))
            block.people = block.people or people_in(answer)
        elif (
            label in names("weighted_base")
            or label in names("statistics")
            or (label in names("total") and self.banner.rows == "answers")
        ):
            return
        elif label:
            block.answers.append((n, answer, row))
        elif self.is_strict:
            raise self._bad(n, "", "figures with nothing in the stub to say what they are of")

    def _counts_people(self, row: Sequence[str]) -> bool:
        found = [read_number(row[column.index]) for column in self.banner.columns]
        return any(number is not None and number.sign is None for number in found)

    def _bases(self, n: int, row: Sequence[str]) -> Iterator[tuple[int, int]]:
        for column in self.banner.columns:
            cell = row[column.index]
            if is_blank(cell):
                continue
            number = read_number(cell)
            if number is None or number.value < 0 or number.decimals or number.sign:
                if self.is_strict:
                    raise self._bad(n, column.name, f"the base {cell!r} is no count of people")
                continue
            yield column.index, int(number.value)

    def check_shares(self) -> None:
        """A whole table of percentages under 1 is most likely of shares: ask, do not guess."""
        bare = [
            (n, number.value)
            for block in self.blocks
            for n, answer, row in block.answers
            for column in self.banner.columns
            if self._unit(answer, column) == "percent"
            and (number := read_number(row[column.index])) is not None
            and number.sign is None
        ]
        has_fractions = any(0 < value < 1 for _, value in bare)
        if len(bare) > 1 and has_fractions and all(value <= 1 for _, value in bare):
            raise self._bad(bare[0][0], "", "all percentages are under 1; write 86%, not 0.86")

    def findings(self) -> Iterator[Finding]:
        everywhere = {} if self.blocks[0].answers else self.blocks[0].bases
        for block in self.blocks:
            bases = {c.index: c.base for c in self.banner.columns if c.base}
            bases |= everywhere | block.bases
            row_bases = self._row_bases(block)
            for n, answer, row in block.answers:
                for column in self.banner.columns:
                    if column.kind in ("base", "skipped") or is_blank(row[column.index]):
                        continue
                    base = row_bases.get(n, bases.get(column.index))
                    yield from self._finding(n, answer, row, column=column, context=(block, base))

    def _row_bases(self, block: _Block) -> dict[int, int]:
        """Bases out of a column "N": a row's own, or one that all answers to a question share.

        Where answers differ in it, the column counts the people who gave them, and is no base.
        """
        columns = [column for column in self.banner.columns if column.kind == "base"]
        if not columns:
            return {}
        found = {
            n: int(number.value)
            for n, _, row in block.answers
            if (number := read_number(row[columns[0].index])) is not None and not number.decimals
        }
        is_shared = len(set(found.values())) == 1
        return found if is_shared or self.banner.rows != "answers" else {}

    def _finding(
        self,
        n: int,
        answer: str,
        row: Sequence[str],
        *,
        column: Column,
        context: tuple[_Block, int | None],
    ) -> Iterator[Finding]:
        block, base = context
        try:
            figure = figure_of(row[column.index], unit=self._unit(answer, column))
        except UnreadCell as problem:
            if self.is_strict:
                raise self._bad(n, column.name, str(problem)) from problem
            return
        question, option = self._asked(block, answer, column)
        said = [text for text in (block.question, answer) if text]
        cell = Published(
            table=self.table,
            row=n,
            column=column.name,
            quote=" | ".join([*said, f"{column.name}: {row[column.index]}"]),
            figure=figure,
            question=question,
            option=option,
            population=self._population(block, answer, column),
            base=base,
            wave=self._wave(answer, column),
            role="change" if column.kind == "change" else "finding",
        )
        yield finding_of(cell, self.survey)

    def _unit(self, answer: str, column: Column) -> CellUnit | None:
        label = plain(answer)
        if label in names("mean"):
            return "mean"
        if label in names("median"):
            return "median"
        return column.unit or self.banner.unit

    def _asked(self, block: _Block, answer: str, column: Column) -> tuple[str, str]:
        """The question and the option that a cell is of."""
        if self.banner.rows == "answers":
            return block.question or self.banner.subject, answer
        is_figure = plain(column.label) in names("columns.value")
        return self.banner.subject, "" if is_figure else column.name

    def _population(self, block: _Block, answer: str, column: Column) -> str:
        """Whom a cell is about: everybody of the table, or its group of them."""
        people = self.banner.people or self._sole_population()
        parts = [block.people]
        if self.banner.rows == "people":
            parts.append(_group(answer, block.question))
        elif self.banner.rows == "answers" and column.kind == "group":
            parts.append(_group(column.label, column.group))
        groups = [part for part in parts if part and plain(part) != plain(people)]
        if not people:
            return ", ".join(groups) or EVERYBODY
        return f"{people} ({'; '.join(groups)})" if groups else people

    def _sole_population(self) -> str:
        populations = self.survey.populations
        return populations[0].name if len(populations) == 1 else ""

    def _wave(self, answer: str, column: Column) -> str | None:
        if self.banner.rows == "waves":
            return answer
        return column.label if is_wave(column.label) else None

    def _bad(self, row: int, column: str, problem: str) -> BadTable:
        place = f"row {row}, column {column}" if column else f"row {row}"
        return BadTable(f"{self.table.source}: {self.table.locator}, {place}: {problem}")


def _block_under(headings: Sequence[str], block: _Block) -> _Block:
    """The block that begins under a run of lines without figures.

    The last of them that reads like a question is it; a line "Base: …" says whom it was put to.
    """
    people = next((p for text in headings if (p := people_in(text))), "")
    questions = [text for text in headings if not people_in(text)]
    if not questions:
        return block if not block.answers else _Block(question=block.question, people=people)
    question = next((q for q in reversed(questions) if _is_question(q)), questions[-1])
    if unlabelled(question) == block.question:
        return block
    among = _AMONG_FIRST.fullmatch(question)
    if among:
        return _Block(question=unlabelled(among["question"]), people=lowered(among["people"]))
    return _Block(question=unlabelled(question), people=people)


def _is_question(text: str) -> bool:
    return bool(_QUESTION.search(text)) or len(text.split()) >= QUESTION_WORDS


def _group(label: str, group: str) -> str:
    """A group of people by its label and what stands over it.

    >>> _group("18 - 34", "Age"), _group("Men", "Gender"), _group("Yes", "Own a car")
    ('ages 18 - 34', 'Men', 'Own a car: Yes')
    """
    if plain(label) in names("total") or is_wave(label):
        return ""
    if _AGE.match(label) or (plain(group) in names("ages") and label[:1].isdigit()):
        return f"ages {label}"
    return f"{group}: {label}" if group and plain(label) in _BARE_ANSWERS else label

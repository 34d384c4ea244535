"""Crosstabs: a banner of groups across the top, a stub of questions and answers down the side.

The other way round is read as well, where the head of the stub says that its rows are groups.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.corpus.document import Table
from assistant.errors import BadTable
from assistant.findings.finding import Finding
from assistant.findings.tables.banners import Banner, Column, banner_of
from assistant.findings.tables.captions import (
    STATED_BASE,
    base_in,
    is_about_people,
    is_note,
    is_question,
    lowered,
    people_in,
    unlabelled,
)
from assistant.findings.tables.cells import (
    CellUnit,
    UnreadCell,
    base_kind,
    figure_of,
    is_blank,
    names,
    plain,
    read_number,
)
from assistant.findings.tables.layout import laid_out
from assistant.findings.tables.periods import is_wave
from assistant.findings.tables.published import Published, as_question, finding_of
from assistant.survey import Survey

LEAST_FIGURES = 0.5  # of the filled cells under a banner; with fewer it is no crosstab
QUESTION_WORDS = 5
SUM_OF_SHARES = (0.98, 1.02)  # what the fractions of a question's answers may add up to
EVERYBODY = "all respondents"

# such as "AMONG EMPLOYED: How often do you …?"
_AMONG_FIRST = re.compile(
    r"(?:among|asked (?:of|to)|base)\s*:?\s+(?P<people>[^:?]{2,80}):\s+(?P<question>\S.*)", re.I
)
_AGE = re.compile(
    r"\d\d?\s*(?:[-\u2013]|to|through)\s*\d\d|\d\d\s*(?:\+|(?:and|or)\s+\w+)|(?:under|over)\s+\d\d",
    re.IGNORECASE,
)
_DOTTED_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?:\D|$))")  # such as "1.615", which is no share
_SIGNED = re.compile(r"[+\u2212\u2013-]\s?\d")
_BARE_ANSWERS = frozenset(("yes", "no", "true", "false"))


@dataclass(slots=True)
class _Block:
    """A question with the rows of its answers, and the people who were asked it."""

    question: str = ""
    people: str = ""
    asked: int | None = None  # how many, where a line "Base: ..." says it
    bases: dict[int, int] = field(default_factory=dict)
    row_bases: dict[int, int] = field(default_factory=dict)
    answers: list[tuple[int, str, Sequence[str]]] = field(default_factory=list)


def read_crosstab(table: Table, survey: Survey, *, is_strict: bool) -> Iterator[Finding]:
    """The findings of a crosstab, cell by cell; blank cells, bases and statistics are none.

    Raises:
        BadTable: It is no crosstab, or (when strict) a cell of it is no figure.
    """
    plainly = laid_out(table)
    crosstab = _Crosstab(
        table=plainly, survey=survey, banner=banner_of(plainly), is_strict=is_strict, blocks=[]
    )
    crosstab.check_layout()
    crosstab.read_blocks()
    return crosstab.findings(crosstab.shares())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A cell with figures, in the row of an answer."""

    row: int
    answer: str
    text: str
    unit: CellUnit | None
    base: int | None


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
        cells = [row[n] for row in rows for n in columns if not is_blank(row[n]) and row[n] != "%"]
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
                headings += [question] if question and not is_note(question) else []
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
        kind = base_kind(answer)
        if kind in ("base", "unweighted") and (":" not in label or self._counts_people(row)):
            found = dict(self._bases(n, row))
            block.bases = block.bases | found if kind == "unweighted" else found | block.bases
            block.people = block.people or people_in(answer)
        elif (
            kind == "weighted"
            or label in names("statistics")
            or (label in names("total") and self.banner.rows == "answers")
        ):
            return
        elif label:
            stated = base_in(answer)
            block.row_bases |= {n: stated} if stated else {}
            block.answers.append((n, STATED_BASE.sub("", answer).strip(), row))
        elif self.is_strict and any(read_number(row[c.index]) for c in self.banner.columns):
            raise self._bad(n, "", "figures with nothing in the stub to say what they are of")

    def _counts_people(self, row: Sequence[str]) -> bool:
        found = [read_number(row[column.index]) for column in self.banner.columns]
        return any(number is not None and number.sign is None for number in found)

    def _bases(self, n: int, row: Sequence[str]) -> Iterator[tuple[int, int]]:
        for column in self.banner.columns:
            cell = row[column.index]
            cell = self._count_beside(column, row) if cell.endswith("%") or not cell else cell
            if is_blank(cell):
                continue
            number = read_number(_DOTTED_THOUSANDS.sub("", cell))
            if number is None or number.value < 0 or number.decimals or number.sign:
                if self.is_strict:
                    raise self._bad(n, column.name, f"the base {cell!r} is no count of people")
                continue
            yield column.index, int(number.value)

    def _count_beside(self, column: Column, row: Sequence[str]) -> str:
        """What stands in the column of counts that is printed beside a column of per cents."""
        for other in self.banner.columns:
            is_counts = other.kind in ("skipped", "base") and other.path[:-1] == column.path
            if is_counts or (not other.path and other.index == column.index + 1):
                return row[other.index]
        return ""

    def shares(self) -> frozenset[int]:
        """The columns of fractions of 1 that are called per cents.

        They are only taken for fractions where those of an answer to each question add up to 1.
        """
        found: set[int] = set()
        first: list[int] = []
        others = 0
        for column in self.banner.columns:
            bare = [self._bare(block, column) for block in self.blocks]
            values = [value for block in bare for _, value in block]
            if not values or not any(0 < value < 1 for value in values) or max(values) > 1:
                others += len(values) and max(values) > 1
            elif all(_add_up(value for _, value in block) for block in bare if block):
                found.add(column.index)
            else:
                first += [n for block in bare for n, _ in block]
        if len(first) > 1 and not others:
            raise self._bad(first[0], "", "all percentages are under 1; write 86%, not 0.86")
        return frozenset(found)

    def _bare(self, block: _Block, column: Column) -> list[tuple[int, float]]:
        """The percentages of a column that are printed with no sign, by their rows."""
        return [
            (n, number.value)
            for n, answer, row in block.answers
            if column.kind not in ("base", "skipped")
            and self._unit(answer, row, column) == "percent"
            and (number := read_number(row[column.index])) is not None
            and number.sign is None
        ]

    def findings(self, shares: Collection[int]) -> Iterator[Finding]:
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
                    base = base or self._stated_base(block, answer, column)
                    unit = self._unit(answer, row, column)
                    unit = "share" if unit == "percent" and column.index in shares else unit
                    cell = _Cell(row=n, answer=answer, text=row[column.index], unit=unit, base=base)
                    yield from self._finding(cell, column, block)

    def _stated_base(self, block: _Block, answer: str, column: Column) -> int | None:
        """The number of people that a line above the figures gives, for those of everybody."""
        is_earlier = column.wave not in (None, self.banner.latest) or self.banner.rows == "waves"
        if is_earlier or any(self._groups(block, answer, column)):
            return None
        return block.asked or (None if block.people else self.banner.caption.base)

    def _row_bases(self, block: _Block) -> dict[int, int]:
        """Bases out of a column "N": a row's own, or one that all answers to a question share.

        Where answers differ in it, the column counts the people who gave them, and is no base.
        """
        columns = [column for column in self.banner.columns if column.kind == "base"]
        if not columns:
            return block.row_bases
        found = {
            n: int(number.value)
            for n, _, row in block.answers
            if (number := read_number(row[columns[0].index])) is not None and not number.decimals
        }
        is_shared = len(set(found.values())) == 1
        return found if is_shared or self.banner.rows != "answers" else {}

    def _finding(self, cell: _Cell, column: Column, block: _Block) -> Iterator[Finding]:
        try:
            figure = figure_of(cell.text, unit=cell.unit)
        except UnreadCell as problem:
            if self.is_strict:
                raise self._bad(cell.row, column.name, str(problem)) from problem
            return
        question, option = self._asked(block, cell.answer, column)
        said = [text for text in (block.question, cell.answer) if text]
        published = Published(
            table=self.table,
            row=cell.row,
            column=column.name,
            quote=" | ".join([*said, f"{column.name}: {cell.text}"]),
            figure=figure,
            question=question,
            option=option,
            population=self._population(block, cell.answer, column),
            base=cell.base,
            wave=self._wave(cell.answer, column),
            role="change" if column.kind == "change" else "finding",
        )
        yield finding_of(published, self.survey)

    def _unit(self, answer: str, row: Sequence[str], column: Column) -> CellUnit | None:
        label = plain(answer)
        if label in names("mean"):
            return "mean"
        if label in names("median"):
            return "median"
        unit = column.unit or self.banner.unit or ("percent" if answer.startswith("%") else None)
        return "points" if unit == "percent" and self._is_balance(label, row, column) else unit

    def _is_balance(self, label: str, row: Sequence[str], column: Column) -> bool:
        """Whether a net is one share less another: by its name, or by a sign in front of it."""
        head = plain(column.label)
        if {label, head} & names("balances"):
            return True
        beside = (row[other.index] for other in self.banner.columns if other.kind == "group")
        below = (cells[column.index] for cells in self.table.rows[self.banner.depth :])
        return any(
            "net" in said.split() and any(map(_SIGNED.match, cells))
            for said, cells in ((label, beside), (head, below))
        )

    def _asked(self, block: _Block, answer: str, column: Column) -> tuple[str, str]:
        """The question and the option that a cell is of."""
        subject = self.banner.caption.subject
        if self.banner.rows == "answers":
            return block.question or subject, answer
        if self.banner.rows == "statements":
            return as_question(block.question or subject, answer), column.name
        is_figure = plain(column.label) in names("columns.value") or is_wave(column.label)
        return subject, "" if is_figure else column.name

    def _population(self, block: _Block, answer: str, column: Column) -> str:
        """Whom a cell is about: everybody of the table, or its group of them."""
        populations = self.survey.populations
        sole = populations[0].name if len(populations) == 1 else ""
        people = self.banner.caption.people or sole
        parts = (block.people, *self._groups(block, answer, column))
        groups = [part for part in parts if part and plain(part) != plain(people)]
        if not people:
            return ", ".join(groups) or EVERYBODY
        return f"{people} ({'; '.join(groups)})" if groups else people

    def _groups(self, block: _Block, answer: str, column: Column) -> list[str]:
        """The groups that a cell is about, apart from everybody who was asked."""
        if self.banner.rows == "people":
            return [_group(answer, block.question)]
        if self.banner.rows != "answers" or column.kind != "group":
            return []
        over = column.path[: -len(column.people)][-1:] or ("",)
        return [_group(label, group) for group, label in pairwise((*over, *column.people))]

    def _wave(self, answer: str, column: Column) -> str | None:
        if self.banner.rows == "waves":
            return answer
        return column.wave or self.banner.caption.dates or None

    def _bad(self, row: int, column: str, problem: str) -> BadTable:
        place = f"row {row}, column {column}" if column else f"row {row}"
        return BadTable(f"{self.table.source}: {self.table.locator}, {place}: {problem}")


def _block_under(headings: Sequence[str], block: _Block) -> _Block:
    """The block that begins under a run of lines without figures.

    The last of them that reads like a question is it; a line "Base: …" says whom it was put to.
    """
    people = next((p for text in headings if (p := people_in(text))), "")
    asked = next((n for text in headings if (n := base_in(text))), None)
    questions = [text for text in headings if not people_in(text) and not is_about_people(text)]
    if not questions:
        block = _Block(question=block.question) if block.answers else block
        block.people, block.asked = people or block.people, asked or block.asked
        return block
    question = next((q for q in reversed(questions) if _is_question(q)), questions[-1])
    if unlabelled(question) == block.question:
        return block
    among = _AMONG_FIRST.fullmatch(question)
    if among:
        return _Block(question=unlabelled(among["question"]), people=lowered(among["people"]))
    return _Block(question=unlabelled(question), people=people, asked=asked)


def _add_up(values: Iterable[float]) -> bool:
    """Whether fractions are those of all answers to a question."""
    least, most = SUM_OF_SHARES
    return least <= sum(values) <= most


def _is_question(text: str) -> bool:
    return is_question(text) or len(text.split()) >= QUESTION_WORDS


def _group(label: str, group: str) -> str:
    """A group of people by its label and what stands over it.

    >>> _group("18 - 34", "Age"), _group("Men", "Gender"), _group("Yes", "Own a car")
    ('ages 18 - 34', 'Men', 'Own a car: Yes')
    """
    if {plain(label)} & (names("total") | names("columns.value")) or is_wave(label):
        return ""
    if _AGE.match(label) or (plain(group) in names("ages") and label[:1].isdigit()):
        return f"ages {label}"
    return f"{group}: {label}" if group and plain(label) in _BARE_ANSWERS else label

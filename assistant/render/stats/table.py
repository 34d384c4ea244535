"""A tabulation as a table for a terminal: options down, groups across, bases at the foot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from assistant.render.safe_text import safe_line
from assistant.statistics.estimate import Estimate, Tabulation

NARROWEST_LABELS = 24
WIDTH_OF_A_GROUP = 12
GAP = 3  # between columns
HELD_BACK = "\u2013"

Group = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the table is printed for: its width, and the bases that are marked and held back."""

    width: int = 100
    marked_base: int = 100
    minimum_base: int = 30


def stats_text(tabulation: Tabulation, *, paper: Paper) -> str:
    """The whole table with its heading and its notes; too many groups go into further tables."""
    question = tabulation.question
    parts = [safe_line(question.wording)]
    parts.append(f"{tabulation.survey} · {question.id} · {_what(tabulation)}")
    if tabulation.where:
        parts.append(f"Among: {safe_line(tabulation.where)}")
    groups = list(dict.fromkeys(row.by for row in tabulation.rows))
    at_once = max(1, (paper.width - NARROWEST_LABELS) // (WIDTH_OF_A_GROUP + GAP))
    for start in range(0, len(groups), at_once):
        parts += ["", _table(tabulation, groups[start : start + at_once], paper)]
    return "\n".join([*parts, "", *_notes(tabulation, paper)])


def _what(tabulation: Tabulation) -> str:
    unit = tabulation.question.unit
    if tabulation.statistic == "share":
        what = "per cent"
    else:
        what = f"{tabulation.statistic}, in {unit}" if unit else tabulation.statistic
    return f"{what}, {'weighted' if tabulation.weighted else 'unweighted'}"


def _table(tabulation: Tabulation, groups: Sequence[Group], paper: Paper) -> str:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False, show_footer=True, header_style="", footer_style="")
    room = paper.width - len(groups) * (WIDTH_OF_A_GROUP + GAP) - GAP
    longest = max(len(row.option) for row in (*tabulation.rows, *tabulation.nets))
    labels = max(min(longest, room), NARROWEST_LABELS - GAP)
    table.add_column("", Text("base (people)"), width=labels, overflow="fold")
    bases = {row.by: row for row in tabulation.rows}
    for group in groups:
        heading = Text(safe_line(" · ".join(label for _, label in group)) or "everybody")
        foot = Text(_base(bases[group], paper))
        table.add_column(heading, foot, justify="right", overflow="fold", width=WIDTH_OF_A_GROUP)
    for rows in (tabulation.rows, tabulation.nets):
        for label, cells in _lines(tabulation, rows, groups):
            table.add_row(Text(label), *(Text(cell) for cell in cells))
        table.add_section()
    page = StringIO()
    Console(file=page, width=paper.width, color_system=None, emoji=False).print(table)
    lines = [line.rstrip() for line in page.getvalue().splitlines()]
    return "\n".join(line for line in lines if line)


def _lines(
    tabulation: Tabulation, rows: Sequence[Estimate], groups: Sequence[Group]
) -> Iterator[tuple[str, list[str]]]:
    """Each option's label, and its cells in the groups."""
    cells = {(row.option, row.by): row for row in rows}
    for option in dict.fromkeys(row.option for row in rows):
        label = safe_line(option) or tabulation.statistic
        yield label, [_number(cells.get((option, group)), tabulation) for group in groups]


def _number(row: Estimate | None, tabulation: Tabulation) -> str:
    if row is None or row.suppressed or row.value is None:
        return HELD_BACK
    return f"{row.value:.1f}%" if tabulation.statistic == "share" else f"{row.value:,.2f}"


def _base(row: Estimate, paper: Paper) -> str:
    if row.suppressed or row.base is None:
        return HELD_BACK
    return f"{row.base:,}" + ("*" if row.base < paper.marked_base else "")


def _notes(tabulation: Tabulation, paper: Paper) -> Iterator[str]:
    rows = tabulation.rows
    if any(row.suppressed for row in rows):
        yield (
            f"{HELD_BACK} held back: fewer than {paper.minimum_base} people, or so few could be "
            "worked out from the groups beside it."
        )
    shown = [row.base for row in rows if not row.suppressed and row.base is not None]
    if any(base < paper.marked_base for base in shown):
        yield f"* fewer than {paper.marked_base} people: treat with care."
    if tabulation.note:
        yield safe_line(tabulation.note)

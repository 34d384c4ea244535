r"""What stands in a cell of a table: items, their alternatives, and figures in full.

`|` parts the items of a cell, and the word `or` between spaces their alternatives. A backslash
keeps what follows it as it is: `\|`, `\or`, `\=`, `\\`, and `\ ` for a space at either end.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from assistant.evaluate.case import Alternatives, ExpectedFigure, figure_in_short
from assistant.evaluate.sets.writing import figure_written_short, number_written

_ESCAPED = r"\\(?:[\\|=\s]|or)"
_ITEM_ENDS = re.compile(rf"{_ESCAPED}|(?P<end>\|)|.", re.DOTALL)
# A run of spaces is taken whole, so that a long one is not looked at again from each of them.
_ALTERNATIVE_ENDS = re.compile(rf"{_ESCAPED}|(?P<end>\s++or\s)|\s++|.", re.DOTALL)
_KEY = re.compile(r"(?:^|\s)(\w+)=")  # "29.2% base=133": base
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")  # noqa: RUF001 - a spreadsheet computes these, too

WrittenFigure: TypeAlias = str | dict[str, object]


def texts_in(cell: str) -> list[str]:
    r"""The items of a cell.

    >>> texts_in(r"men | women | a\|b |")
    ['men', 'women', 'a|b']
    """
    return [_plain(item) for item in _parts(cell, _ITEM_ENDS)]


def words_in(cell: str) -> list[list[str]]:
    r"""The items of a cell, each with its alternatives.

    >>> words_in(r"Northfield | vote or voting | trick \or treat")
    [['Northfield'], ['vote', 'voting'], ['trick or treat']]
    """
    return [
        [_plain(one) for one in _parts(item, _ALTERNATIVE_ENDS)]
        for item in _parts(cell, _ITEM_ENDS)
    ]


def figures_in(cell: str) -> list[dict[str, list[WrittenFigure]]]:
    """The figures of a cell, each with its alternatives, in the shape that a case takes.

    >>> figures_in("86% | 6 points or 5.5 base=133 unit=points")[1]
    {'any_of': ['6 points', {'value': '5.5', 'base': '133', 'unit': 'points'}]}

    Raises:
        ValueError: A figure cannot be read; the message says what to write.
    """
    return [
        {"any_of": [_figure_in(one) for one in _parts(item, _ALTERNATIVE_ENDS)]}
        for item in _parts(cell, _ITEM_ENDS)
    ]


def cell_of_texts(texts: Iterable[str]) -> str:
    """A cell with these items."""
    return " | ".join(_kept(text) for text in texts)


def cell_of_words(items: Iterable[Sequence[str]]) -> str:
    """A cell with these items, each with its alternatives."""
    return " | ".join(" or ".join(_kept(word, within=True) for word in words) for words in items)


def cell_of_figures(figures: Iterable[Alternatives]) -> str:
    """A cell with these figures, in short where that says it all."""
    return " | ".join(" or ".join(map(_figure, figure.any_of)) for figure in figures)


def without_formula(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would compute.

    >>> without_formula("=1+1"), without_formula("86%")
    ("'=1+1", '86%')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def with_formula(cell: str) -> str:
    """The text that `without_formula` made the cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _parts(cell: str, ends: re.Pattern[str]) -> list[str]:
    """The parts of a cell, still with their backslashes; an empty one counts for none."""
    parts: list[list[str]] = [[]]
    for match in ends.finditer(cell):
        if match["end"]:
            parts.append([])
        else:
            parts[-1].append(match[0])
    return [part for part in (_stripped("".join(part)) for part in parts) if part]


def _stripped(part: str) -> str:
    """The part without the spaces around it that no backslash keeps."""
    part = part.lstrip()
    kept = part.rstrip()
    backslashes = len(kept) - len(kept.rstrip("\\"))
    return part[: len(kept) + backslashes % 2]


def _plain(part: str) -> str:
    return re.sub(_ESCAPED, lambda match: match[0][1:], part)


def _kept(text: str, *, within: bool = False) -> str:
    """The text with a backslash before all that would end it; `within` alternatives, "or" too."""
    kept = re.sub(r"[\\|]", r"\\\g<0>", text)
    if within:
        kept = re.sub(r"(?<!\S)or(?!\S)", r"\\or", kept)
    return re.sub(r"^\s|\s\Z", r"\\\g<0>", kept)


def _figure_in(written: str) -> WrittenFigure:
    """A figure in short as it stands; in full as its keys, of which the value needs none."""
    keys = list(_KEY.finditer(written))
    if not keys:
        return _plain(written)
    ends = [*(key.start() for key in keys[1:]), len(written)]
    values = [
        (key[1], _plain(_stripped(written[key.end() : end])))
        for key, end in zip(keys, ends, strict=True)
    ]
    figure: dict[str, object] = {}
    first = written[: keys[0].start()].strip()
    if first and "unit" in dict(values):
        figure["value"] = first.replace(",", "")
    elif first:
        figure |= figure_in_short(first)
    for key, value in values:
        if key == "population":
            figure.setdefault(key, []).append(value)  # type: ignore[attr-defined]
        elif key in figure:
            raise ValueError(f"{key}= is there twice in {written!r}; keep one of them")
        else:
            figure[key] = value
    return figure


def _figure(figure: ExpectedFigure) -> str:
    short = figure_written_short(figure.value, figure.unit)
    parts = [short or f"{number_written(figure.value, thousands='')} unit={figure.unit}"]
    if figure.base is not None:
        parts.append(f"base={figure.base}")
    if figure.wave is not None:
        parts.append(f"wave={_value(figure.wave)}")
    parts += [f"population={_value(people)}" for people in figure.population]
    if figure.tolerance is not None:
        parts.append(f"tolerance={number_written(figure.tolerance, thousands='')}")
    return " ".join(parts)


def _value(text: str) -> str:
    return _kept(text, within=True).replace("=", r"\=")

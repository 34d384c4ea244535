"""A question set as YAML that a person would write, and that reads back as the same set."""

import re
import textwrap
from collections.abc import Sequence
from typing import TypeAlias

import yaml

from assistant.evaluate.case import Alternatives, Case, ExpectedFigure, QuestionSet, figure_in_short

WIDTH = 92  # a line ends with the word that passes it
LONGEST_ON_ITS_LINE = 74
LONGEST_LIST_ON_ITS_LINE = 70
LARGEST_IN_FULL = 1e15  # above it, Python writes a number with an exponent
STR = "tag:yaml.org,2002:str"
OF_FIGURES = ("figures", "not_figures", "expected")
ALWAYS_LISTS = ("turns", "surveys")
# Needs no quotation marks between brackets: 86%, $750, rose, p3377, U.S. students
_PLAIN_IN_BRACKETS = re.compile(r"[\w$€£¥][^,\[\]{}:#'\"\\\n?]*")
_ONE_LINE = re.compile(r"\S+(?: \S+)*")
_OTHER_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")  # YAML reads them as plain line breaks

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def set_text(questions: QuestionSet) -> str:
    """The set in YAML. `parse_set` reads an equal set out of it.

    >>> case = Case(id="cv", question="How many?", figures="86%", answer="yes")
    >>> print(set_text(QuestionSet(cases=(case,))), end="")
    cases:
      - id: cv
        question: How many?
        figures: 86%
        answer: yes
    """
    head: dict[str, Plain] = {}
    if questions.title:
        head["title"] = questions.title
    if questions.surveys:
        head["surveys"] = list(questions.surveys)
    cases = [textwrap.indent(_yaml([_written(case)]), "  ") for case in questions.cases]
    return (_yaml(head) if head else "") + "cases:\n" + "\n".join(cases)


def figure_written_short(value: float, unit: str) -> str | None:
    """A value and its unit in a word or two; None where that cannot say it.

    >>> [figure_written_short(1456, unit) for unit in ("percent", "count", "money", "mean")]
    ['1,456%', '1,456 people', '$1,456', None]
    """
    number = number_written(value)
    several = "" if value == 1 else "s"
    short = {
        "percent": f"{number}%",
        "points": f"{number} point{several}",
        "count": f"{number} {'person' if value == 1 else 'people'}",
        "ratio": f"{number} time{several}",
        "money": f"${number}",
    }.get(unit)
    if short is None:
        return None
    try:
        is_the_same = figure_in_short(short) == {"value": value, "unit": unit}
    except ValueError:
        return None
    return short if is_the_same else None


def number_written(value: float, *, thousands: str = ",") -> str:
    """A number with all its decimals, and none for a whole one.

    >>> [number_written(v) for v in (86.0, 43750.0, 29.2)]
    ['86', '43,750', '29.2']
    """
    is_whole = float(value).is_integer() and abs(value) < LARGEST_IN_FULL
    return f"{int(value) if is_whole else value:,}".replace(",", thousands)


def _written(case: Case) -> dict[str, Plain]:
    """The keys of a case that do not have their default, each in its shortest form."""
    written: dict[str, Plain] = {}
    for key, field in Case.model_fields.items():
        value = getattr(case, key)
        if value == field.default:
            continue
        if key in OF_FIGURES:
            written[key] = _one_or_list([_figure(figure) for figure in value])
        elif key == "must_say":
            said = [_one_or_list(words) for words in value]
            written[key] = said[0] if len(said) == 1 and isinstance(said[0], str) else said
        elif isinstance(value, tuple):
            written[key] = list(value) if key in ALWAYS_LISTS else _one_or_list(value)
        else:
            written[key] = number_written(value, thousands="") if key == "within_ms" else value
    return written


def _one_or_list(items: Sequence[Plain]) -> Plain:
    return items[0] if len(items) == 1 else list(items)


def _figure(figure: Alternatives) -> Plain:
    ways = [_one_figure(one) for one in figure.any_of]
    return ways[0] if len(ways) == 1 else {"any_of": ways}


def _one_figure(figure: ExpectedFigure) -> Plain:
    short = figure_written_short(figure.value, figure.unit)
    if short is not None and figure == ExpectedFigure(value=figure.value, unit=figure.unit):
        return short
    written: dict[str, Plain] = {
        "value": number_written(figure.value, thousands=""),
        "unit": figure.unit,
    }
    if figure.population:
        written["population"] = _one_or_list(figure.population)
    if figure.base is not None:
        written["base"] = str(figure.base)
    if figure.wave is not None:
        written["wave"] = figure.wave
    if figure.tolerance is not None:
        written["tolerance"] = number_written(figure.tolerance, thousands="")
    return written


class _Dumper(yaml.BaseDumper):
    """Takes every plain word for text, as the reader does, and indents lists under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _yaml(value: Plain) -> str:
    written: str = yaml.serialize(_node(value), Dumper=_Dumper, width=WIDTH, allow_unicode=True)
    return written


def _node(value: Plain) -> yaml.Node:
    if isinstance(value, str):
        return yaml.ScalarNode(STR, value, style=_style(value))
    if isinstance(value, dict):
        pairs = [(yaml.ScalarNode(STR, key), _node(item)) for key, item in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    items = [_node(item) for item in value]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=_fits_in_brackets(value))


def _fits_in_brackets(items: Sequence[Plain]) -> bool:
    if not all(isinstance(item, str) and _PLAIN_IN_BRACKETS.fullmatch(item) for item in items):
        return not items
    return sum(len(str(item)) + 2 for item in items) <= LONGEST_LIST_ON_ITS_LINE


def _style(text: str) -> str | None:
    """How a text is set: folded, in lines, in quotation marks; None leaves it to the emitter."""
    if not text or _OTHER_LINE_BREAKS.search(text):
        return '"'
    if len(text) > LONGEST_ON_ITS_LINE and _ONE_LINE.fullmatch(text):
        return ">"
    if "\n" in text:
        is_tidy = text == text.strip() and not re.search(r"[^\S\n]\n", text)
        return "|" if is_tidy else '"'
    needs_marks = re.search(r": |:$| #|^[\s\"'&*!|>%@`{}\[\],?#-]", text) is not None
    return '"' if needs_marks and "'" in text and not re.search(r'["\\]', text) else None

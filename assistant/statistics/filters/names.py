"""What a filter's names and values mean in a questionnaire; what is not there is refused."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.corpus.responses.questionnaire import Option, Question, Questionnaire
from assistant.errors import BadFilter
from assistant.statistics.answers import number_of
from assistant.statistics.filters.expression import (
    All,
    AnyOf,
    Comparison,
    Filter,
    Not,
    Operator,
)
from assistant.statistics.filters.parsing import parse_expression

ORDERING = frozenset({"<", "<=", ">", ">="})
_MOST_NAMED = 4
_STRAIGHT = str.maketrans(
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2013\u2014\u2212",
    "''''\"\"\"\"---",
)  # curly quotes, and dashes
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a name in a filter stands for: a question, or one option's column of a set."""

    question: Question
    option: Option | None = None

    @property
    def name(self) -> str:
        """The name as the questionnaire has it."""
        return self.option.column if self.option else self.question.id


def parse_where(text: str, questionnaire: Questionnaire) -> Filter:
    """The filter that an expression means; BadFilter says what it names that is not there.

    >>> sex = Question(id="sex", options=(Option(value="2", label="Female"),))
    >>> parse_where("SEX = 'female'", Questionnaire(questions=(sex,)))
    Comparison(question='sex', operator='==', values=('Female',))
    """
    return _resolved(parse_expression(text), questionnaire)


def asked_by_name(name: str, questionnaire: Questionnaire) -> Asked:
    """The question, or the column of a set, that a filter's name stands for."""
    question = questionnaire.question(name)
    if question is not None:
        return Asked(question=question)
    of_columns = {
        option.column: Asked(question=question, option=option)
        for question in questionnaire.questions
        for option in question.options
        if option.column
    }
    wanted = name.casefold()
    found = [asked for column, asked in of_columns.items() if column.casefold() == wanted]
    if found:
        return found[0]
    known = [question.id for question in questionnaire.questions]
    raise BadFilter(f"no question {name!r}{_nearest(name, [*known, *of_columns])}")


def options_meant(question: Question, text: str) -> tuple[Option, ...]:
    """The options of a label, a value as the file has it, or a net's label; () for none.

    Letter case, the shape of quotes and dashes, and spaces are passed over.
    """
    labels = [option for option in question.options if option.label == text]
    if labels:
        return tuple(labels)
    wanted = same_text(text)
    for found in (
        [o for o in question.options if same_text(o.label) == wanted],
        [o for o in question.options if same_text(o.value) == wanted],
        [
            o
            for net in question.nets
            if same_text(net.label) == wanted
            for o in _in_net(question, net.options)
        ],
    ):
        if found:
            return tuple(found)
    return ()


def same_text(text: str) -> str:
    """The text with all that is passed over when values are compared.

    >>> same_text("“NOT  sure”") == same_text('"not sure"')
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return _SPACES.sub(" ", plain).strip().casefold()


def is_missing(question: Question, text: str) -> bool:
    """Whether the text is a value that is no answer to the question."""
    return same_text(text) in {same_text(value) for value in question.missing}


def _resolved(filter: Filter, questionnaire: Questionnaire) -> Filter:
    match filter:
        case Not(term=term):
            return Not(term=_resolved(term, questionnaire))
        case All(terms=terms):
            return All(terms=tuple(_resolved(term, questionnaire) for term in terms))
        case AnyOf(terms=terms):
            return AnyOf(terms=tuple(_resolved(term, questionnaire) for term in terms))
        case Comparison(question=name):
            return _resolved_comparison(filter, asked_by_name(name, questionnaire))


def _resolved_comparison(comparison: Comparison, asked: Asked) -> Comparison:
    operator = comparison.operator
    if operator in ORDERING:
        values = [_number_text(asked, comparison.values[0])]
    else:
        values = _values(asked, comparison)
    if operator in ("==", "!=") and len(values) > 1:
        operator = "in" if operator == "==" else "not in"
    if operator in ("in", "not in") and len(values) == 1:
        operator = "==" if operator == "in" else "!="
    return Comparison(question=asked.name, operator=operator, values=tuple(values))


def _values(asked: Asked, comparison: Comparison) -> list[str]:
    """The values' labels, in the questionnaire's order and each once."""
    found: list[str] = []
    for text in comparison.values:
        found += _meant_by(asked, text, operator=comparison.operator)
    order = {option.label: at for at, option in enumerate(asked.question.options)}
    return sorted(dict.fromkeys(found), key=lambda label: order.get(label, len(order)))


def _meant_by(asked: Asked, text: str, *, operator: Operator) -> list[str]:
    question = asked.question
    if is_missing(question, text) and not options_meant(question, text):
        if operator in ("!=", "not in"):
            return [text]
        raise BadFilter(f"{asked.name}: {text!r} is no answer; != {text!r} means that there is one")
    if asked.option is not None:
        return [_of_column(asked, asked.option, text)]
    if question.type == "numeric":
        return [_number_text(asked, text)]
    if not question.options:
        raise BadFilter(f"{question.id}: a question without answer options cannot be filtered by")
    options = options_meant(question, text)
    if not options:
        labels = [option.label for option in question.options]
        raise BadFilter(f"{question.id}: no answer {text!r}{_nearest(text, labels)}")
    return [option.label for option in options]


def _of_column(asked: Asked, option: Option, text: str) -> str:
    wanted = same_text(text)
    if wanted in (same_text(option.label), same_text(option.value)):
        return option.label
    for value in asked.question.not_selected:
        if wanted == same_text(value):
            return value
    known = [option.label, *asked.question.not_selected]
    raise BadFilter(f"{asked.name}: no answer {text!r}{_nearest(text, known)}")


def _number_text(asked: Asked, text: str) -> str:
    question = asked.question
    if asked.option is not None or question.type not in ("numeric", "scale"):
        raise BadFilter(f"{asked.name}: only numbers and scales have an order; name its answers")
    codes = [number_of(option) for option in options_meant(question, text)]
    if question.type == "scale" and not any(number_of(o) is not None for o in question.options):
        raise BadFilter(f"{question.id}: the scale's answers have no codes; name its answers")
    if codes and codes[0] is not None:
        return _written(codes[0])
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadFilter(f"{question.id}: needs a number, not {text!r}")
    return _written(number)


def _written(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def _in_net(question: Question, labels: Iterable[str]) -> list[Option]:
    wanted = {same_text(label) for label in labels}
    return [option for option in question.options if same_text(option.label) in wanted]


def _nearest(text: str, known: list[str]) -> str:
    """What was perhaps meant, as the end of a message."""
    by_text = {same_text(name): name for name in known}
    close = get_close_matches(same_text(text), list(by_text), n=_MOST_NAMED, cutoff=0.5)
    wanted = same_text(text)
    close += [name for name in by_text if wanted and wanted in name and name not in close]
    if close:
        named = ", ".join(repr(by_text[name]) for name in close[:_MOST_NAMED])
        return f"; near it: {named}"
    some = ", ".join(repr(name) for name in known[:_MOST_NAMED])
    return f"; there are: {some}{', …' if len(known) > _MOST_NAMED else ''}" if some else ""

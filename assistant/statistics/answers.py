"""Answers as expressions: what a person answered, on whichever engine holds the responses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.corpus.responses.questionnaire import Option, Question, Questionnaire
from assistant.errors import UnknownQuestion

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, NumericValue, StringValue, Table

# A number as a file has it: 12, -3.5, 1e6. Anything else in a numeric column is no number.
_NUMBER = r"^ *[-+]?[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)? *$"
# A scale's option that begins with its code: "10 - Extremely likely", "1 (lowest)".
_LEADING_CODE = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)(?![\w.,%])")
_EXACT_WHOLE = 1e15  # doubles above it no longer hold every whole number


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in a table of an engine, by the questionnaire that explains them.

    Every method gives an ibis expression over `table`; none runs anything.
    """

    table: "Table"
    questionnaire: Questionnaire

    def raw(self, column: str) -> "StringValue":
        """The value as the file has it; null where there is none. A code is "1", never "1.0"."""
        import ibis

        values = self.table[self._column_name(column)]
        kind = values.type()
        if kind.is_string():
            return values.nullif("")
        if kind.is_boolean():
            return ibis.ifelse(values.isnull(), None, values.ifelse("true", "false"))
        if kind.is_integer() or not kind.is_numeric():
            return values.cast("string")
        number = values.cast("float64")
        exact = ibis.ifelse(number.abs() < _EXACT_WHOLE, number, None)
        whole = exact.cast("int64")
        written = ibis.ifelse(whole.cast("float64") == exact, whole.cast("string"), None)
        return ibis.coalesce(written, number.cast("string"))

    def label(self, question: Question) -> "StringValue":
        """The label of the option chosen; null where there is no answer, or an unlisted one."""
        import ibis

        raw = self._given(self._only_column(question), question.missing)
        pairs = {option.value: option.label for option in reversed(question.options)}
        if not pairs:
            return ibis.null("string")
        return raw.cases(*pairs.items())

    def place(self, question: Question) -> "IntegerValue":
        """The place of the chosen label among the question's `labels_of`; null as `label` is.

        An engine groups by numbers in half the time that it takes to group by labels.
        """
        import ibis

        raw = self._given(self._only_column(question), question.missing)
        places = {label: place for place, label in enumerate(labels_of(question))}
        pairs = {option.value: places[option.label] for option in reversed(question.options)}
        if not pairs:
            return ibis.null("int64")
        return raw.cases(*pairs.items())

    def number(self, question: Question) -> "NumericValue":
        """The answer as a number; null where there is none, or where people did not know."""
        import ibis

        column = self._only_column(question)
        unknown = [o.value for o in question.options if o.label in question.dont_know]
        raw = self._given(column, (*question.missing, *unknown, *question.dont_know))
        codes = {o.value: number_of(o) for o in question.options if o.value not in unknown}
        listed = {value: code for value, code in codes.items() if code is not None}
        if question.type != "numeric":
            return raw.cases(*listed.items()).cast("float64") if listed else ibis.null("float64")
        values = self.table[self._column_name(column)]
        if values.type().is_numeric():
            return ibis.ifelse(raw.notnull(), values.cast("float64"), None)
        return ibis.ifelse(raw.re_search(_NUMBER), raw, None).strip().cast("float64")

    def chose(self, question: Question, option: Option) -> "BooleanValue":
        """Whether a person chose the option, alone or among others; never null."""
        import ibis

        if question.type != "multiple":
            chosen = self._given(self._only_column(question), question.missing) == option.value
        elif option.column:
            given = self._given(option.column, (*question.missing, *question.not_selected))
            return given.notnull()
        elif question.columns:
            given = [self._given(column, question.missing) for column in question.columns]
            chosen = ibis.or_(*(ibis.coalesce(one == option.value, False) for one in given))
        else:
            chosen = self._has_part(question, option)
        return ibis.coalesce(chosen, ibis.literal(False))

    def answered(self, question: Question) -> "BooleanValue":
        """Whether a person is in the question's base: asked, with an answer; never null."""
        import ibis

        columns = columns_of(question)
        given = [self._given(column, question.missing).notnull() for column in columns]
        if "" in question.not_selected:
            given += [self.raw(column).isnull() for column in columns]
        return ibis.or_(*given)

    def _given(self, column: str, missing: Sequence[str]) -> "StringValue":
        """The value as the file has it; null also where it is one of the missing ones."""
        raw = self.raw(column)
        return raw if not missing else raw.isin(list(missing)).ifelse(None, raw)

    def _has_part(self, question: Question, option: Option) -> "BooleanValue":
        """Whether the option is one of the parts of a delimited answer, whole.

        Where an option holds the separator itself ("Yes, often"), it is taken out of the answer
        before a part of it ("often") is looked for.
        """
        mark = question.separator
        text = mark + self._given(self._only_column(question), question.missing) + mark
        part, *others = (
            f"{mark}{one.value}{mark}"
            for one in (option, *(other for other in question.options if other != option))
        )
        if mark.strip():
            for spaced in (f"{mark} ", f" {mark}"):
                text = text.replace(spaced, mark)
                part = part.replace(spaced, mark)
                others = [whole.replace(spaced, mark) for whole in others]
        for whole in others:
            if part != whole and part in whole:
                text = text.replace(whole, mark + mark)
        return text.contains(part)

    def _only_column(self, question: Question) -> str:
        columns = columns_of(question)
        if len(columns) != 1:
            raise UnknownQuestion(
                f"{question.id}: a set of {len(columns)} columns, where one question is needed"
            )
        return columns[0]

    def _column_name(self, column: str) -> str:
        """The table's own name of a column: some engines fold the case of letters."""
        if column in self.table.columns:
            return column
        folded = [name for name in self.table.columns if name.casefold() == column.casefold()]
        if len(folded) != 1:
            raise UnknownQuestion(f"{column}: the responses have no such column")
        return str(folded[0])


def labels_of(question: Question) -> tuple[str, ...]:
    """The different labels of a question's options, in order.

    >>> labels_of(Question(id="q1", options=(Option(value="1", label="Yes"),)))
    ('Yes',)
    """
    return tuple(dict.fromkeys(option.label for option in question.options))


def columns_of(question: Question) -> tuple[str, ...]:
    """The columns that hold a question's answers.

    >>> columns_of(Question(id="age"))
    ('age',)
    >>> tv = Option(value="TV", label="TV", column="q1_1")
    >>> columns_of(Question(id="q1", type="multiple", options=(tv,)))
    ('q1_1',)
    """
    of_options = tuple(option.column for option in question.options if option.column)
    if question.type == "multiple" and of_options and not question.separator:
        return question.columns or of_options
    return question.columns or (question.id,)


def number_of(option: Option) -> float | None:
    """The code that an option of a scale stands for; None for one that is only words.

    >>> number_of(Option(value="4", label="Agree"))
    4.0
    >>> number_of(Option(value="10 - Extremely likely", label="10 - Extremely likely"))
    10.0
    >>> number_of(Option(value="Agree", label="Agree")) is None
    True
    """
    for text in (option.value, option.label):
        found = _LEADING_CODE.match(text)
        if found:
            return float(found[1])
    return None

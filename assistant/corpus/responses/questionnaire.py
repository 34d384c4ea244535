"""What was asked: questions, their options, and how the answers stand in a responses file."""

from dataclasses import dataclass, replace
from typing import Literal

QuestionType = Literal["single", "multiple", "scale", "numeric", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer option. `value` is how it stands in the file, `label` what people read.

    In a multiple-response set with one column an option, `column` is that column; in a delimited
    one it is empty.
    """

    value: str
    label: str
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """A named sum of answer options, which are given by their labels."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """Who was asked a filtered question: in words, and as an expression over the file's columns."""

    label: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with what is needed to read its answers.

    `id` is the column, or the name of a set whose columns are in its options. `missing` are values
    that are no answer and leave the base; `dont_know` are labels of options that stay in the base
    and in the table but in no net, mean or median. `people` names those who chose an option or a
    net, as a sentence would: Female → women. `label` is a short name, as a banner has it: Age.
    `separator` stands between several answers in a cell, `cut_at` is what the source has there.
    """

    id: str
    text: str = ""
    label: str = ""
    type: QuestionType = "single"
    options: tuple[Option, ...] = ()
    nets: tuple[Net, ...] = ()
    base: AskedOf = AskedOf()
    columns: tuple[str, ...] = ()
    separator: str = ""
    cut_at: str = ""
    not_selected: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    dont_know: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    unit: str = ""

    @property
    def wording(self) -> str:
        """The question as asked; its short name or its id where the wording is not known."""
        return self.text or self.label or self.id

    def option(self, label: str) -> Option | None:
        """The option of that label or value, letter case aside."""
        wanted = label.strip().casefold()
        by_label = (o for o in self.options if o.label.casefold() == wanted)
        by_value = (o for o in self.options if o.value.casefold() == wanted)
        return next(by_label, None) or next(by_value, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How the sample was drawn and weighted, as columns of the file; empty where there is none.

    `fpc` holds the sampling fraction of a stratum, or its number of units where it is above 1.
    """

    weight: str = ""
    strata: str = ""
    psu: str = ""
    replicate_weights: tuple[str, ...] = ()
    replicate_method: Literal["", "brr", "jackknife", "bootstrap", "sdr"] = ""
    fpc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """Every question of a responses file, and the survey's design.

    `banner` are the ids of the questions whose options are the usual breaks.
    """

    questions: tuple[Question, ...]
    design: Design = Design()
    banner: tuple[str, ...] = ()

    def question(self, id: str) -> Question | None:
        """The question of that id, letter case aside."""
        wanted = id.strip().casefold()
        exact = (q for q in self.questions if q.id == id)
        return next(exact, None) or next(
            (q for q in self.questions if q.id.casefold() == wanted), None
        )

    def question_or_column(self, id: str) -> Question | None:
        """The question of that id, or one column of a multiple-response set as a question."""
        wanted = id.strip().casefold()
        pairs = ((q, o) for q in self.questions for o in q.options if o.column)
        of_column = (_of_column(q, o) for q, o in pairs if o.column.casefold() == wanted)
        return self.question(id) or next(of_column, None)


def _of_column(asked: Question, option: Option) -> Question:
    """One column of a set as a question: with yes and no where it says so, else in the set's base.

    >>> tv = Option(value="Yes", label="TV", column="q1_1")
    >>> whole = Question(id="q1", type="multiple", options=(tv,), not_selected=("No",))
    >>> [option.label for option in _of_column(whole, tv).options]
    ['Yes', 'No']
    """
    off = [value for value in asked.not_selected if value]
    if not off or "" in asked.not_selected:
        return replace(asked, id=option.column, options=(option,), nets=(), people=())
    are_words = option.value.isalpha() and option.value.casefold() != "x"
    options = (
        Option(value=option.value, label=option.value if are_words else option.label),
        *(Option(value=value, label=value if are_words else "Not chosen") for value in off),
    )
    text = f"{asked.text} - {option.label}" if asked.text else ""
    return Question(
        id=option.column, text=text, options=options, base=asked.base, missing=asked.missing
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Responses:
    """Respondents' answers, ready to be counted.

    `location` is a parquet file of ours, or the URL of an engine. In ours every column is text as
    the source has it, but for numeric questions and the design's columns, which are numbers; what
    the source leaves empty is null. `inferred` says in plain words what neither the file nor
    questions.yaml stated, and `guessed` are the questions that it is about, but for the order of
    options. `digest` changes whenever any of it does.
    """

    survey: str
    source: str
    location: str
    questionnaire: Questionnaire
    respondents: int
    inferred: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    digest: str = ""

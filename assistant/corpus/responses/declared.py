"""What a questions.yaml declares; the rest is read from the responses file or inferred."""

from dataclasses import dataclass

from assistant.corpus.responses.questionnaire import AskedOf, Design, Net, QuestionType

EVERYBODY = AskedOf()
NO_DESIGN = Design()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredQuestion:
    """A question as questions.yaml has it; what it does not say is empty or None.

    `options` are pairs of value (or, in a set, column) and label; `options_are_labelled` says that
    the labels were given and are not the values over again. `columns` may hold * and ?.
    """

    id: str
    text: str = ""
    label: str = ""
    type: QuestionType | None = None
    options: tuple[tuple[str, str], ...] = ()
    options_are_labelled: bool = False
    nets: tuple[Net, ...] = ()
    base: AskedOf = EVERYBODY
    columns: tuple[str, ...] = ()
    separator: str = ""
    not_selected: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    dont_know: tuple[str, ...] | None = None
    people: tuple[tuple[str, str], ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A questions.yaml; `where` is how its problems name it."""

    where: str = "questions.yaml"
    encoding: str = ""
    design: Design = NO_DESIGN
    missing: tuple[str, ...] | None = None
    banner: tuple[str, ...] = ()
    questions: tuple[DeclaredQuestion, ...] = ()

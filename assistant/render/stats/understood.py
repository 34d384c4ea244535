"""What was understood of a responses file, as a table that a person can check in a minute."""

from collections.abc import Iterator
from io import StringIO
from textwrap import shorten

from assistant.corpus.responses.questionnaire import Option, Question, Responses
from assistant.render.safe_text import safe_line

MOST_QUESTIONS = 60
LONGEST_QUESTION, LONGEST_ANSWERS, LONGEST_MISSING = 90, 240, 60
GUESSED = "?"


def responses_text(responses: Responses, *, width: int) -> str:
    """Questions, types, options, codes for no answer and the weight, then what was guessed."""
    questions = responses.questionnaire.questions
    weight = responses.questionnaire.design.weight
    weighted = f"weighted by {weight}" if weight else "not weighted"
    if weight in responses.guessed:
        weighted = f"{weighted} {GUESSED}"
    parts = [
        f"{responses.source.rsplit('/', 1)[-1]}: {responses.respondents:,} respondents, "
        f"{len(questions):,} questions, {weighted}",
        "",
        _table(responses, width=width),
    ]
    if len(questions) > MOST_QUESTIONS:
        parts.append(f"… and {len(questions) - MOST_QUESTIONS:,} more, in questions.yaml")
    if responses.guessed:
        parts.append(f"{GUESSED} marks what was guessed. Check it first.")
    if responses.inferred:
        parts += ["", "Not stated in the file:", *(f"- {line}" for line in responses.inferred)]
    return "\n".join(safe_line(part) if "\n" not in part else part for part in parts)


def _table(responses: Responses, *, width: int) -> str:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False, header_style="")
    for heading, ratio in (("question", 3), ("type", 1), ("answers", 5), ("no answer", 1)):
        table.add_column(heading, overflow="fold", ratio=ratio)
    for question in responses.questionnaire.questions[:MOST_QUESTIONS]:
        is_guess = question.id in responses.guessed
        table.add_row(*(Text(cell) for cell in _cells(question, is_guess=is_guess)))
    page = StringIO()
    Console(file=page, width=width, color_system=None, emoji=False).print(table)
    lines = [line.rstrip() for line in page.getvalue().splitlines()]
    return "\n".join(line for line in lines if line)


def _cells(question: Question, *, is_guess: bool) -> Iterator[str]:
    wording = f"{question.id}: {question.text}" if question.text else question.id
    yield _short(wording, LONGEST_QUESTION)
    columns = f", {len(question.columns)} columns" if len(question.columns) > 1 else ""
    yield f"{question.type}{columns}{f' {GUESSED}' if is_guess else ''}"
    yield _short(_answers(question), LONGEST_ANSWERS)
    missing = (*question.missing, *(f"{label} (in the base)" for label in question.dont_know))
    yield _short(", ".join(missing), LONGEST_MISSING)


def _answers(question: Question) -> str:
    if question.type == "numeric":
        return f"numbers, in {question.unit}" if question.unit else "numbers"
    if question.type == "open":
        return "people's own words, never counted"
    shown = ", ".join(_option(option) for option in question.options)
    off = [value or "empty" for value in question.not_selected]
    return f"{shown}; not chosen: {', '.join(off)}" if off else shown


def _option(option: Option) -> str:
    """An option with its code or its column, where they are other words.

    >>> _option(Option(value="1", label="Yes")), _option(Option(value="No", label="No"))
    ('1 = Yes', 'No')
    """
    key = option.column or option.value
    return option.label if key == option.label else f"{key} = {option.label}"


def _short(text: str, longest: int) -> str:
    return shorten(safe_line(text), longest, placeholder=" …")

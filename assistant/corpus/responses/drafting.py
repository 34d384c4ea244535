"""A questions.yaml drafted from a responses file, for a person to correct."""

import json
import re
from collections.abc import Iterator, Sequence

from assistant.corpus.prose import one_line
from assistant.corpus.responses.questionnaire import Design, Option, Question, Responses

# Text that YAML reads as it stands: "Very likely", "18 - 34", "q0001"
_BARE = re.compile(r"[A-Za-z0-9](?:[\w .()/'-]*[\w.)])?")
_NOT_BARE = re.compile(r"(?:yes|no|true|false|on|off|null|y|n)", re.IGNORECASE)
LONGEST_LINE = 100


def draft_questions(responses: Responses) -> str:
    """What was read and inferred, as the questions.yaml that says the same."""
    questionnaire = responses.questionnaire
    lines = [
        f"# Drafted from {responses.source.rsplit('/', 1)[-1]}: what the file says, and what was",
        "# guessed from its answers. Correct it, and add the wordings as they were asked,",
        "# the nets, the bases of filtered questions, and the usual breaks.",
    ]
    if responses.inferred:
        lines += ["#", "# Not stated in the file:"]
        lines += [f"#   - {one_line(line)}" for line in responses.inferred]
    lines += [
        *_design(questionnaire.design),
        "banner: []  # questions whose options are the usual breaks, such as age, sex, region",
        "questions:",
    ]
    for question in questionnaire.questions:
        lines += _question(question)
    return "\n".join(lines) + "\n"


def _design(design: Design) -> Iterator[str]:
    yield f"weight: {_scalar(design.weight)}" if design.weight else "# weight: the column, if any"
    if not design.strata:
        yield "# strata: and psu: the columns of the sample's design, if it has one"


def _question(question: Question) -> Iterator[str]:
    yield f"  - id: {_scalar(question.id)}"
    wording = _scalar(question.text) if question.text else '""  # the wording, as it was asked'
    yield f"    text: {wording}"
    if question.type != "single":
        yield f"    type: {question.type}"
    if question.unit:
        yield f"    unit: {_scalar(question.unit)}"
    if question.cut_at:
        yield f"    separator: {json.dumps(question.cut_at)}"
    if question.columns:
        yield f"    columns: {_list(question.columns)}"
        yield f"    not_selected: {_list(question.not_selected)}"
    if question.options:
        yield from _options(question.options)
    if question.missing:
        yield f"    missing: {_list(question.missing)}"
    if question.dont_know:
        yield f"    dont_know: {_list(question.dont_know)}"


def _options(options: Sequence[Option]) -> Iterator[str]:
    """The options in a line where they fit, else one a line; with labels, value by value."""
    keys = [option.column or option.value for option in options]
    if all(key == option.label for key, option in zip(keys, options, strict=True)):
        line = f"    options: {_list(keys)}"
        if len(line) <= LONGEST_LINE:
            yield line
            return
        yield "    options:"
        yield from (f"      - {_scalar(key)}" for key in keys)
        return
    yield "    options:"
    for key, option in zip(keys, options, strict=True):
        yield f"      {_scalar(key)}: {_scalar(option.label)}"


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(_scalar(text) for text in texts)}]"


def _scalar(text: str) -> str:
    """Text as YAML has it, in quotation marks unless it is sure to need none.

    >>> print(_scalar("Very likely"), _scalar("No"), _scalar("yes: often"))
    Very likely "No" "yes: often"
    """
    if _BARE.fullmatch(text) and not _NOT_BARE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)

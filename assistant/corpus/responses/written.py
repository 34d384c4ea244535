"""questions.yaml read: what was asked, where the responses file does not say it itself.

The keys are published as a JSON Schema in `docs/schemas/questions.schema.json`. Values are read as
they are written, so that the option `No` is no "false" and the code 01 is no 1.
"""

import difflib
import re
import reprlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn, get_args

from assistant.corpus.manifest import load_yaml, text_of_yaml
from assistant.corpus.prose import one_line
from assistant.corpus.responses.declared import Declared, DeclaredQuestion
from assistant.corpus.responses.questionnaire import AskedOf, Design, Net, QuestionType
from assistant.errors import BadQuestionnaire

LARGEST_QUESTIONS = 5_000_000
LONGEST_TEXT = 10_000
TYPES: tuple[QuestionType, ...] = get_args(QuestionType)
METHODS = ("brr", "jackknife", "bootstrap", "sdr")
OTHER_SPELLINGS = {
    "weights": "weight",
    "na": "missing",
    "missing_values": "missing",
    "stratum": "strata",
    "cluster": "psu",
    "clusters": "psu",
    "wording": "text",
    "question": "text",
    "answers": "options",
    "values": "options",
    "column": "columns",
    "dont_knows": "dont_know",
}
Reader = Callable[[Any, str], Any]


def read_questions(path: Path, *, source: str = "") -> Declared:
    """What the questions.yaml at `path` declares; its problems name it as `source`.

    Raises:
        UnreadableFile: It cannot be opened, or is no text.
        BadQuestionnaire: It is no YAML, or has a key or a value that it cannot have.
    """
    return parse_questions(text_of_yaml(path, largest=LARGEST_QUESTIONS), where=source or str(path))


def parse_questions(text: str, *, where: str = "questions.yaml") -> Declared:
    r"""What a questions.yaml's text declares.

    >>> parse_questions("questions:\n- id: q1\n  options: [Yes, No]").questions[0].options
    (('Yes', 'Yes'), ('No', 'No'))
    """
    loaded = load_yaml(text, where=where, raised=BadQuestionnaire)
    values = _read(loaded, READERS, where=where)
    design = {key: values.pop(key) for key in DESIGN if key in values}
    if "replicate_weights" in design and "replicate_method" not in design:
        _refuse(where, f"replicate_weights need a replicate_method: {', '.join(METHODS)}")
    return Declared(where=where, design=Design(**design), **values)


def _refuse(where: str, problem: str) -> NoReturn:
    raise BadQuestionnaire(f"{where}: {problem}")


def _read(
    written: Mapping[str, Any], readers: Mapping[str, Reader], *, where: str
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in written.items():
        key = _key(name, readers, where=where)
        if key in values:
            _refuse(where, f"{name!r} says {key!r} a second time; keep one of them")
        values[key] = readers[key](value, f"{where}: {name}")
    return values


def _key(written: str, readers: Mapping[str, Reader], *, where: str) -> str:
    key = re.sub(r"[\s'-]+", "_", written.strip().lower()).replace("don_t", "dont")
    if key not in readers:
        key = OTHER_SPELLINGS.get(key, key)
    if key not in readers:
        near = difflib.get_close_matches(key, readers, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(readers)}"
        _refuse(where, f"unknown key {reprlib.repr(written)}; {hint}")
    return key


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        _refuse(where, f"needs text, got {reprlib.repr(value)}")
    if len(value) > LONGEST_TEXT:
        _refuse(where, f"longer than {LONGEST_TEXT:,} characters")
    return one_line(value)


def _id(value: Any, where: str) -> str:
    written = _text(value, where)
    if not written:
        _refuse(where, "is empty; name the column")
    return written


def _separator(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value or len(value) > 10:
        _refuse(where, f"needs the sign between two answers, such as ';', got {value!r}")
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    """A list of texts, or one text."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        _refuse(where, f"needs a list, got {reprlib.repr(value)}")
    return tuple(_text(item, f"{where}, number {n}") for n, item in enumerate(items, 1))


def _names(value: Any, where: str) -> tuple[str, ...]:
    """Texts that name something each, all of them different."""
    names = _texts(value, where)
    for n, name in enumerate(names):
        if not name:
            _refuse(where, f"number {n + 1} is empty")
        if name in names[:n]:
            _refuse(where, f"names {name!r} twice")
    return names


def _one_of(*known: str) -> Reader:
    def read(value: Any, where: str) -> str:
        written = _text(value, where).lower()
        if written not in known:
            _refuse(where, f"needs one of {', '.join(known)}, got {reprlib.repr(value)}")
        return written

    return read


def _pairs(value: Any, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        _refuse(where, f"needs lines such as 'Female: women', got {reprlib.repr(value)}")
    return tuple(
        (one_line(str(key)), _text(text, f"{where}, {key}")) for key, text in value.items()
    )


def _options(value: Any, where: str) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """A list of values, or a mapping of values to labels; and whether it has labels."""
    if isinstance(value, dict):
        pairs = _pairs(value, where)
        empty = next((code for code, label in pairs if not label), None)
        if empty is not None:
            _refuse(where, f"{empty!r} has no label")
        return True, pairs
    return False, tuple((name, name) for name in _names(value, where))


def _nets(value: Any, where: str) -> tuple[Net, ...]:
    if not isinstance(value, dict):
        _refuse(where, f"needs lines such as 'Agree (net): [Agree, …]', got {reprlib.repr(value)}")
    nets = tuple(
        Net(label=_id(name, where), options=_names(options, f"{where}, {name}"))
        for name, options in value.items()
    )
    empty = next((net.label for net in nets if not net.options), None)
    if empty is not None:
        _refuse(where, f"{empty!r} is a net of nothing; name its options")
    return nets


def _base(value: Any, where: str) -> AskedOf:
    if isinstance(value, str):
        return AskedOf(label=_text(value, where))
    if not isinstance(value, dict):
        _refuse(where, f"needs a label and a where, got {reprlib.repr(value)}")
    return AskedOf(**_read(value, {"label": _text, "where": _text}, where=where))


def _questions(value: Any, where: str) -> tuple[DeclaredQuestion, ...]:
    if not isinstance(value, list):
        _refuse(where, f"needs a list of questions, each with its id, got {reprlib.repr(value)}")
    found = tuple(_question(item, where, n) for n, item in enumerate(value, 1))
    seen: set[str] = set()
    for question in found:
        if question.id in seen:
            _refuse(where, f"question {question.id!r} stands twice")
        seen.add(question.id)
    return found


def _question(item: Any, where: str, number: int) -> DeclaredQuestion:
    place = where.removesuffix(": questions")
    if not isinstance(item, dict):
        _refuse(place, f"question number {number} needs an id, got {reprlib.repr(item)}")
    if not item.get("id"):
        _refuse(place, f"question number {number} has no id; name its column")
    here = f"{place}: question {reprlib.repr(item['id'])}"
    values = _read(item, QUESTION_READERS, where=here)
    labelled, options = values.pop("options", (False, ()))
    question = DeclaredQuestion(**values, options=options, options_are_labelled=labelled)
    if question.columns and question.separator:
        _refuse(here, "has columns and a separator; a set has one column an option or one in all")
    if (question.columns or question.separator) and question.type not in (None, "multiple"):
        _refuse(here, f"is of the type {question.type}; only a multiple one has a set's columns")
    return question


DESIGN = ("weight", "strata", "psu", "replicate_weights", "replicate_method", "fpc")
READERS: dict[str, Reader] = {
    "encoding": _text,
    "weight": _text,
    "strata": _text,
    "psu": _text,
    "replicate_weights": _names,
    "replicate_method": _one_of(*METHODS),
    "fpc": _text,
    "missing": _texts,
    "banner": _names,
    "questions": _questions,
}
"""What each key's value must be, in the order in which the manual lists them."""
QUESTION_READERS: dict[str, Reader] = {
    "id": _id,
    "text": _text,
    "label": _text,
    "type": _one_of(*TYPES),
    "options": _options,
    "nets": _nets,
    "base": _base,
    "columns": _names,
    "separator": _separator,
    "not_selected": _texts,
    "missing": _texts,
    "dont_know": _texts,
    "people": _pairs,
    "unit": _text,
}
"""The same for the keys of one question."""

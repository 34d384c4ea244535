"""A question set read out of YAML; an error says where in the file it is and what to write."""

import difflib
import hashlib
import re
import reprlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from pydantic import ValidationError

from assistant.corpus.manifest import MOST_BRACKETS, TextLoader
from assistant.errors import BadQuestionSet
from assistant.evaluate.case import Alternatives, Case, ExpectedFigure, QuestionSet

SUFFIX = ".questions.yaml"
LARGEST_SET = 20_000_000
OF_FIGURES = {"figures", "not_figures", "expected"}

Path_: TypeAlias = Sequence[int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is written: the file with line or row, that line alone, and its order."""

    text: str
    line: str
    order: tuple[int, ...]


Places: TypeAlias = Callable[[Path_], Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSet:
    """A question set under its file's name, and what the file was when it was read."""

    name: str
    questions: QuestionSet
    sha256: str

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases, each limited to the set's surveys where it does not say otherwise."""
        surveys = self.questions.surveys
        return tuple(
            case if case.surveys or not surveys else case.model_copy(update={"surveys": surveys})
            for case in self.questions.cases
        )


def read_sets(paths: Sequence[Path]) -> tuple[NamedSet, ...]:
    """The sets in files, and in all files `*.questions.yaml` of folders, by name.

    Raises:
        BadQuestionSet: One of them cannot be read, two have one name, or a folder has none.
    """
    sets: dict[str, NamedSet] = {}
    first: dict[str, Path] = {}
    for path in (path for given in paths for path in _files(given)):
        one = read_set(path)
        if one.name in sets:
            raise BadQuestionSet(
                f"{path}: a set named {one.name!r} was given before ({first[one.name]}); "
                "rename one of the files, or give it once"
            )
        sets[one.name], first[one.name] = one, path
    return tuple(sets.values())


def read_set(path: Path) -> NamedSet:
    """The set in a file.

    Raises:
        BadQuestionSet: It cannot be opened, or has a fault; the first is named.
    """
    data = data_of(path)
    text = decoded(data, path)
    name = path.name.removesuffix(SUFFIX).removesuffix(".yaml").removesuffix(".yml")
    digest = hashlib.sha256(data).hexdigest()
    return NamedSet(name=name, questions=parse_set(text, where=str(path)), sha256=digest)


def parse_set(text: str, *, where: str) -> QuestionSet:
    r"""The set that a text describes; its faults name the text as `where`.

    >>> parse_set("cases:\n- id: a\n  question: Who?\n  figures: 8%", where="a.yaml").cases[0].id
    'a'
    """
    node, values = composed(text, where)
    return checked(values, places_in(node, where))


def data_of(path: Path) -> bytes:
    """What is in a file.

    Raises:
        BadQuestionSet: It cannot be opened, or is too large.
    """
    try:
        if path.stat().st_size > LARGEST_SET:
            raise BadQuestionSet(f"{path}: larger than {LARGEST_SET // 1_000_000} MB; split it")
        return path.read_bytes()
    except OSError as error:
        raise BadQuestionSet(f"{path}: {(error.strerror or 'cannot be opened').lower()}") from error


def decoded(data: bytes, path: Path) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        BadQuestionSet: It is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadQuestionSet(f"{path}: not UTF-8 text; save it as UTF-8") from error


def checked(values: Any, place: Places) -> QuestionSet:
    """The set that values describe; `place` says where each of them is written.

    Raises:
        BadQuestionSet: A value is missing or wrong, or two cases have one id.
    """
    try:
        questions = QuestionSet.model_validate(values)
    except ValidationError as error:
        raise first_fault(error, place) from error
    first: dict[str, int] = {}
    for n, case in enumerate(questions.cases):
        if case.id in first:
            earlier = place(("cases", first[case.id], "id")).line
            problem = f"the id {case.id!r} is taken ({earlier}); choose another"
            raise BadQuestionSet(f"{place(('cases', n, 'id')).text}: {problem}")
        first[case.id] = n
    return questions


def first_fault(error: ValidationError, place: Places) -> BadQuestionSet:
    """The fault that is written first, and how many more there are."""
    # A list whose items all have faults counts as empty, too.
    faults = [f for f in error.errors() if f["type"] != "too_short" or not f["input"]]
    fault = min(faults, key=lambda f: place(f["loc"]).order)
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return BadQuestionSet(f"{place(fault['loc']).text}: {_in_words(fault)}{more}")


def places_in(node: yaml.Node, where: str) -> Places:
    """What finds the places of a YAML text's values."""

    def place(path: Path_) -> Place:
        mark = _mark(node, path)
        return Place(
            text=_at(where, mark),
            line=f"line {mark.line + 1}",
            order=(mark.index,),
        )

    return place


class _Loader(TextLoader):
    """Reads no anchors: a few of them can stand for more than memory holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            problem = "anchors are not read; write it out"
            raise yaml.composer.ComposerError(problem=problem, problem_mark=mark)
        return super().compose_node(parent, index)


def composed(text: str, where: str) -> tuple[yaml.Node, Any]:
    """A YAML text's nodes, which know their place, and its values, every scalar as written.

    Raises:
        BadQuestionSet: It is not YAML, is empty, or has anchors.
    """
    if text.count("[") + text.count("{") > max(MOST_BRACKETS, len(text) // 10):
        raise BadQuestionSet(f"{where}: more brackets than a question set can have")
    loader = _loader(text, where)
    try:
        node = loader.get_single_node()
        if node is None:
            raise BadQuestionSet(f"{where}: is empty; write 'cases:' and a case below it")
        return node, loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        problem, mark = _problem(error), error.problem_mark
        if mark is None:
            raise BadQuestionSet(f"{where}: {problem}") from error
        raise BadQuestionSet(f"{_at(where, mark)}: {problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadQuestionSet(f"{where}: not YAML") from error
    finally:
        loader.dispose()


def _problem(error: yaml.MarkedYAMLError) -> str:
    told = error.problem or "not YAML"
    if "'\\t'" in told:
        return "a tab; indent with spaces"
    return f"{told}; put a text with a ? in quotation marks" if "got '?'" in told else told


def _loader(text: str, where: str) -> _Loader:
    try:
        return _Loader(text)
    except yaml.reader.ReaderError as error:
        before = text[: error.position].split("\n")
        raise BadQuestionSet(
            f"{where}, line {len(before)}, column {len(before[-1]) + 1}: "
            f"YAML cannot have the character {text[error.position]!r}; delete it"
        ) from error


def _files(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    found = sorted(given.glob(f"*{SUFFIX}"))
    if not found:
        raise BadQuestionSet(f"{given}: no file here ends in {SUFFIX}")
    yield from found


def _at(where: str, mark: yaml.Mark) -> str:
    return f"{where}, line {mark.line + 1}, column {mark.column + 1}"


def _mark(node: yaml.Node, path: Path_) -> yaml.Mark:
    """Where the thing at the end of a path begins, or the last thing on it that is there."""
    mark: yaml.Mark = node.start_mark
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == step), None)
            if pair is not None:
                node, mark = pair[1], pair[0].start_mark
        elif isinstance(node, yaml.SequenceNode) and step in range(len(node.value)):
            node = node.value[step]
            mark = node.start_mark
    return mark


def _in_words(fault: Mapping[str, Any]) -> str:
    """What is wrong and what to write instead."""
    path, got = fault["loc"], reprlib.repr(fault["input"])
    key, sense = _key_of(path), _sense_of(path)
    match fault["type"]:
        case "extra_forbidden":
            said = f"{key!r} is not a known key. {_instead(key, _known_keys(path))}"
        case "model_type":
            lines = "'value: 86'" if OF_FIGURES & set(path) else "'question: …'"
            said = f"needs lines such as {lines}, got {got}"
        case "tuple_type":
            said = f"{key!r} takes a list; write '- ' before each item, or [a, b]; got {got}"
        case "too_short":
            said = f"{key!r} is empty. {sense}"
        case "missing":
            said = f"{key!r} is missing. {sense}"
        case "literal_error":
            choices = re.findall(r"'([^']+)'", fault["ctx"]["expected"])
            said = f"{got} is no value of {key!r}. {_instead(str(fault['input']), choices)}"
        case "value_error":
            said = str(fault["ctx"]["error"])
        case "string_pattern_mismatch" | "string_too_short":
            said = f"{key!r} cannot be {got}. {sense}"
        case _:
            said = f"{key!r}: {fault['msg'].lower()}, got {got}"
    return said


def _key_of(path: Path_) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "the file")


def _known_keys(path: Path_) -> list[str]:
    if OF_FIGURES & set(path):
        return [*ExpectedFigure.model_fields, *Alternatives.model_fields]
    return list((Case if "cases" in path else QuestionSet).model_fields)


def _sense_of(path: Path_) -> str:
    """What a key is for, as the published schema says it."""
    key, above = _key_of(path), set(path[:-1])
    of_figures = (ExpectedFigure, Alternatives) if OF_FIGURES & above else ()
    shapes = (*of_figures, Case if "cases" in above else QuestionSet)
    field = next((one.model_fields[key] for one in shapes if key in one.model_fields), None)
    return (field.description if field else None) or "See docs/evaluation.md."


def _instead(written: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(written.lower(), known, n=1, cutoff=0.7)
    return f"Did you mean {near[0]!r}?" if near else f"Write one of {', '.join(known)}."

"""survey.yaml: what is known of a survey. Every key may be left out; none may be made up.

The keys are published as a JSON Schema in `docs/schemas/survey.schema.json`. Values are read as
they are written, so that Norway's `NO` is no "false" and a date stays as its publisher wrote it.
"""

import difflib
import re
import reprlib
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NoReturn

import yaml

from assistant.corpus.prose import one_line
from assistant.errors import BadManifest, CorpusError, UnreadableFile
from assistant.survey import SampleKind, Survey, SurveyPopulation

MANIFEST_NAMES = frozenset({"survey.yaml", "survey.yml"})
MANIFEST = "survey.yaml"
RESPONSES = "responses"  # the one key that is no matter of the survey's own description
LARGEST_MANIFEST = 200_000
MOST_BRACKETS = 1_000  # nested ones take a YAML parser time that grows with their square
LONGEST_TEXT = 10_000
OTHER_SPELLINGS = {
    "fieldwork": "fieldwork_by",
    "dates": "field_dates",
    "sample_type": "sample",
    "n": "sample_size",
    "license": "licence",
    "who_may_see_it": "visible_to",
    "moe": "margin_of_error",
}
SAMPLE_KINDS: dict[str, SampleKind] = {
    "probability": "probability",
    "opt-in": "opt-in",
    "non-probability": "opt-in",
    "nonprobability": "opt-in",
    "census": "census",
    "unknown": "unknown",
    "": "unknown",
}
_NOTHING = frozenset({"", "~", "null"})
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)  # "postgres://db.example/survey"
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:[,_ \u00a0\u202f]\d{3})+|\d+")


class TextLoader(yaml.BaseLoader):
    """Reads every scalar as text, and refuses a key that is written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping whose keys are words, each written once."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for n, key in enumerate(keys):
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    problem="a key is not a word", problem_mark=node.start_mark
                )
            if key in keys[:n]:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key!r} is written twice", problem_mark=node.start_mark
                )
        return super().construct_mapping(node, deep)


def read_manifest(path: Path, *, survey: str) -> Survey:
    """The survey that a survey.yaml describes, under the id `survey`.

    Raises:
        UnreadableFile: It cannot be opened, or is no text.
        BadManifest: It is no YAML, or has a key or a value that it cannot have.
    """
    return parse_manifest(text_of_yaml(path, largest=LARGEST_MANIFEST), survey=survey, where=path)


def read_responses_url(path: Path) -> str:
    """Where a survey.yaml says that the responses are, such as "postgres://…"; empty if nowhere.

    It is kept apart from the survey, which is shown to people.

    Raises:
        UnreadableFile: As for `read_manifest`.
        BadManifest: As for `read_manifest`.
    """
    values = _values(text_of_yaml(path, largest=LARGEST_MANIFEST), where=str(path))
    return str(values.get(RESPONSES, ""))


def parse_manifest(text: str, *, survey: str, where: Path | str = MANIFEST) -> Survey:
    r"""The survey that a manifest's text describes.

    >>> parse_manifest("title: Trust in news\nsample size: 1,204", survey="trust").sample_size
    1204
    """
    values = _values(text, where=str(where))
    return Survey(id=survey, **{key: value for key, value in values.items() if key != RESPONSES})


def text_of_yaml(path: Path, *, largest: int) -> str:
    """The text of a YAML file of a corpus.

    Raises:
        UnreadableFile: It cannot be opened, is too large, or is not UTF-8.
    """
    try:
        if path.stat().st_size > largest:
            raise UnreadableFile(path, f"larger than a {path.name} can be")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, "not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise UnreadableFile(path, f"cannot be opened ({error.strerror})") from error


def load_yaml(text: str, *, where: str, raised: type[CorpusError]) -> dict[str, Any]:
    """The keys of a YAML file, every scalar as it is written; no keys in an empty one.

    Raises:
        CorpusError: Of the class `raised`: it is no YAML, no mapping, or says a key twice.
    """
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise raised(f"{where}: over {MOST_BRACKETS:,} brackets; no survey has as many lists")
    try:
        loaded = yaml.load(text, Loader=TextLoader)  # noqa: S506 - only text, lists and mappings
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise raised(f"{where}{line}: {error.problem or 'not YAML'}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise raised(f"{where}: not YAML ({one_line(str(error))[:120]})") from error
    if loaded is None or (isinstance(loaded, str) and loaded.lower() in _NOTHING):
        return {}
    if not isinstance(loaded, dict):
        raise raised(f"{where}: needs lines such as 'title: …', got {reprlib.repr(loaded)}")
    return loaded


def _values(text: str, *, where: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for written, value in load_yaml(text, where=where, raised=BadManifest).items():
        key = _key(written, where=where)
        if key in values:
            _refuse(where, f"{written!r} says {key!r} a second time; keep one of them")
        values[key] = READERS[key](value, f"{where}: {written}")
    return values


def _refuse(where: str, problem: str) -> NoReturn:
    raise BadManifest(f"{where}: {problem}")


def _key(written: str, *, where: str) -> str:
    key = re.sub(r"[\s-]+", "_", written.strip().lower())
    key = OTHER_SPELLINGS.get(key, key)
    if key not in READERS:
        near = difflib.get_close_matches(key, READERS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(READERS)}"
        _refuse(where, f"unknown key {reprlib.repr(written)}; {hint}")
    return key


def _text(value: Any, where: str) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        _refuse(where, f"needs text, got {reprlib.repr(value)}")
    if len(value) > LONGEST_TEXT:
        _refuse(where, f"longer than {LONGEST_TEXT:,} characters")
    return "" if value.strip().lower() in _NOTHING else one_line(value)


def _count(value: Any, where: str) -> int | None:
    written = _text(value, where)
    if not written:
        return None
    if not _WHOLE_NUMBER.fullmatch(written) or len(written) > 15:
        _refuse(where, f"needs a whole number of people, got {reprlib.repr(written)}")
    return int(re.sub(r"\D", "", written))


def _sample(value: Any, where: str) -> SampleKind:
    written = _text(value, where).lower().replace(" ", "-")
    if written not in SAMPLE_KINDS:
        _refuse(where, f"needs probability, opt-in, census or unknown, got {value!r}")
    return SAMPLE_KINDS[written]


def _texts(value: Any, where: str) -> tuple[str, ...]:
    """A list of texts; one line with commas or semicolons is a list too."""
    if isinstance(value, str):
        value = re.split(r"[;\n]" if ";" in value else r"[,\n]", value)
    if not isinstance(value, list):
        _refuse(where, f"needs a list, got {reprlib.repr(value)}")
    if any(not isinstance(item, str) for item in value):
        _refuse(where, "needs a list of plain texts")
    return tuple(text for item in value if (text := _text(item, where)))


def _visible_to(value: Any, where: str) -> tuple[str, ...]:
    names = _texts(value, where)
    if not names:
        _refuse(where, "names nobody; write 'everyone' or leave the key out")
    return names


def _url(value: Any, where: str) -> str:
    written = _text(value, where)
    if written and not _URL.fullmatch(written):
        _refuse(
            where,
            f"needs a URL such as postgres://…, got {reprlib.repr(written)}; "
            "a file named responses.csv, .sav, … beside survey.yaml needs no such line",
        )
    return written


def _populations(value: Any, where: str) -> tuple[SurveyPopulation, ...]:
    """A list of names or of {name, n, other_names}, or a mapping of names to either of the rest."""
    if isinstance(value, str):
        value = list(_texts(value, where))
    if isinstance(value, dict):
        value = [{"name": name, **_described(rest)} for name, rest in value.items()]
    if not isinstance(value, list):
        _refuse(where, f"needs a list of populations, got {reprlib.repr(value)}")
    found = tuple(_population(item, f"{where}, number {n}") for n, item in enumerate(value, 1))
    names = [population.name.casefold() for population in found]
    for n, name in enumerate(names):
        if name in names[:n]:
            _refuse(where, f"names {found[n].name!r} twice")
    return found


def _described(rest: Any) -> dict[str, Any]:
    return rest if isinstance(rest, dict) else {"n": rest}


def _population(item: Any, where: str) -> SurveyPopulation:
    if isinstance(item, str):
        item = {"name": item}
    if not isinstance(item, dict):
        _refuse(where, f"needs a name, or name, n and other_names, got {reprlib.repr(item)}")
    values = {re.sub(r"[\s-]+", "_", key.strip().lower()): rest for key, rest in item.items()}
    unknown = sorted(values.keys() - {"name", "n", "other_names"})
    if unknown:
        _refuse(where, f"unknown key {unknown[0]!r}; a population has name, n and other_names")
    name = _text(values.get("name", ""), f"{where}, name")
    if not name:
        _refuse(where, "has no name")
    return SurveyPopulation(
        name=name,
        n=_count(values.get("n", ""), f"{where} ({name}), n"),
        other_names=_texts(values.get("other_names", []), f"{where} ({name}), other_names"),
    )


READERS: dict[str, Callable[[Any, str], Any]] = {
    "title": _text,
    "sponsor": _text,
    "fieldwork_by": _text,
    "field_dates": _text,
    "mode": _text,
    "sample": _sample,
    "sample_size": _count,
    "countries": _texts,
    "languages": _texts,
    "populations": _populations,
    "weighting": _text,
    "margin_of_error": _text,
    "publication": _text,
    "published": _text,
    "url": _text,
    "licence": _text,
    "series": _text,
    "visible_to": _visible_to,
    RESPONSES: _url,
}
"""What each key's value must be, in the order in which the manual lists them."""

"""Sentences with hand-written expectations, and how well a reader of prose does on them.

`sentences/look.yaml` is for developing, `sentences/measure.yaml` only for measuring; the texts were
dealt to the two at random. The `wider_` pair has further constructions, each text with its kind.
Every share, difference, ratio, mean and amount of money of a text is listed, so that a statement
with none of them behind it counts against precision; counts are only listed where they matter.
`a|b` in a field, and a list of values, means either. How each field is judged is in
`docs/reading.md`.

    python -m tests.findings.expectations look --explain
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from assistant.figures import Unit
from assistant.findings.finding import Statement
from assistant.findings.prose import read_statements

Name = Literal["look", "measure", "wider_look", "wider_measure"]
SENTENCES = Path(__file__).parent / "sentences"
NOT_COUNTED_AGAINST = frozenset({Unit.COUNT, Unit.OTHER})
NEGATION = re.compile(
    r"(?<!\w)(?:not|never|no|none|neither|nor|nothing|nobody|cannot|without|hardly)(?!\w)"
    r"|n['\u2019]t\b"
)
PLAIN_NEGATION = re.compile(r"(?<!\w)(?:not|never|cannot)(?!\w)|n['\u2019]t\b")
SHORTEST_STEM = 4
LONGEST_CODE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What one figure of a text says. A field that is None is not judged."""

    figure: str
    start: int
    end: int
    values: tuple[float, ...]
    units: frozenset[str]
    roles: frozenset[str]
    hedges: frozenset[str]
    population: str | None = None
    population_has: tuple[str, ...] = ()
    population_not: tuple[str, ...] = ()
    measure_has: tuple[str, ...] = ()
    measure_not: tuple[str, ...] = ()
    negated: bool = False
    wave: str | None = None
    base: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A short text and all that its figures say."""

    text: str
    figures: tuple[Expected, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One judgement: which field, whether it came out right, and the words for it."""

    field: str
    right: bool
    text: str
    why: str


@cache
def load(name: Name) -> tuple[Example, ...]:
    """The examples of one file, in order."""
    path = SENTENCES / f"{name}.yaml"
    return tuple(_example(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8")))


def _example(raw: dict[str, Any]) -> Example:
    text: str = raw["text"]
    figures = tuple(_expected(text, figure) for figure in raw["figures"])
    return Example(text=text, figures=figures, kind=raw.get("kind", ""))


def _expected(text: str, raw: dict[str, Any]) -> Expected:
    fields = dict(raw)
    start, end = _place(text, fields["figure"], fields.pop("nth", 1))
    for one, many in (("unit", "units"), ("role", "roles"), ("hedge", "hedges")):
        fields[many] = frozenset(str(fields.pop(one, "")).split("|"))
    value = fields.pop("value")
    fields["values"] = tuple(value) if isinstance(value, list) else (value,)
    for words in ("population_has", "population_not", "measure_has", "measure_not"):
        fields[words] = tuple(str(word) for word in fields.get(words, ()))
    return Expected(start=start, end=end, **fields)


def _place(text: str, figure: str, nth: int) -> tuple[int, int]:
    pattern = rf"(?<![\d.,])(?<!\w){re.escape(figure)}(?!\d)"
    if not figure[0].isalnum():
        pattern = re.escape(figure) + r"(?!\d)"
    places = [match.span() for match in re.finditer(pattern, text)]
    if len(places) < nth:
        raise ValueError(f"{figure!r} does not stand {nth} times in {text!r}")
    return places[nth - 1]


def holds(term: str, text: str) -> bool:
    """Whether one of a term's alternatives begins a word of the text.

    >>> holds("strengthens|strengthen", "it strengthened an application")
    True
    >>> holds("men", "women"), holds("men", "men's clubs"), holds("US", "users")
    (False, True, False)
    """
    return any(_begins_a_word(word, text) for word in term.split("|"))


def _begins_a_word(word: str, text: str) -> bool:
    """A code such as IT stands as it is, a short word may be inflected, a longer one go on."""
    if word.isupper() and len(word) <= LONGEST_CODE:
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
    ending = r"\w*" if len(word) >= SHORTEST_STEM else r"(?:s|es|d|ed|ing|['\u2019]s)?"
    return re.search(rf"(?<!\w){re.escape(word)}{ending}(?!\w)", text, re.IGNORECASE) is not None


def judge(example: Example, read: Sequence[Statement]) -> Iterator[Mark]:
    """Every judgement on what was read out of one text."""
    left = list(read)
    for expected in example.figures:
        found = _matching(expected, left)
        if expected.roles == {"not_a_finding"}:
            yield _mark("not a finding", found is None, example, f"{expected.figure!r} was read")
        elif expected.roles == {"base"}:
            yield _base_mark(expected, found, read, example)
        elif found is None:
            yield _mark("recall", False, example, f"{expected.figure!r} is missing")
        else:
            yield _mark("recall", True, example, "")
            yield from _fields(expected, found, example)
        if found is not None:
            left.remove(found)
            if expected.roles != {"not_a_finding"}:
                yield _mark("precision", True, example, "")
    yield from _unexpected(example, left)
    yield from _bases_made_up(example, read)


def _matching(expected: Expected, read: Sequence[Statement]) -> Statement | None:
    """The statement whose figure stands where the expected one does, with its value and unit."""
    for statement in read:
        overlaps = statement.start < expected.end and expected.start < statement.end
        if not overlaps:
            continue
        if expected.roles == {"not_a_finding"}:
            return statement
        same = any(abs(statement.figure.value - value) < 0.01 for value in expected.values)
        if same and str(statement.figure.unit) in expected.units:
            return statement
    return None


def _mark(field: str, right: bool, example: Example, why: str) -> Mark:
    return Mark(field=field, right=right, text=example.text, why=why)


def _base_mark(
    expected: Expected, found: Statement | None, read: Sequence[Statement], example: Example
) -> Mark:
    """A count of people asked may come as a count or as the base of other statements."""
    bases = {statement.base.unweighted_n for statement in read if statement.base}
    right = found is not None or int(expected.values[0]) in bases
    return _mark("people asked", right, example, f"{expected.figure!r} is missing")


def _unexpected(example: Example, left: Sequence[Statement]) -> Iterator[Mark]:
    for statement in left:
        if statement.figure.unit not in NOT_COUNTED_AGAINST:
            figure = statement.figure
            why = f"{figure.text!r} was read as {figure.value:g} {figure.unit}"
            yield _mark("precision", False, example, why)


def _bases_made_up(example: Example, read: Sequence[Statement]) -> Iterator[Mark]:
    said = {int(e.values[0]) for e in example.figures if e.roles == {"base"}}
    said |= {e.base for e in example.figures if e.base is not None}
    for statement in read:
        if statement.base:
            n = statement.base.unweighted_n
            why = f"{statement.figure.text!r} got the base {n}"
            yield _mark("no base made up", n in said, example, why)


def _fields(expected: Expected, found: Statement, example: Example) -> Iterator[Mark]:
    yield _one_of("role", expected, found.role, expected.roles, example)
    yield _one_of("hedge", expected, str(found.figure.hedge), expected.hedges, example)
    for field, fault in (
        ("population", _population_fault),
        ("measure", _measure_fault),
        ("negation", _negation_fault),
        ("wave", _wave_fault),
        ("base", _base_fault),
    ):
        why = fault(expected, found)
        if why is not None:
            yield _mark(field, not why, example, f"{expected.figure!r} {why}")


def _one_of(
    field: str, expected: Expected, said: str, allowed: frozenset[str], example: Example
) -> Mark:
    wanted = " or ".join(repr(word) for word in sorted(allowed))
    why = f"{expected.figure!r} has the {field} {said!r}, not {wanted}"
    return _mark(field, said in allowed, example, why)


def _population_fault(expected: Expected, found: Statement) -> str | None:
    """What is wrong with the population, empty if nothing, None if it is not judged."""
    if expected.population is None:
        return None
    population = found.population
    said = " ".join([population.text, *sorted(facet.value for facet in population.facets)])
    if not expected.population:
        return f"is about {said!r}, but nobody is named" if population.is_known else ""
    missing = [term for term in expected.population_has if not holds(term, said)]
    extra = [term for term in _not_the_people(expected) if holds(term, said)]
    if missing or extra:
        return f"is about {said!r}, not {expected.population!r} ({_complaint(missing, extra)})"
    return ""


def _not_the_people(expected: Expected) -> tuple[str, ...]:
    """A sibling's people, and what was asked, unless it is what makes them a group."""
    people = expected.population or ""
    asked = tuple(term for term in expected.measure_has if not holds(term, people))
    return (*expected.population_not, *asked)


def _measure_fault(expected: Expected, found: Statement) -> str | None:
    if not expected.measure_has and not expected.measure_not:
        return None
    said = found.measure.text
    missing = [term for term in expected.measure_has if not holds(term, said)]
    extra = [term for term in expected.measure_not if holds(term, said)]
    if "percent" in expected.units and expected.figure in said:
        extra.append(expected.figure)
    return f"measures {said!r} ({_complaint(missing, extra)})" if missing or extra else ""


def _negation_fault(expected: Expected, found: Statement) -> str | None:
    """Negation is judged where the expected measure has one, or where words of it were read."""
    said = found.measure.text
    is_negated = NEGATION.search(said.lower()) is not None
    is_negated = is_negated or any(pole.endswith("-") for pole in found.measure.poles)
    if expected.negated and not is_negated:
        return f"measures {said!r}, which has lost its negation"
    is_ratio = "ratio" in expected.units  # "twice as likely as those who never do"
    if not expected.negated and not is_ratio and PLAIN_NEGATION.search(said.lower()):
        return f"measures {said!r}, which is not negated"
    return ""


def _wave_fault(expected: Expected, found: Statement) -> str | None:
    if expected.wave is None:
        return None
    said = found.wave or ""
    is_right = expected.wave.lower() in said.lower()
    return "" if is_right else f"is of the wave {said!r}, not {expected.wave!r}"


def _base_fault(expected: Expected, found: Statement) -> str | None:
    if expected.base is None:
        return None
    said = found.base.unweighted_n if found.base else None
    return "" if said == expected.base else f"has the base {said}, not {expected.base}"


def _complaint(missing: Sequence[str], extra: Sequence[str]) -> str:
    parts = [("lacks", missing), ("should not have", extra)]
    return "; ".join(f"{verb} {', '.join(words)}" for verb, words in parts if words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Right and judged, field by field; and the share of figures with nothing wrong at all."""

    rows: tuple[tuple[str, int, int], ...]
    marks: tuple[Mark, ...]

    def share(self, field: str) -> float:
        """The share of right judgements of one field; 1 where there were none."""
        rights = {name: right / judged for name, right, judged in self.rows if judged}
        return rights.get(field, 1.0)

    def table(self) -> str:
        """The score as plain text, a field a line."""
        lines = [
            f"{name:<20}{right:>5} /{judged:>5}{right / judged:>8.1%}"
            for name, right, judged in self.rows
            if judged
        ]
        return "\n".join(lines)

    def explain(self) -> str:
        """Every text with something wrong, and what."""
        faults: dict[str, list[str]] = {}
        for mark in self.marks:
            if not mark.right:
                faults.setdefault(mark.text, []).append(f"    {mark.field}: {mark.why}")
        return "\n".join("\n".join([f"- {text}", *whys]) for text, whys in faults.items())


def score(examples: Sequence[Example], readings: Sequence[Sequence[Statement]]) -> Score:
    """Judge what was read out of each text against what it says."""
    marks: list[Mark] = []
    whole = Counter[bool]()
    for example, read in zip(examples, readings, strict=True):
        judged = list(judge(example, read))
        marks.extend(judged)
        whole[all(mark.right for mark in judged)] += 1
    right = Counter(mark.field for mark in marks if mark.right)
    judgements = Counter(mark.field for mark in marks)
    rows = [(field, right[field], judgements[field]) for field in judgements]
    rows.append(("whole text right", whole[True], whole.total()))
    rows.extend(_by_kind(examples, marks))
    return Score(rows=tuple(rows), marks=tuple(marks))


def _by_kind(examples: Sequence[Example], marks: Sequence[Mark]) -> Iterator[tuple[str, int, int]]:
    """Of each kind of construction, how many texts have nothing wrong."""
    wrong = {mark.text for mark in marks if not mark.right}
    of_kind = Counter(example.kind for example in examples)
    right = Counter(example.kind for example in examples if example.text not in wrong)
    return ((f"texts: {kind}", right[kind], n) for kind, n in of_kind.items() if kind)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read one file's texts with the reader of the package and print how it did."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("name", choices=[*get_args(Name)])
    parser.add_argument("--explain", action="store_true", help="print what came out wrong")
    options = parser.parse_args(arguments)
    examples = load(options.name)
    result = score(examples, read_statements([example.text for example in examples]))
    if options.explain:
        sys.stdout.write(f"{result.explain()}\n")
    sys.stdout.write(f"{result.table()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

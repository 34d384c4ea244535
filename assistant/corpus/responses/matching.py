"""What questions.yaml names, found in the responses file: columns, answers, options."""

import difflib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NoReturn

from assistant.corpus.folder import natural_order
from assistant.corpus.responses.declared import DeclaredQuestion
from assistant.corpus.responses.files.source import Column, SourceTable
from assistant.corpus.responses.inference.lexicon import plain
from assistant.corpus.responses.inference.options import spelling
from assistant.corpus.responses.inference.roles import MOST_OPTIONS
from assistant.corpus.responses.notes import Notes, some
from assistant.corpus.responses.questionnaire import Net, Option
from assistant.errors import BadQuestionnaire


def refuse(where: str, problem: str) -> NoReturn:
    """Say what does not fit, and where.

    Raises:
        BadQuestionnaire: Always.
    """
    raise BadQuestionnaire(f"{where}: {problem}")


def hint(wanted: str, known: Sequence[str]) -> str:
    """The name that was probably meant, or some of those there are.

    >>> hint("q1O", ["q10", "age"]), hint("sex", ["q10", "age"])
    ("did you mean 'q10'?", 'there are q10, age')
    """
    near = difflib.get_close_matches(wanted, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are {some(list(known))}"


def column_of(name: str, table: SourceTable, *, where: str) -> Column:
    """The column of that name.

    Raises:
        BadQuestionnaire: There is none.
    """
    found = table.column(name)
    if found is None:
        names = [column.name for column in table.columns]
        refuse(where, f"the responses have no column {name!r}; {hint(name, names)}")
    return found


def columns_matching(
    patterns: Sequence[str], table: SourceTable, *, where: str
) -> tuple[Column, ...]:
    """The columns of a set, each once: in the order given, and of a pattern as people count.

    Raises:
        BadQuestionnaire: A name or a pattern has no column.
    """
    found: dict[str, Column] = {}
    for pattern in patterns:
        if table.column(pattern) is None and set(pattern) & set("*?["):
            columns = [c for c in table.columns if fnmatchcase(c.name, pattern)]
            if not columns:
                refuse(where, f"no column of the responses is named like {pattern!r}")
            columns.sort(key=lambda column: natural_order(column.name))
        else:
            columns = [column_of(pattern, table, where=where)]
        found.update({column.name: column for column in columns})
    return tuple(found.values())


def values_named(names: Sequence[str], column: Column) -> tuple[str, ...]:
    """The answers that are named, by value or by label; those that never occur as they are.

    >>> column = Column(name="q1", labels=(("9", "Refused"),))
    >>> values_named(("Refused", "NA", ""), column)
    ('9', 'NA')
    """
    codes = {label: code for code, label in reversed(column.labels)}
    known = {*column.values, *dict(column.labels)}
    named = (name if name in known else codes.get(name, name) for name in names)
    return tuple(dict.fromkeys(value for value in named if value))


def declared_options(
    one: DeclaredQuestion, column: Column, missing: Sequence[str], *, where: str, notes: Notes
) -> tuple[Option, ...]:
    """The options as declared, with their values in the file; then those that it forgets.

    Raises:
        BadQuestionnaire: The answers are not these options at all.
    """
    occurring = [value for value in column.values if value not in missing]
    labels = dict(column.labels)
    options: list[Option] = []
    for written, label in one.options:
        value = _value_of(written, occurring, labels)
        if value not in occurring:
            notes.say(f"{one.id}: nobody chose {label!r}, which questions.yaml lists")
        shown = label if one.options_are_labelled else labels.get(value, label)
        options.append(Option(value=value, label=shown))
    listed = {option.value for option in options}
    others = [value for value in occurring if value not in listed]
    if others and (len(others) == len(occurring) or len(others) > MOST_OPTIONS):
        shown = some([repr(value) for value in others])
        refuse(where, f"options: the column {column.name!r} holds none of them, but {shown}")
    alike = {spelling(option.label): option.label for option in options}
    for value in others:
        label = labels.get(value, value)
        if spelling(label) in alike:
            options.append(Option(value=value, label=alike[spelling(label)]))
            continue
        alike[spelling(label)] = label
        notes.say(f"{one.id}: {label!r} is no option in questions.yaml and is counted as one")
        options.append(Option(value=value, label=label))
    return tuple(options)


def _value_of(written: str, occurring: Sequence[str], labels: dict[str, str]) -> str:
    """How an option stands in the file: as written, as a label's code, or spelt a little apart."""
    if written in occurring or written in labels:
        return written
    coded = next((code for code, label in labels.items() if label == written), None)
    if coded is not None:
        return coded
    alike = [value for value in occurring if plain(labels.get(value, value)) == plain(written)]
    return alike[0] if len(alike) == 1 and plain(written) else written


def named_option(name: str, options: Sequence[Option], *, where: str) -> str:
    """The label of the option that is named by its label or its value.

    Raises:
        BadQuestionnaire: There is none.
    """
    for option in options:
        if name in (option.label, option.value):
            return option.label
    alike = [option.label for option in options if plain(option.label) == plain(name)]
    if len(alike) != 1:
        labels = [option.label for option in options]
        refuse(where, f"{name!r} is none of its options; {hint(name, labels)}")
    return alike[0]


def named_nets(nets: Sequence[Net], options: Sequence[Option], *, where: str) -> tuple[Net, ...]:
    """The nets, their options by their labels.

    Raises:
        BadQuestionnaire: One of them names what is no option, or is named like an option.
    """
    made = []
    for net in nets:
        if any(option.label.casefold() == net.label.casefold() for option in options):
            refuse(where, f"nets: {net.label!r} is an option too; name the net '{net.label} (net)'")
        place = f"{where}, nets, {net.label}"
        members = tuple(named_option(name, options, where=place) for name in net.options)
        made.append(Net(label=net.label, options=tuple(dict.fromkeys(members))))
    return tuple(made)

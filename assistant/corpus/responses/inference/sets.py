"""Multiple-response sets: one column an option, or all that a person chose in one cell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus.responses.files.layouts import split_item
from assistant.corpus.responses.files.source import Column, KnownSet
from assistant.corpus.responses.inference.lexicon import is_called
from assistant.corpus.responses.questionnaire import Option

FEWEST_MEMBERS = 2
MOST_PARTS = 60
MOST_CHOSEN_APART = 3  # codes that a chosen option may have beside its label: 1, X, Yes
SEPARATORS = (";", "|", ",")
FEWEST_DELIMITED = 0.1  # share of answers with several parts
# "q0004_0001", "Q2.1", "Q2-1", "tv[2]": what a set's columns have in common, and a number
_MEMBER = re.compile(r"(?P<stem>.+?)(?:[_.\-](?P<number>\d+)|\[(?P<row>[^\[\]]+)\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSet:
    """A set as its columns show it."""

    id: str
    text: str
    options: tuple[Option, ...]
    not_selected: tuple[str, ...]
    missing: tuple[str, ...]


def sets_among(
    columns: Sequence[Column], missing: dict[str, tuple[str, ...]], known: Sequence[KnownSet]
) -> Iterator[FoundSet]:
    """The sets among columns that nobody has declared; `missing` is by column.

    Columns of one stem are a set where each holds one option, or says that it was not chosen.
    """
    by_name = {column.name: column for column in columns}
    taken: set[str] = set()
    for one in known:
        members = [by_name[name] for name in one.columns if name in by_name]
        if len(members) != len(one.columns) or taken & set(one.columns):
            continue
        found = set_of(members, missing, told=one)
        if found:
            taken |= set(one.columns)
            yield found
    for stem, members in _by_stem(c for c in columns if c.name not in taken):
        found = set_of(members, missing, told=KnownSet(id=stem)) if stem not in by_name else None
        if found and _is_clear(found, members):
            yield found


def _by_stem(columns: Iterator[Column]) -> Iterator[tuple[str, list[Column]]]:
    groups: dict[str, list[Column]] = {}
    for column in columns:
        member = _MEMBER.fullmatch(column.name)
        if member:
            groups.setdefault(member["stem"], []).append(column)
    for stem, members in groups.items():
        if len(members) >= FEWEST_MEMBERS:
            yield stem, members


def set_of(
    members: Sequence[Column], missing: dict[str, tuple[str, ...]], *, told: KnownSet
) -> FoundSet | None:
    """The columns as a set; None where one of them holds more than an option and its absence."""
    wording, items = _wording_of(members)
    options: list[Option] = []
    absent: dict[str, None] = dict.fromkeys(told.not_selected or ())
    for n, column in enumerate(members):
        off = _off(column, missing[column.name], told=told)
        chosen = [v for v in column.values if v not in off and v not in missing[column.name]]
        label = told.labels[n] if n < len(told.labels) and told.labels[n] else items[n]
        # "Other (please specify)" may hold what people wrote there.
        if len(chosen) > 1 and (off or not is_called(split_item(label)[0], "others")):
            return None
        absent.update(dict.fromkeys(off))
        options.append(_option(column, chosen, label=label, is_told=n < len(told.labels)))
    if len({option.label.casefold() for option in options}) != len(options):
        return None
    return FoundSet(
        id=told.id,
        text=told.text or wording,
        options=tuple(options),
        not_selected=tuple(absent),
        missing=tuple(dict.fromkeys(code for c in members for code in missing[c.name])),
    )


def _off(column: Column, missing: Sequence[str], *, told: KnownSet) -> list[str]:
    """The answers by which a column says that its option was not chosen."""
    values = [value for value in column.values if value not in missing]
    if told.counted:
        return [value for value in values if value != told.counted]
    if told.not_selected is not None:
        return [value for value in values if value in told.not_selected]
    named = dict(column.labels)
    return [value for value in values if is_called(named.get(value, value), "not_selected")]


def _option(column: Column, chosen: Sequence[str], *, label: str, is_told: bool) -> Option:
    named = dict(column.labels)
    value = chosen[0] if len(chosen) == 1 else label
    says_itself = len(chosen) == 1 and not is_called(named.get(value, value), "selected")
    shown = named.get(value, value) if says_itself and not is_told else label
    return Option(value=value, label=shown, column=column.name)


def _wording_of(members: Sequence[Column]) -> tuple[str, list[str]]:
    """What the columns' wordings have in common, and what each adds; else the columns' names."""
    split = [split_item(column.text) for column in members]
    if all(item for _, item in split) and len({text for text, _ in split}) == 1:
        return split[0][0], [item for _, item in split]
    texts = [column.text for column in members]
    if not all(texts):
        return "", [column.text or column.name for column in members]
    first, last = min(texts), max(texts)
    same = next(
        (n for n, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), 0
    )
    start = first[: first.rfind(" ", 0, same) + 1]
    return start.strip(" :-\u2013"), [text[len(start) :] for text in texts]


def _is_clear(found: FoundSet, members: Sequence[Column]) -> bool:
    """Whether columns of one stem are surely a set, and no battery of yes-or-no questions."""
    repeats = all(o.value.casefold() == o.label.casefold() for o in found.options)
    if repeats:
        names = {column.name for column in members}
        return any(not o.value.startswith(tuple(names)) for o in found.options)
    off = {value.casefold() for value in found.not_selected}
    values = {option.value.casefold() for option in found.options}
    return len(values) <= MOST_CHOSEN_APART and not ("no" in off and "yes" in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimited:
    """A column whose cells hold all that a person chose."""

    separator: str
    options: tuple[Option, ...]


def delimited(column: Column, *, missing: Sequence[str]) -> Delimited | None:
    """The options in a column whose cells hold several of them, or None where they hold one.

    Nobody said so, so a cell is only cut up where the parts come back in other company.
    """
    tally = column.tally.without(frozenset(missing))
    if column.labels or not tally.counts or tally.are_numbers():
        return None
    told = sum(n for _, n in tally.counts)
    for separator in SEPARATORS:
        cells = _parts_by_cell(tally.counts, separator)
        several = sum(n for parts, n in cells if len(parts) > 1)
        company = Counter(part for parts, _ in cells for part in set(parts))
        is_varied = len(cells) > len(company) and min(company.values(), default=0) > 1
        if several >= FEWEST_DELIMITED * told and len(company) <= MOST_PARTS and is_varied:
            options = tuple(
                Option(value=part, label=part) for part in parts_of(tally.counts, separator)
            )
            return Delimited(separator=separator, options=options)
    return None


def parts_of(counts: Sequence[tuple[str, int]], separator: str) -> tuple[str, ...]:
    """The parts of delimited cells, the most frequent first; a comma within one is kept.

    >>> parts_of((("Yes, often;TV", 3), ("TV", 2), ("Radio;TV", 1)), ";")
    ('TV', 'Yes, often', 'Radio')
    >>> parts_of((("TV, Yes, often", 3), ("TV", 2), ("Yes, often, Radio", 1)), ",")
    ('TV', 'Yes, often', 'Radio')
    """
    found: Counter[str] = Counter()
    for parts, n in _parts_by_cell(counts, separator):
        found.update(dict.fromkeys(parts, n))
    return tuple(part for part, _ in found.most_common())


def cut(cell: str, separator: str, *, options: Sequence[str] = ()) -> list[str]:
    """The parts of a cell; options that hold the separator themselves stay whole.

    >>> cut("TV, Yes, often, Radio", ",", options=["TV", "Yes, often"])
    ['TV', 'Yes, often', 'Radio']
    """
    mark = separator.strip() or separator
    parts = [part for part in (p.strip() for p in cell.split(mark)) if part]
    whole = {tuple(p.strip() for p in o.split(mark)): o for o in options if mark in o}
    longest = max(map(len, whole), default=1)
    found: list[str] = []
    while parts:
        size = next((n for n in range(longest, 1, -1) if tuple(parts[:n]) in whole), 1)
        found.append(whole.get(tuple(parts[:size]), parts[0]))
        parts = parts[size:]
    return found


def _parts_by_cell(
    counts: Sequence[tuple[str, int]], separator: str
) -> list[tuple[list[str], int]]:
    apart = [(cut(cell, separator), n) for cell, n in counts]
    if separator.strip() != ",":
        return apart
    joined = _joined(apart)
    return [(_rejoined(parts, joined), n) for parts, n in apart]


def _joined(cut: Sequence[tuple[list[str], int]]) -> dict[str, str]:
    """Parts in small letters that only ever follow one other: the rest of that one's label."""
    before: dict[str, set[str]] = {}
    for parts, _ in cut:
        for n, part in enumerate(parts):
            before.setdefault(part, set()).add(parts[n - 1] if n else "")
    return {
        part: next(iter(others))
        for part, others in before.items()
        if part[:1].islower() and len(others) == 1 and "" not in others
    }


def _rejoined(parts: Sequence[str], joined: dict[str, str]) -> list[str]:
    whole: list[str] = []
    for n, part in enumerate(parts):
        if n and joined.get(part) == parts[n - 1]:
            whole[-1] = f"{whole[-1]}, {part}"
        else:
            whole.append(part)
    return whole

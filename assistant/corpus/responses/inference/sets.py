"""Multiple-response sets: one column an option, or all that a person chose in one cell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.corpus.responses.files.headers.layouts import split_item
from assistant.corpus.responses.files.source import Column, KnownSet, Tally
from assistant.corpus.responses.inference.lexicon import is_called, joined, plain
from assistant.corpus.responses.inference.options import options_of, spelling
from assistant.corpus.responses.questionnaire import Option

FEWEST_MEMBERS = 2
MOST_CHOSEN_APART = 3  # codes that a chosen option may have beside its label: 1, X, Yes
FEWEST_OF_TWO_CODES = 3  # columns that hold 1 and 2 alone and are a set
FEWEST_TICKS = 2  # of a lone box
_IN_WORDS = re.compile(r"(?:other|text|specify|comment|comments)$")  # columns of one's own words
EMPTY = ""  # among what is not chosen: everybody was asked, and an empty cell says no
# What a set's columns have in common, and one's own: "q0004_0001", "Q2.1", "q4___1", "tv[2]",
# "q4_SQ001", "q4a", "q4/tv"
_MEMBER = re.compile(
    r"(?P<stem>.+?)(?:[_.\-]+(?:SQ)?\d+|\[[^\[\]]+\]|(?<=\d)[A-Za-z]|(?P<slash>/)(?P<leaf>[^/]+))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSet:
    """A set as its columns show it; `options` have no column where each column holds any of them.

    `guess` says what of it was neither in the file nor plain from its words.
    """

    id: str
    text: str
    columns: tuple[str, ...]
    options: tuple[Option, ...]
    not_selected: tuple[str, ...]
    missing: tuple[str, ...]
    guess: str = ""


def sets_among(
    columns: Sequence[Column], missing: dict[str, tuple[str, ...]], known: Sequence[KnownSet]
) -> Iterator[FoundSet]:
    """The sets among columns that nobody has declared; `missing` is by column.

    Columns of one stem, or of one wording, are a set where each holds one option, or says that it
    was not chosen.
    """
    by_name = {column.name: column for column in columns}
    taken: set[str] = set()
    for one in known:
        members = [by_name[name] for name in one.columns if name in by_name]
        if len(members) != len(one.columns) or taken & set(one.columns):
            continue
        if one.is_category:
            id = f"{one.id} (set)" if one.id in by_name else one.id
            yield category_set(members, missing, told=replace(one, id=id))
            continue
        found = set_of(members, missing, told=one)
        if found:
            taken |= set(one.columns)
            yield found
    left = [column for column in columns if column.name not in taken]
    for stem, members in [*_by_stem(left, by_name), *_by_wording(left)]:
        if taken & {column.name for column in members}:
            continue
        found = _told_set(stem, members, missing)
        if found and _is_clear(found, members):
            taken |= set(found.columns)
            yield found


def _by_stem(
    columns: Sequence[Column], by_name: dict[str, Column]
) -> Iterator[tuple[str, list[Column]]]:
    groups: dict[str, list[Column]] = {}
    for column in columns:
        member = _MEMBER.fullmatch(column.name)
        # A column above its options ("q4" of "q4/tv") holds them all once more.
        if member and (member["stem"] in by_name) == bool(member["slash"]):
            groups.setdefault(member["stem"].rstrip(), []).append(column)
    for stem, members in groups.items():
        if len(members) >= FEWEST_MEMBERS:
            yield stem, members


def _by_wording(columns: Sequence[Column]) -> Iterator[tuple[str, list[Column]]]:
    """Neighbours whose wordings differ in the option behind them alone, by the first one's name."""
    wordings = {column.text for column in columns}

    def wording(column: Column) -> tuple[str, bool]:
        above = column.text.rpartition("/")[0]
        if above and above in wordings:
            return above, True
        text, item = split_item(column.text)
        return (text, True) if item else (column.name, False)

    for (text, is_item), members in groupby(columns, key=wording):
        group = list(members)
        if is_item and len(group) >= FEWEST_MEMBERS:
            is_headed = group[0].name == group[0].text
            yield text if is_headed else group[0].name, group


def _told_set(
    id: str, members: Sequence[Column], missing: dict[str, tuple[str, ...]]
) -> FoundSet | None:
    """Columns as a set by words for chosen and not chosen, or by what is not there if one is."""
    values = {value for c in members for value in c.values if value not in missing[c.name]}
    absent = {value for c in members for value in c.values if value in missing[c.name]}
    are_even = len({column.tally.answered for column in members}) == 1
    is_bare = not any(column.labels for column in members)
    if values == {"1", "2"} and is_bare and are_even and len(members) >= FEWEST_OF_TWO_CODES:
        told = KnownSet(id=id, not_selected=("2",))
        found = set_of(members, missing, told=told)
        return replace(found, guess="1 is taken for chosen, 2 for not chosen") if found else None
    if are_even and len(absent) == 1 and len(values) == 1 and _are_called(values, "selected"):
        none = dict.fromkeys(missing, ())
        found = set_of(members, none, told=KnownSet(id=id, not_selected=tuple(absent)))
        off = next(iter(absent))
        return replace(found, guess=f"{off!r} is taken for not chosen") if found else None
    return set_of(members, missing, told=KnownSet(id=id))


def _are_called(values: Iterable[str], name: str) -> bool:
    return all(is_called(value, name) for value in values)


def set_of(
    members: Sequence[Column], missing: Mapping[str, tuple[str, ...]], *, told: KnownSet
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
        is_other = any(is_called(text, "others") for text in (split_item(label)[0], label))
        is_other = is_other or _is_other(column)
        if len({spelling(value) for value in chosen}) > 1 and (off or not is_other):
            return None
        absent.update(dict.fromkeys(off))
        options.append(_option(column, chosen, label=label, is_told=n < len(told.labels)))
    if len({option.label.casefold() for option in options}) != len(options):
        return None
    return FoundSet(
        id=told.id,
        text=told.text or wording,
        columns=tuple(option.column for option in options),
        options=tuple(options),
        not_selected=tuple(absent),
        missing=tuple(dict.fromkeys(code for c in members for code in missing[c.name])),
    )


def category_set(
    members: Sequence[Column], missing: Mapping[str, tuple[str, ...]], *, told: KnownSet
) -> FoundSet:
    """Columns that hold one answer each, whichever, as one set of all their answers."""
    left_out = tuple(dict.fromkeys(code for c in members for code in missing[c.name]))
    counts: Counter[str] = Counter()
    for column in members:
        counts.update(dict(column.tally.counts))
    labels = tuple(dict(pair for column in members for pair in column.labels).items())
    every = replace(
        members[0], labels=labels, tally=Tally(counts=tuple(counts.most_common()), answered=1)
    )
    return FoundSet(
        id=told.id,
        text=told.text,
        columns=tuple(column.name for column in members),
        options=options_of(every, missing=left_out),
        not_selected=(),
        missing=left_out,
    )


def lone_box(column: Column, *, missing: Sequence[str], rows: int) -> FoundSet | None:
    """A box that stands alone, ticked or left empty: everybody in the file was asked.

    Nobody can tell whether an empty cell was skipped, but of those who ticked it all did.
    """
    tally = column.tally.without(frozenset(missing))
    unchosen = [code for code, _ in column.labels if code not in (*column.values, *missing)]
    absent = [value for value in column.values if value in missing]
    is_alone = len(tally.counts) == 1 and FEWEST_TICKS <= tally.answered < rows and not unchosen
    if not is_alone or set(absent) & set(column.missing) or _IN_WORDS.search(joined(column.name)):
        return None
    value = tally.counts[0][0]
    shown = dict(column.labels).get(value, value)
    label = (column.text or column.name) if is_called(shown, "selected") else shown
    return FoundSet(
        id=column.name,
        text=column.text,
        columns=(column.name,),
        options=(Option(value=value, label=label, column=column.name),),
        not_selected=(EMPTY, *absent),
        missing=tuple(code for code in missing if code not in absent),
        guess="a box that was ticked or left empty; everybody in the file is in its base",
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
        return "", [column.text or _leaf(column.name) for column in members]
    above = {text.rpartition("/")[0] for text in texts}
    if len(above) == 1 and all(above):
        return above.pop(), [text.rpartition("/")[2] for text in texts]
    first, last = min(texts), max(texts)
    same = next(
        (n for n, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), 0
    )
    start = first[: first.rfind(" ", 0, same) + 1]
    return start.strip(" :-\u2013"), [text[len(start) :] for text in texts]


def _is_other(column: Column) -> bool:
    """Whether a set's column is named for what people wrote themselves: "q4[other]"."""
    row = re.search(r"\[([^\[\]]+)\]$", column.name) or re.search(r"[_.]([A-Za-z]+)$", column.name)
    return bool(row and is_called(row[1], "others"))


def _leaf(name: str) -> str:
    """The option in a column's name, where it is a word of its own: "tv" of "q4/tv"."""
    member = _MEMBER.fullmatch(name)
    return member["leaf"] if member and member["slash"] else name


def _is_clear(found: FoundSet, members: Sequence[Column]) -> bool:
    """Whether columns of one stem are surely a set, and no questions answered with yes or no.

    Those have wordings of their own, or are not answered by the same people.
    """
    repeats = all(o.value.casefold() == o.label.casefold() for o in found.options)
    if repeats:
        names = {column.name for column in members}
        return any(not o.value.startswith(tuple(names)) for o in found.options)
    values = {option.value.casefold() for option in found.options}
    if len(values) > MOST_CHOSEN_APART:
        return False
    shown = {
        plain(dict(c.labels).get(value, value)) for c in members for value in found.not_selected
    }
    if not shown & {"no", "n"}:
        return True
    are_even = len({c.tally.answered for c in members if not _is_other(c)}) == 1
    return are_even and (bool(found.text) or not any(column.text for column in members))

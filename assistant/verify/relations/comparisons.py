"""Two groups laid beside each other: "women are more likely than men to …"."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.verify.relations.patterns import bare, people_in, split_people, tidy, words
from assistant.verify.relations.relation import Relation, RelationKind, Side

SO = re.compile(r"^(?:say|do|think|feel|believe)\s+(?:so|the\s+same|it|this)\b", re.IGNORECASE)
ENDS = r"(?=[,;:.]|\s+\u2013|\s+\u2014|$)"


def comparisons(text: str) -> Iterator[Relation]:
    """The comparisons of groups that a sentence makes.

    >>> [one] = comparisons("Women are more likely than men to say that they are happy.")
    >>> one.kind, [side.text for side in one.sides]
    ('greater', ['Women say that they are happy', 'men say that they are happy'])
    """
    plain = bare(text)
    for read in (_likely, _shares, _as_many, _placed, _gaps, _together):
        found = list(read(plain))
        if found:
            yield from found
            return


def _of(
    kind: RelationKind, span: tuple[int, int], people: tuple[str, str], measures: tuple[str, str]
) -> Iterator[Relation]:
    """A relation of two groups that are both named and have something said of them."""
    one, other = people
    measure, beside = (tidy(m) for m in measures)
    if not (one and other and measure) or SO.match(measure):
        return
    sides = (Side(people=one, measure=measure), Side(people=other, measure=beside))
    yield Relation(kind=kind, start=span[0], end=span[1], sides=sides)


@cache
def _likelihood() -> re.Pattern[str]:
    # Women are (12 points, twice, significantly) more likely (than men) to …
    return re.compile(
        rf"\b(?:{words('being')})\s+(?P<amount>[^,;:]{{0,60}}?)"
        rf"\b(?P<how>(?:more|less|{words('alike')}|times\s+as|times\s+more|twice\s+as)\s+"
        rf"(?:{words('likely')})|likelier)\b",
        re.IGNORECASE,
    )


def _likely(text: str) -> Iterator[Relation]:
    for said in _likelihood().finditer(text):
        one = people_in(re.split(r"[;:]|,\s+(?:and|but|while)\s", text[: said.start()])[-1])
        after = text[said.end() :]
        kind = _kind_of(said["how"])
        if between := re.match(rf"\s*(?:than|as)\s+(?P<b>.+?),?\s+to\s+(?P<m>.+?){ENDS}", after):
            other, measure = people_in(_undone(between["b"])), between["m"]
        elif behind := re.match(rf"\s*to\s+(?P<m>.+?),?\s+(?:than|as)\s+(?P<b>.+?){ENDS}", after):
            other, measure = people_in(_undone(behind["b"])), behind["m"]
        else:
            continue
        measures = (measure, measure)
        yield from _of(kind, (said.start("how"), said.end()), (one, other), measures)


def _kind_of(how: str) -> RelationKind:
    lower = how.lower()
    if lower.startswith("less"):
        return "smaller"
    is_greater = lower.startswith(("more", "likelier", "times", "twice"))
    return "greater" if is_greater else "same"


def _undone(people: str) -> str:
    """Those whom a verb without its own meaning follows: "men are", "men do"."""
    return re.sub(r"\s+(?:are|is|were|was|do|does|did)$", "", people, flags=re.IGNORECASE)


@cache
def _larger_share() -> re.Pattern[str]:
    # A larger share of men than (of) women own a gun; the same share of men as of women
    return re.compile(
        rf"\b(?:(?P<greater>{words('greater')})|(?P<smaller>{words('smaller')})"
        rf"|(?P<same>{words('same')}))\s+(?:{words('shares')})\s+(?:of|among)\s+(?P<a>.+?)\s+"
        rf"(?:than|as|and)\s+(?P<rest>.+?){ENDS}",
        re.IGNORECASE,
    )


def _shares(text: str) -> Iterator[Relation]:
    for said in _larger_share().finditer(text):
        other, measure = split_people(re.sub(r"^(?:of|among)\s+", "", said["rest"]))
        kind: RelationKind = (
            "greater" if said["greater"] else "smaller" if said["smaller"] else "same"
        )
        people = (people_in(said["a"]), other)
        yield from _of(kind, (said.start(), said.start("a")), people, (measure, measure))


@cache
def _more_people() -> re.Pattern[str]:
    # More men than women …; twice as many men as women …; as many men as women …
    return re.compile(
        rf"\b(?P<how>more|fewer|as\s+many)\s+(?P<a>[^,;:]+?)\s+(?:than|as)\s+(?P<rest>.+?){ENDS}",
        re.IGNORECASE,
    )


def _as_many(text: str) -> Iterator[Relation]:
    for said in _more_people().finditer(text):
        how = said["how"].lower()
        is_multiple = re.search(
            r"\b(?:times|twice|double|half|third)\W*$", text[: said.start()], re.I
        )
        kind: RelationKind = "smaller" if how == "fewer" else "greater" if how == "more" else "same"
        kind = "greater" if is_multiple and how == "as many" else kind
        other, measure = split_people(said["rest"])
        one = people_in(said["a"])
        span = said.start(), said.end("how")
        if one and other:
            yield from _of(kind, span, (one, other), (measure, measure))
        else:
            yield from _two_answers(kind, span, said["a"], said["rest"])


def _two_answers(
    kind: RelationKind, span: tuple[int, int], first: str, second: str
) -> Iterator[Relation]:
    """More adults favor than oppose it: one group, two answers."""
    people, verb = split_people(first)
    if not people or not verb:
        return
    beside, _, matter = tidy(second).partition(" ")
    measures = (verb if " " in verb else f"{verb} {matter}", f"{beside} {matter}")
    yield from _of(kind, span, (people, people), measures)


@cache
def _higher_among() -> re.Pattern[str]:
    # Support is (17 points) higher among men than (it is) among women
    return re.compile(
        rf"^(?P<m>.+?)\s+(?:{words('being')})\s+(?P<amount>[^,;:]{{0,50}}?)"
        rf"\b(?:(?P<greater>{words('greater')})|(?P<smaller>{words('smaller')}))\s+"
        rf"(?:among|for|in|with)\s+(?P<a>[^,;:]+?),?\s+than\s+(?P<b>.+?){ENDS}",
        re.IGNORECASE,
    )


def _placed(text: str) -> Iterator[Relation]:
    for said in _higher_among().finditer(text):
        kind: RelationKind = "greater" if said["greater"] else "smaller"
        people = (people_in(said["a"]), people_in(said["b"]))
        name = "greater" if said["greater"] else "smaller"
        yield from _of(kind, said.span(name), people, (said["m"], said["m"]))


@cache
def _gap() -> re.Pattern[str]:
    # a 17-point gap between men and women who own a gun; no difference between …
    return re.compile(
        rf"\b(?P<none>(?:{words('none')})\s+)?(?:{words('gaps')})s?\s+[^,;:]{{0,40}}?\bbetween\s+"
        rf"(?P<a>[^,;:]+?)\s+and\s+(?P<rest>.+?){ENDS}",
        re.IGNORECASE,
    )


def _gaps(text: str) -> Iterator[Relation]:
    for said in _gap().finditer(text):
        other, measure = split_people(said["rest"])
        if not measure:
            measure = re.split(r"\b(?:there|a|an|the)\b", text[: said.start()], flags=re.I)[0]
        kind: RelationKind = "same" if said["none"] else "apart"
        measure = re.sub(r"^(?:in|on|over|when\s+it\s+comes\s+to)\s+", "", measure, flags=re.I)
        people = (people_in(said["a"]), other)
        yield from _of(kind, (said.start(), said.start("a")), people, (measure, measure))


@cache
def _equally() -> re.Pattern[str]:
    # Men and women are (about) equally likely to …; similar shares of men and women …
    return re.compile(
        rf"^(?P<a>[^;:]+?)\s+and\s+(?P<b>[^,;:]+?)\s+(?:{words('being')})\s+"
        rf"(?P<how>(?:\w+\s+)?(?:{words('alike')})\s+(?:{words('likely')}))\s+to\s+(?P<m>.+?){ENDS}",
        re.IGNORECASE,
    )


def _together(text: str) -> Iterator[Relation]:
    for said in _equally().finditer(text):
        people = (people_in(said["a"]), people_in(said["b"]))
        yield from _of("same", said.span("how"), people, (said["m"], said["m"]))

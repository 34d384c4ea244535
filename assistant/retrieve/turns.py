"""A question in several turns, made into one that stands alone."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems
from assistant.retrieve.people import Named, named_people
from assistant.retrieve.query import YEAR, Query, parse_question

PLACE_LEAD = re.compile(r"(?:\b(?:in|from|within|across|of|for)\s+)?(?:the\s+)?$", re.IGNORECASE)
# At most this many words hang on an earlier question without saying so ("In Germany?").
SHORT = 5


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(load("questions")["follow_up"][name], re.IGNORECASE)


def standalone(question: str, turns: Sequence[str]) -> str:
    """The question with what it takes over from the turns before it, oldest first.

    >>> turns = ["What share of U.S. employers trust certificates?"]
    >>> standalone("And globally?", turns)
    'What share of employers trust certificates, globally?'
    >>> standalone("What about students?", turns)
    'What share of U.S. students trust certificates?'
    """
    current = " ".join(question.split())
    if not turns:
        return current
    earlier = standalone(turns[-1], turns[:-1])
    query = parse_question(_bare(current))
    if query.topic:
        return _with_people_named(current, earlier)
    if not query.measure_terms:
        if query.populations or query.waves:
            return _with_other_people(earlier, _bare(current)) if _hangs(current) else current
        if query.operation in ("difference", "compare", "rank") and len(turns) > 1:
            return _compared(earlier, standalone(turns[-2], turns[:-2]))
    if _hangs(current) and not query.populations:
        return _with_earlier_people(current, earlier)
    return current


def _bare(text: str) -> str:
    """A turn without the words that tie it to the one before.

    >>> _bare("And what about employers?")
    'employers?'
    """
    while (match := _cue("openers").match(text)) and match.end():
        text = text[match.end() :]
    return text


def _hangs(text: str) -> bool:
    has_cue = _cue("openers").match(text) or _cue("pronouns").search(text)
    return bool(has_cue) or len(text.split()) <= SHORT


def _with_other_people(earlier: str, turn: str) -> str:
    """The earlier question about the people, place or year that the turn names."""
    body, addition = earlier.rstrip(" ?.!"), turn.rstrip(" ?.!")
    for named in named_people(addition):
        if {f.kind for f in named.facets} == {"place"}:
            body = _drop_place(body)
        elif (old := _same_kind(body, named)) is not None:
            body = body[: old.start] + addition[named.start : named.end] + body[old.end :]
            addition = addition.replace(addition[named.start : named.end], " ", 1)
    if years := YEAR.findall(addition):
        body = re.sub(r"\s*\b(?:in|since|from)\s+(?:19|20)\d\d\b", "", body)
        addition = addition if addition.strip() != years[0] else f"in {years[0]}"
    rest = " ".join(addition.split()).strip(" ,")
    has_more = content_stems(rest) or YEAR.search(rest) or list(named_people(rest))
    return " ".join(f"{body}, {rest}?".split()) if has_more else " ".join(f"{body}?".split())


def _drop_place(body: str) -> str:
    for named in reversed(list(named_people(body))):
        if {f.kind for f in named.facets} == {"place"}:
            before, after = body[: named.start], body[named.end :]
            if not re.match(r"\s+[a-z]", after) or PLACE_LEAD.search(before):
                people_follow = re.match(r"\s+[^\W_]+", after) and _is_adjective(after)
                before = before if people_follow else PLACE_LEAD.sub("", before)
            body = re.sub(r"[\s,]+$", " ", before) + re.sub(r"^['\u2019]s", "", after).lstrip()
    return body.strip()


def _is_adjective(after: str) -> bool:
    """Whether the word after a place is the people that the place qualifies."""
    return next((n.start for n in named_people(after)), -1) in (0, 1) or bool(
        re.match(r"\s+(?:adults?|people|respondents|public|citizens)\b", after)
    )


def _same_kind(body: str, new: Named) -> Named | None:
    kinds = {f.kind for f in new.facets}
    return next((n for n in named_people(body) if kinds & {f.kind for f in n.facets}), None)


def _with_earlier_people(turn: str, earlier: str) -> str:
    """A turn about something else, among the people of the question before it."""
    people = parse_question(earlier).population
    if not people.is_known:
        return turn
    return f"{_bare(turn).rstrip(' ?.!')}, among {people.text}?"


def _with_people_named(turn: str, earlier: str) -> str:
    """A question on the survey, with "them" made into the people that were talked of."""
    people = parse_question(earlier).population
    if not people.is_known:
        return turn
    return re.sub(r"\b(?:of )?(?:them|they|these|those)\b", people.text, turn)


def _compared(last: str, before: str) -> str:
    """Both earlier questions as one comparison, if they differ in the people only."""
    first, second = parse_question(before), parse_question(last)
    if not (first.population.is_known and second.population.is_known):
        return last
    return f"What is the difference between {_people(first)} and {_people(second)}: {last}"


def _people(query: Query) -> str:
    return query.population.text

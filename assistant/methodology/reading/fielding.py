"""Which dates of a sentence say when a survey was in the field."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.findings.populations import is_people_word
from assistant.methodology.fact import Edge, SaidFact
from assistant.methodology.reading.dates import Dated, periods_of
from assistant.methodology.reading.phrases import SENTENCE_END, any_of, compiled

WINDOW = 320  # characters around a date that tell what happened then
LONGEST_GAP = 170  # characters between what was carried out and its date
SUBJECT = 110  # characters before a verb in which its subject stands
PLURAL = ("s", "men", "people", "children")
MOST_BEFORE_PEOPLE = 3  # words of "interviewed likely U.S. voters" that may tell who was asked
DOERS = re.compile(r"\w{3}(?:ers|ors|ists|ians)$")  # passengers, doctors, cyclists, librarians
FRONT = 100  # characters from a date that begins a clause to its verb
# What stands right before a date that dates what is said before it: "in", "between", "(", ", from".
INTO = re.compile(
    r"(?:^|[\s(])(?:on|in|from|between|during|over|of|for|at|:|the|period|dates|days|weeks?|"
    r"about|mid|is|was|were|are|and|to|until|through|by|"
    r"\w+day,)[\s(]*$|[(:,;]\s*$|[\u2013\u2014-]\s*$",
    re.IGNORECASE,
)
# a number of people and no year: 1,615, 306, 12000
COUNTED = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d{3}|(?!19|20)\d{4}|\d{5,})(?![\w%])")
PRONOUN = re.compile(r"^\s*(?:it|they)\s+(?:was|were)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
# the word that "were interviewed" is said of
SAID_OF = re.compile(r"([^\W\d_][\w'\u2019-]*)\s+(?:(?:were|been|are)\s+)?(?:\w+ly\s+)?$")


def field_dates(text: str) -> Iterator[SaidFact]:
    """The dates of fieldwork that a sentence gives.

    >>> text = "The poll, released on June 3, was conducted May 10-22, 2018."
    >>> [fact.text for fact in field_dates(text)]
    ['May 10-22, 2018']
    """
    for dated in periods_of(text):
        start = max(0, dated.start - WINDOW)
        around = text[start : dated.end + WINDOW]
        here = replace(dated, start=dated.start - start, end=dated.end - start)
        if _is_of_a_thing(around, here):
            continue
        cue = _cue_before(around, here) or _cue_after(around, here)
        if cue is None:
            continue
        yield SaidFact(
            kind="dates",
            start=dated.start,
            end=dated.end,
            text=text[dated.start : dated.end],
            period=dated.period,
            edge="" if dated.period.is_range else _edge(cue),
        )


def _is_of_a_thing(text: str, dated: Dated) -> bool:
    """Whether a date only tells a thing from others: "the 2010 act", "the April 15 deadline"."""
    begins = re.match(
        r"(?:[Ee]arly|[Mm]id|[Ll]ate)?[-\s]*(?:[A-Z]|(?:19|20)\d\d)", text[dated.start :]
    )
    article = re.search(r"\b(?:the|an?|its|their|each|this|our)\s+$", text[: dated.start])
    follows = re.match(r"\s+[A-Za-z]", text[dated.end :])
    return bool(begins and article and follows)


def _edge(cue: re.Match[str]) -> Edge:
    verb = cue.group().lower()
    if compiled(rf"\b{any_of('began')}\b").search(verb):
        return "begin"
    return "end" if compiled(rf"\b{any_of('ended')}\b").search(verb) else ""


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    """What is done, and heads of lines; "first conducted" is another time than the survey's own."""
    not_own = rf"(?<!\w)(?:{any_of('other_times')})\s+(?:\w+ly\s+)?$"
    return (
        # "asked" alone is mostly what a question did: "adults asked about the war in 2014"
        compiled(
            rf"\b(?:{any_of('carried_out', 'asked', 'answered')}\b|asked\b(?=\s+(?:\w+\s+)?\d))"
        ),
        compiled(rf"\b{any_of('date_heads')}\b"),
        compiled(not_own),
    )


def _cue_before(text: str, dated: Dated) -> re.Match[str] | None:
    """The nearest cue before a date, if nothing between them takes the date for itself."""
    before = text[: dated.start]
    if not INTO.search(before) and not re.search(r"\w[\s,]*$", before):
        return None
    verbs, heads, _ = _cues()
    cues = [*verbs.finditer(before), *heads.finditer(before)]
    for cue in sorted(cues, key=lambda cue: -cue.end()):
        between = before[cue.end() :]
        if len(between) > LONGEST_GAP or SENTENCE_END.search(between):
            return None
        if _is_taken(between):
            continue
        if _is_of_a_survey(text, cue):
            return cue
    return None


def _is_taken(between: str) -> bool:
    """Whether words between a cue and a date give the date to something else."""
    beside = rf"\b{any_of('beside')}\s+(?:the\s+|\w+day,\s+)?$|\b{any_of('around')}\b[^,]*$"
    if compiled(beside).search(between):
        return True
    breakers = list(compiled(rf"\b{any_of('breakers')}\b").finditer(between))
    if not breakers:
        return False
    # "adults who use the internet, from May 10 to 22"
    resumed = re.search(r",\s+(?:\w+\s+)?$", between[breakers[-1].end() :])
    return resumed is None or breakers[-1].group().lower() not in ("who", "that", "whose", "which")


def _is_of_a_survey(text: str, cue: re.Match[str]) -> bool:
    """Whether what is done is a survey, or the asking of people."""
    before, after = text[: cue.start()], text[cue.end() :]
    if _cues()[2].search(before) or re.search(r"\bsince\b[^,;]{0,40}$", before):
        return False
    if _is_head(text, cue):
        return True
    subject = SENTENCE_END.split(before[-SUBJECT:])[-1]
    object_ = SENTENCE_END.split(after)[0].split(", ")[0][:SUBJECT]
    return PRONOUN.search(subject) is not None or _is_said_of_one(cue.group(), subject, object_)


def _is_head(text: str, cue: re.Match[str]) -> bool:
    """Whether a cue is the head of a line: "Fieldwork: May 2018", "field dates were"."""
    before, after, word = text[: cue.start()], text[cue.end() :], cue.group()
    follows = r"\s*(?::|is|was|were|ran|took|between|from|period|in|on|\(|[A-Z\d])"
    if not compiled(any_of("date_heads")).fullmatch(word) or not re.match(follows, after):
        return False
    if compiled(any_of("carried_out")).fullmatch(word):
        return not before.strip() and ":" in after[:2]
    return word.lower() not in ("date", "dates") or after.lstrip().startswith(":")


def _is_said_of_one(word: str, subject: str, object_: str) -> bool:
    """Whether the subject or the object of a verb is this survey, or people who are asked."""
    studies = rf"\b{any_of('studies')}\b"
    if compiled(studies).search(subject):
        return not _says_between(subject, studies) and not _is_another(f"{subject}{word}")
    if compiled(any_of("carried_out")).fullmatch(word):
        carried = compiled(rf"^\s+(?:[\w'\u2019-]+\s+){{0,6}}?{studies}").match(object_)
        return carried is not None and not _is_another(carried.group())
    if any(COUNTED.search(part) or compiled(studies).search(part) for part in (subject, object_)):
        return True
    said_of = SAID_OF.search(subject)
    named = [*object_.split()[:MOST_BEFORE_PEOPLE], *([said_of[1]] if said_of else [])]
    return any(are_people(name.strip(".,)")) for name in named)


def are_people(name: str) -> bool:
    """Whether a word is a noun for several people: "passengers", "voters"."""
    return bool(DOERS.search(name)) or (name.endswith(PLURAL) and is_people_word(name))


def _is_another(subject: str) -> bool:
    """Whether it is another survey, or several, that something is said of."""
    one = rf"{any_of('other_surveys')}\s+(?:[\w'\u2019-]+\s+){{0,4}}?{any_of('studies')}\b"
    return bool(
        compiled(rf"\b{one}").search(subject)
        or compiled(rf"\b{any_of('many_surveys')}\b[\s,]*(?:\w+\s*){{0,3}}$").search(subject)
    )


def _says_between(subject: str, studies: str) -> bool:
    """Whether the study says something before the verb: "the survey found that raids were run"."""
    last = list(compiled(studies).finditer(subject))[-1]
    rest = subject[last.end() :]
    said = compiled(r"\b(?:found|finds?|shows?|showed|says?|said|that\s+(?!was|were))\b")
    return bool(said.search(rest))


def _cue_after(text: str, dated: Dated) -> re.Match[str] | None:
    """The cue after a date that begins a clause: "In May 2018, we interviewed 1,500 men"."""
    front = re.split(r"[.;,:]\s+", text[: dated.start])[-1]
    lead = r"\s*(?:(?:and|but)\s+)?(?:in|on|from|between|during|over|for)\b(?:\s+\w+)?\s*$"
    if not re.fullmatch(lead, front, re.IGNORECASE):
        return None
    done = rf"(?:{any_of('asked', 'carried_out', 'answered')})"
    finite = compiled(
        rf"\b(?:was|were|been)\s+(?:\w+ly\s+)?{done}\b"
        rf"|\b(?:{any_of('asked')}|conducted|fielded|carried\s+out|ran|completed|took\s+part|"
        rf"participated)\b(?=\s+(?:an?|the|its|our|some|about|more|nearly|over|around|\d|in)\b|\s+\d)"
        rf"|(?<=\w\s){any_of('asked')}(?=\s+[a-z])"
    )
    cue = finite.search(text, dated.end, dated.end + FRONT)
    if cue is None or SENTENCE_END.search(text, dated.end, cue.start()):
        return None
    if compiled(rf"\b{any_of('breakers')}\b").search(text, dated.end, cue.start()):
        return None
    if not _is_done(text, cue):
        return None
    return cue if _is_of_a_survey(text, cue) else None


def _is_done(text: str, cue: re.Match[str]) -> bool:
    """Whether somebody asks: "Gallup interviewed bakers", and not "bakers interviewed said"."""
    said_of = SAID_OF.search(text[: cue.start()])
    if " " in cue.group() or said_of is None or re.match(r"\s+(?:\w+\s+)?\d", text[cue.end() :]):
        return True
    return not is_people_word(said_of[1])

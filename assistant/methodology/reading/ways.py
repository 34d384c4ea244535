"""How a survey was made: mode, sample, weighting, languages, wording, share that responded."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.figures import Unit
from assistant.findings.lexicon import load
from assistant.methodology.fact import SaidFact
from assistant.methodology.reading.dates import periods_of
from assistant.methodology.reading.hanging import hangs_on_asking
from assistant.methodology.reading.phrases import any_of, compiled
from assistant.numerals import Mention, read_figures
from assistant.other_numbers import either

DENIED = re.compile(r"\b(?:not|never|rather\s+than|instead\s+of)\s+(?:\w+\s+)?$", re.IGNORECASE)
MANY = re.compile(r"\b(?:surveys|polls)\b[^.;]{0,60}$", re.IGNORECASE)
MANY_AFTER = re.compile(r"-|\s+(?:\w+\s+)?(?:surveys|polls)\b", re.IGNORECASE)
ANSWERED = frozenset(("answered", "completed", "translated", "offered", "available", "held"))
RESULTS = 100  # characters before "weighted" in which the results stand that were
# "were weighted by age and sex", "have not been weighted", "were unweighted", "weights were used"
WEIGHTED = re.compile(
    r"(?:(?P<no>\b(?:not|no|never|without)\s+(?:\w+\s+)?|n['\u2019]t\s+(?:\w+\s+)?"
    r"|\b(?:were|was|are|left)\s+un)|\b)weight(?:ed|ing|s)\b"
    r"(?:\s+(?:to|by|for|on|using|according|so|against|were|was|(?:\w+\s+)?(?:applied|used))\b"
    r"[^.;()]*)?",
    re.IGNORECASE,
)
RATE = 40  # characters between "response rate" and its number
CAP = r"(?-i:[A-Z])\w+"


def modes(text: str) -> Iterator[SaidFact]:
    """How people were asked, where the sentence says that they were asked so.

    >>> [fact.values for fact in modes("We interviewed 1,104 adults by phone and online.")]
    [('online', 'telephone')]
    >>> list(modes("Of the adults surveyed, 40% shop online."))
    []
    """
    found = [m for m in _mode_words().finditer(text) if not _is_refused(text, m)]
    if not found or not compiled(
        rf"\b{any_of('studies', 'samples', 'asked', 'carried_out', 'answered')}\b"
    ).search(text):
        return
    tied = [m for m in found if _is_head(text, m) or hangs_on_asking(text, m.start(), m.end())]
    if tied:
        names = tuple(sorted({_mode_of(m.group()) for m in tied}))
        first = min(tied, key=lambda m: m.start())
        yield SaidFact(
            kind="mode", start=first.start(), end=first.end(), text=first.group(), values=names
        )


def _is_head(text: str, match: re.Match[str]) -> bool:
    """Whether a mode stands right at a noun for a survey, or behind a head: "Mode: online"."""
    after, before = text[match.end() :], text[: match.start()]
    study = rf"\s+(?:[\w-]+\s+){{0,2}}?(?:{any_of('one_survey')}|panel)\b"
    heads = rf"(?:^|[.;|(]\s*){any_of('mode_heads')}\s*:\s*(?:[\w-]+\s+){{0,2}}$"
    return bool(compiled(study).match(after) or compiled(heads).search(before))


def _is_refused(text: str, match: re.Match[str]) -> bool:
    """Whether it is said that it was not so, or of surveys in general."""
    before = text[: match.start()]
    is_of_many = MANY.search(before) or MANY_AFTER.match(text, match.end())
    return bool(is_of_many or DENIED.search(before))


@cache
def _mode_words() -> re.Pattern[str]:
    words = (word for words in load("facts")["modes"].values() for word in words)
    return compiled(rf"(?<![\w-])(?:{either(words)})(?![\w])")


def _mode_of(word: str) -> str:
    said = " ".join(word.lower().split())
    return next(str(name) for name, words in load("facts")["modes"].items() if said in words)


def samples(text: str) -> Iterator[SaidFact]:
    """What kind of sample it was: "nationally representative", "random sample"."""
    if not compiled(rf"\b{any_of('studies', 'samples')}\b").search(text):
        return
    for match in compiled(rf"\b{any_of('sample_kinds')}\b").finditer(text):
        said = match.group()
        yield SaidFact(
            kind="sample", start=match.start(), end=match.end(), text=said, values=(said.lower(),)
        )


def weightings(text: str) -> Iterator[SaidFact]:
    """Whether results were weighted, and by what.

    >>> [(f.values, f.text) for f in weightings("Results have been weighted by age and sex.")]
    [(('yes',), 'weighted by age and sex')]
    """
    for match in WEIGHTED.finditer(text):
        near = text[max(0, match.start() - RESULTS) : match.end()]
        if not compiled(rf"\b{any_of('weighed')}\b").search(near):
            continue
        said = match.group().strip()
        value = "no" if match["no"] else "yes"
        yield SaidFact(
            kind="weighting",
            start=match.start(),
            end=match.start() + len(said),
            text=said,
            values=(value,),
        )


def response_rates(text: str) -> Iterator[SaidFact]:
    """The share of those contacted who took part.

    >>> [fact.text for fact in response_rates("Of 900 invited, 378 replied (response rate: 42%).")]
    ['42%']
    """
    shares = [m for m in read_figures(text) if m.figure.unit is Unit.PERCENT]
    if not shares:
        return
    rate = any_of("rates")
    before = compiled(rf"\b{rate}\b[^.;%\d]{{0,{RATE}}}$")
    after = compiled(
        rf"[-\s]+(?:\w+\s+)?{rate}\b|\s+of\s+(?:those|the\s+\w+|all)\s+(?:\w+\s+){{0,2}}?(?:invited|contacted|approached|sampled)\b"
    )
    bracket = compiled(
        r"\b(?:of\s+(?:whom|these|those|which)|invited|sent|contacted|approached)\b.{0,80}\b(?:responded|replied|returned|completed)\b[^.;%]{0,30}\($"
    )
    for mention in shares:
        left = text[: mention.start]
        if (
            before.search(left)
            or after.match(text, mention.end)
            or (bracket.search(left) and text[mention.end : mention.end + 1] in ")")
        ):
            yield _rate(text, mention)


def _rate(text: str, mention: Mention) -> SaidFact:
    said = text[mention.start : mention.end]
    return SaidFact(
        kind="response_rate", start=mention.start, end=mention.end, text=said, figure=mention.figure
    )


def languages(text: str) -> Iterator[SaidFact]:
    """The languages that people were asked in.

    >>> [f.values for f in languages("Interviews were held in Swahili, Luganda and English.")]
    [('English', 'Luganda', 'Swahili')]
    """
    if not compiled(rf"\b{any_of('studies', 'asked', 'answered', 'languages_of')}\b").search(text):
        return
    known = rf"(?-i:{either(load('facts')['languages'])})"
    row = compiled(
        rf"\b(?:in|into|languages?(?:\s+were|\s*:)?)\s+(?:both\s+|either\s+)?(?P<row>{CAP}(?:(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+){CAP})*)"
        r"(?=\s*(?:[,.;:)]|$)|\s+(?:by|on|from|at|between|with|during|to|using|and|or|via|over)\b)"
    )
    for match in row.finditer(text):
        names = re.findall(r"[A-Z]\w+", match["row"])
        is_known = any(re.fullmatch(known, name) for name in names)
        if is_known and hangs_on_asking(text, *match.span("row"), or_on=ANSWERED):
            yield SaidFact(
                kind="languages",
                start=match.start("row"),
                end=match.end("row"),
                text=match["row"],
                values=tuple(sorted(names)),
            )


def wordings(text: str) -> Iterator[SaidFact]:
    """Questions as they were put, between quotation marks."""
    cue = rf"\b(?:asked|{any_of('wordings')})\b[^\"\u201c.;]{{0,80}}"
    quotation = r"[\"\u201c](?P<q>[^\"\u201c\u201d]{8,400}\?)"
    for match in compiled(cue + quotation).finditer(text):
        yield SaidFact(
            kind="wording",
            start=match.start("q"),
            end=match.end("q"),
            text=match["q"],
            values=(match["q"],),
        )


def publications(text: str) -> Iterator[SaidFact]:
    """When the results were published."""
    cue = compiled(
        rf"\b{any_of('studies', 'published_things')}\b[^.;]{{0,60}}"
        r"\b(?:published|released|issued)\b[^.;\d]{0,20}$"
    )
    for dated in periods_of(text):
        if cue.search(text[: dated.start]):
            said = text[dated.start : dated.end]
            yield SaidFact(
                kind="published", start=dated.start, end=dated.end, text=said, period=dated.period
            )

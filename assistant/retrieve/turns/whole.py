"""A question that stands alone, as turns build on it: its body, and what was hung on behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.findings.lexicon import load
from assistant.period import YEAR
from assistant.retrieve.people import named_people
from assistant.retrieve.query import parse_question
from assistant.retrieve.turns.parts import people_in, thing_of

PLACE_LEAD = re.compile(r"(?:\b(?:in|from|within|across|of|for)\s+)?(?:the\s+)?$", re.IGNORECASE)
YEAR_PHRASE = re.compile(r"\s*\b(?:in|since|from|during|of|for)\s+(?:19|20)\d\d\b", re.IGNORECASE)


@cache
def cue(name: str) -> re.Pattern[str]:
    """One of the expressions by which a turn says how it hangs on those before it."""
    return re.compile(load("questions")["follow_up"][name], re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A question, with what turns have hung on it.

    `tails` restrict it from behind a comma, `lead` is what is asked of it before a colon ("How has
    it changed since 2012"), and `against` is what it is held to.
    """

    body: str
    tails: tuple[str, ...] = ()
    lead: str = ""
    against: "Whole | None" = None

    @property
    def text(self) -> str:
        """The question in one sentence."""
        lead = f"{self.lead}: " if self.lead else ""
        whole = lead + ", ".join((self.body, *self.tails)) + "?"
        return whole if self.against is None else _beside(self.against, self, whole)

    @property
    def alone(self) -> "Whole":
        """The question without what it was held to."""
        return replace(self, against=None)

    @property
    def people(self) -> str:
        """Whom the question is about, with what restricts them; empty where it does not say."""
        span = people_in(self.body)
        phrase = self.body[span[0] : span[1]] if span else ""
        phrase = YEAR_PHRASE.sub("", cue("before_people").sub("", phrase))
        return " ".join([phrase, *self.people_tails]).strip().removeprefix("among ")

    @property
    def people_tails(self) -> tuple[str, ...]:
        """The tails that restrict the people or the place, and not the year."""
        return tuple(tail for tail in self.tails if not YEAR.search(tail))

    @property
    def matter(self) -> str:
        """What the question is on, without whom it is about and how it asks.

        >>> whole_of("What share of nurses in Canada trust the police?").matter
        'trust the police'
        """
        span = people_in(self.body)
        rest = f"{self.body[: span[0]]} {self.body[span[1] :]}" if span else self.body
        rest = cue("share_of").sub("", f"{rest.strip()} ")
        rest = YEAR_PHRASE.sub("", cue("asks").sub("", rest))
        return " ".join(re.sub(r"[\"\u201c\u201d]", "", rest).split())

    @property
    def years(self) -> tuple[str, ...]:
        """The years that it names, in order."""
        return tuple(dict.fromkeys(YEAR.findall(", ".join((self.body, *self.tails)))))

    def among(self) -> tuple[str, ...]:
        """Its people, place and year, as tails for a question on something else."""
        span = people_in(self.body)
        phrase = self.body[span[0] : span[1]] if span else ""
        phrase = YEAR_PHRASE.sub("", cue("before_people").sub("", phrase)).strip()
        return (*((f"among {phrase}",) if phrase else ()), *self.hung)

    @property
    def hung(self) -> tuple[str, ...]:
        """Its tails, and the year of its body as one."""
        held = " ".join(re.findall(r"\bthan\b.*", self.body))
        years = [y for y in self.years if y not in held and not any(y in t for t in self.tails)]
        kept = (
            t
            for t in self.tails
            if not t.startswith(("since ", "by ", "across ", "per ", "on \u201c"))
        )
        return (*kept, *(f"in {year}" for year in years[:1]))

    def without_place(self) -> "Whole":
        """The question about wherever it may be."""
        tails = (drop_place(tail) for tail in self.tails)
        kept = tuple(t for t in tails if t and t.lower() not in ("among", "in"))
        return replace(self, body=drop_place(self.body), tails=kept)

    def without_years(self) -> "Whole":
        """The question about whenever it may be."""
        tails = (YEAR_PHRASE.sub("", tail).strip() for tail in self.tails)
        return replace(
            self, body=YEAR_PHRASE.sub("", self.body), tails=tuple(t for t in tails if t)
        )


def whole_of(text: str) -> Whole:
    """A question as it was typed, opened up to be built on.

    >>> whole_of("In 2018, what share of women smoke?")
    Whole(body='What share of women smoke', tails=('in 2018',), lead='', against=None)
    """
    plain = text.strip().rstrip(" ?.!")
    if match := cue("front").match(plain):
        tail, body = match["tail"], match["body"]
        return Whole(body=body[0].upper() + body[1:], tails=(tail[0].lower() + tail[1:],))
    return Whole(body=plain)


def content(before: Sequence[Whole]) -> Whole:
    """The last question that was not on the survey itself, if there is one."""
    return on_findings(before)[-1]


def on_findings(before: Sequence[Whole]) -> list[Whole]:
    """The last two questions that were not on the survey itself; the very last if there is none."""
    found: list[Whole] = []
    for whole in reversed(before):
        query = parse_question(whole.text)
        if query.topic is None or query.populations:
            found.append(whole)
        if len(found) == 2:
            break
    return found[::-1] or [before[-1]]


def _beside(first: Whole, second: Whole, whole: str) -> str:
    """Two questions as one comparison, by what tells them apart."""
    pair = first.people, second.people
    if pair[0] and pair[1] and pair[0] != pair[1]:
        return f"What is the difference between {pair[0]} and {pair[1]}: {whole}"
    if first.years and second.years and first.years != second.years:
        rest = second.alone.without_years().text
        return f"What is the difference between {first.years[0]} and {second.years[0]}: {rest}"
    return f"Compare: {first.alone.text} {whole}"


def drop_place(body: str) -> str:
    """A question without the places that its people are of.

    >>> drop_place("What share of nurses in Germany sleep badly")
    'What share of nurses sleep badly'
    """
    thing = thing_of(body)
    for named in reversed(list(named_people(body))):
        is_talked_of = thing and thing.role == "dobj" and thing.start <= named.start < thing.end
        if {f.kind for f in named.facets} == {"place"} and not is_talked_of:
            before, after = body[: named.start], body[named.end :]
            if is_nation(body[named.start : named.end]):
                body = f"{before}people{after}"
                continue
            if not re.match(r"\s+[a-z]", after) or PLACE_LEAD.search(before):
                people_follow = re.match(r"\s+[^\W_]+", after) and _is_adjective(after)
                before = before if people_follow else PLACE_LEAD.sub("", before)
            body = re.sub(r"[\s,]+$", " ", before) + re.sub(r"^['\u2019]s", "", after).lstrip()
    return body.strip()


def is_nation(words: str) -> bool:
    """Whether a name is of the people of a country: "Canadians"."""
    return bool(re.match(r"^[A-Z][a-z]+(?:an|i|ian|er|ard|ede|ane|ot)s$", words))


def _is_adjective(after: str) -> bool:
    """Whether the word after a place is the people that the place qualifies."""
    return next((n.start for n in named_people(after)), -1) in (0, 1) or bool(
        re.match(r"\s+(?:adults?|people|respondents|public|citizens)\b", after)
    )

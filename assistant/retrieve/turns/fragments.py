"""A turn that is no whole question, put where it belongs in the question before it."""

import re
from dataclasses import dataclass, replace

from assistant.findings.lexicon import lexicon, load
from assistant.findings.stems import content_stems, words_of
from assistant.other_numbers import either
from assistant.period import YEAR
from assistant.retrieve.people import Named, all_named, named_people
from assistant.retrieve.turns.parts import (
    Part,
    has_subject,
    is_people_fragment,
    modified,
    parts,
    people_in,
    shape,
    thing_of,
)
from assistant.retrieve.turns.whole import PLACE_LEAD, YEAR_PHRASE, Whole, cue, is_nation
from assistant.survey import FacetKind

# Words around a name of people that restrict nobody: "those in the US", "just the women".
BLANK = re.compile(
    r"\b(?:those|the|these|people|ones?|only|just|for|of|among|in|from|are|who|but|all|about|with)\b",
    re.IGNORECASE,
)
POINTED = re.compile(r"^(?:the )?(?:those|people|anyone|everyone|everybody|ones)\b", re.IGNORECASE)
PREPOSITION = re.compile(
    r"^(?P<word>in|on|at|to|from|with|about|of|for|by|against|over|during|towards?)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
LONGEST = 10  # words of a phrase for people
AVERAGES = ("average", "mean", "median")
RELATIVE = re.compile(r"\s(?:who|whose|without)\b", re.IGNORECASE)
# Some of the people there are, by what they have or do: whoever is named in it is not asked.
RESTRICTED = re.compile(
    r"^(?:(?:among|of|for)\s+)?(?P<people>(?:those|people|the ones|anyone)\s+"
    r"(?:with|who|whose|without|that)\b.+)$",
    re.IGNORECASE,
)
ARTICLES = frozenset({"the", "a", "an", "their", "of", "in", "and"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A question with a fragment in its place, and whether it is plain that it belongs there."""

    whole: Whole
    is_sure: bool = True


def placed(whole: Whole, fragment: str) -> Placed:
    """The question before with what a fragment of a turn changes in it.

    >>> from assistant.retrieve.turns.whole import whole_of
    >>> before = whole_of("Do nurses in Canada trust the police?")
    >>> placed(before, "doctors").whole.text, placed(before, "in Spain").whole.text
    ('Do doctors in Canada trust the police?', 'Do nurses trust the police, in Spain?')
    >>> placed(before, "the courts").whole.text
    'Do nurses in Canada trust the courts?'
    """
    rest = cue("only").sub("", cue("of_same").sub("", fragment)).strip(" ,.?!")
    rest = _with_noun(whole, rest)
    if rest.lower().removeprefix("the ") in lexicon().needs_people_noun:
        rest = f"{rest} people"
    whole, rest = _with_years(whole, rest)
    if not rest:
        return Placed(whole=whole, is_sure=len(whole.years) < 3)
    named = list(named_people(rest))
    return Placed(whole=_listed(whole, rest, named)) if named else _unlisted(whole, rest)


def _listed(whole: Whole, rest: str, named: list[Named]) -> Whole:
    """The question about people or a place that a list knows."""
    if match := RESTRICTED.match(rest):
        return _narrowed(whole, f"among {match['people']}")
    clause = RELATIVE.search(rest)
    if clause and clause.start() > named[0].start:
        kinds = {f.kind for f in named[0].facets}
        return _with_people(whole, rest[named[0].start :], kinds)
    if (thing := _place_talked_of(whole, rest, named)) is not None:
        return replace(whole, body=_over(whole.body, thing, rest))
    return _with_named(whole, rest, named)


def _unlisted(whole: Whole, rest: str) -> Placed:
    """The question with words that no list knows: of people by their form, else of a thing."""
    if _narrows(whole, PREPOSITION.sub(r"\g<rest>", rest)) or rest.lower().startswith("among "):
        people = re.sub(r"^(?:among|of|for)\s+", "", rest, flags=re.IGNORECASE)
        return Placed(whole=_narrowed(whole, f"among {people}"))
    if (aligned := _aligned(whole, rest)) is not None:
        return Placed(whole=aligned)
    if is_people_fragment(rest):
        return _with_unlisted(whole, rest)
    return _with_argument(whole, rest)


def _place_talked_of(whole: Whole, rest: str, named: list[Named]) -> Part | None:
    """A place that is talked of and not asked in, where a fragment is another: "And Russia?"."""
    is_place = {f.kind for n in named for f in n.facets} == {"place"}
    if not is_place or PREPOSITION.match(rest) or rest.endswith("s") or len(named) > 1:
        return None
    thing = thing_of(whole.body)
    if thing is None or (thing.role != "dobj" and thing.preposition in ("in", "from", "of")):
        return None
    words = whole.body[thing.start : thing.end]
    places = [n for n in all_named(words) if {f.kind for f in n.facets} == {"place"}]
    return thing if places and people_in(whole.body) else None


def is_people(fragment: str) -> bool:
    """Whether a fragment names people and does nothing else: "men", "people who live alone"."""
    plain = fragment.strip(" ?.!")
    if has_subject(plain) or len(plain.split()) > LONGEST:
        return False
    return bool(POINTED.match(plain)) or is_people_fragment(plain)


def _with_noun(whole: Whole, rest: str) -> str:
    """Such words as "the older ones" with the noun that "ones" stands for."""
    people = people_in(whole.body)
    noun = next((p.head for p in parts(whole.body) if people and p.start >= people[0]), "")
    return re.sub(r"(?<=\w )ones\b", noun, rest) if noun else rest


def _narrows(whole: Whole, people: str) -> bool:
    """Whether people are some of those there are: "those who drive", "the older patients"."""
    span = people_in(whole.body)
    head = next((p.head for p in parts(whole.body) if span and p.start >= span[0]), "")
    return bool(POINTED.match(people)) or (bool(head) and head in words_of(people))


def _with_years(whole: Whole, rest: str) -> tuple[Whole, str]:
    """The year put in, and what else the fragment says."""
    years = YEAR.findall(rest)
    if not years:
        return whole, rest
    phrase = YEAR_PHRASE.search(f" {rest}")
    said = phrase.group().strip() if phrase and len(years) == 1 else ""
    if len(years) == 1:
        rest = re.sub(r"\s+", " ", YEAR_PHRASE.sub("", f" {rest}").replace(years[0], "")).strip(
            " ,"
        )
    else:
        said, rest = rest, ""
    if len(whole.years) > 1 and len(years) == 1:
        return replace(whole, tails=(*whole.tails, said or f"in {years[0]}")), rest
    if len(whole.years) == 1 and len(years) == 1 and not said.lower().startswith("since"):
        tails = tuple(t.replace(whole.years[0], years[0]) for t in whole.tails)
        return replace(whole, body=whole.body.replace(whole.years[0], years[0]), tails=tails), rest
    bare = whole.without_years()
    return replace(bare, tails=(*bare.tails, said or f"in {years[0]}")), rest


def _with_named(whole: Whole, fragment: str, named: list[Named]) -> Whole:
    """The question about the people and the place that a fragment names."""
    left = fragment
    for run in reversed(_runs(fragment, named)):
        start, end = run[0].start, run[-1].end
        words = fragment[start:end]
        kinds = {f.kind for n in run for f in n.facets}
        lead = PLACE_LEAD.search(fragment[:start])
        begin = lead.start() if lead and kinds == {"place"} else start
        left = left[:begin] + " " + left[end:]
        if kinds == {"place"}:
            whole = _with_place(whole, _placing(fragment[begin:start], words), words)
            continue
        whole = whole.without_place() if "place" in kinds else whole
        whole = _with_people(whole, words, kinds - {"place"})
    rest = " ".join(left.split()).strip(" ,")
    if content_stems(BLANK.sub(" ", rest)):
        return _with_rest(whole, rest)
    return whole


def _with_place(whole: Whole, phrase: str, words: str) -> Whole:
    """The question in another place; "Mexicans" stand where "Canadians" stood."""
    nations = [n for n in named_people(whole.body) if is_nation(whole.body[n.start : n.end])]
    if nations and is_nation(words):
        old = nations[0]
        return replace(whole, body=whole.body[: old.start] + words + whole.body[old.end :])
    return _narrowed(whole.without_place(), phrase)


def _with_rest(whole: Whole, rest: str) -> Whole:
    """What else restricts people that a fragment names: "women in the South"."""
    if PREPOSITION.match(rest) or rest.lower().startswith(("who ", "without ", "aged ")):
        return _narrowed(whole, f"among those {rest}")
    return _narrowed(whole, rest)


def _runs(text: str, named: list[Named]) -> list[list[Named]]:
    """Names that follow each other with nothing between them are one: "German women"."""
    runs: list[list[Named]] = []
    for one in named:
        if runs and not text[runs[-1][-1].end : one.start].strip():
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _placing(lead: str, words: str) -> str:
    lead = " ".join(lead.split()).lower()
    if re.fullmatch(r"(?:in|from|within|across)(?: the)?", lead):
        return f"{lead} {words}"
    if words.lower() in ("globally", "worldwide", "internationally"):
        return words
    if words.endswith("s") and not words.isupper() and "." not in words and not lead:
        return f"among {words}"
    return f"in {'the ' if lead.endswith('the') else ''}{words}"


def _with_people(whole: Whole, words: str, kinds: set[FacetKind]) -> Whole:
    """The people of one kind put where others of that kind stood, else added to those there are."""
    for n, tail in enumerate(whole.tails):
        swapped = None if RESTRICTED.match(tail) else _swapped(tail, words, kinds)
        if swapped is not None:
            return replace(whole, tails=(*whole.tails[:n], swapped, *whole.tails[n + 1 :]))
    if (swapped := _swapped(whole.body, words, kinds)) is not None:
        return replace(whole, body=swapped)
    if "role" in kinds and (other := _agents(whole.body)) is not None:
        return replace(whole, body=_over(whole.body, other, words))
    return _narrowed(whole, f"among {'those ' if kinds <= {'age', 'income'} else ''}{words}")


def _agents(body: str) -> Part | None:
    """The people of a question where no list knows them: "pilots", "cyclists"."""
    span = people_in(body)
    part = next((p for p in parts(body) if span and p.start >= span[0]), None)
    if part is None or list(named_people(body[part.start : part.end])):
        return None
    return None if part.head in lexicon().generic else part


def _swapped(text: str, words: str, kinds: set[FacetKind]) -> str | None:
    for old in named_people(text):
        if kinds & {f.kind for f in old.facets}:
            end = old.start + len(re.sub(r"\s+who$", "", text[old.start : old.end]))
            return text[: old.start] + words + text[end:]
    return None


def _narrowed(whole: Whole, tail: str) -> Whole:
    return replace(whole, tails=(*whole.tails, tail))


def _with_unlisted(whole: Whole, words: str) -> Placed:
    """The question about people whom no list names: "part-timers"."""
    span = people_in(whole.body)
    words = re.sub(r"^(?:the|of|among|for)\s+", "", words, flags=re.IGNORECASE)
    if span is None:
        return Placed(whole=_narrowed(whole, f"among {words}"))
    people = next((p for p in parts(whole.body) if p.is_people and p.start >= span[0]), None)
    end = people.end if people else span[1]
    return Placed(whole=replace(whole, body=whole.body[: span[0]] + words + whole.body[end:]))


def _aligned(whole: Whole, rest: str) -> Whole | None:
    """A fragment put over words that begin or end alike: "too little" over "too much"."""
    words = words_of(rest)
    if (swapped := _over_counterpart(whole, words)) is not None:
        return swapped
    if (match := PREPOSITION.match(rest)) and not is_people_fragment(match["rest"]):
        return _behind_preposition(whole, match["word"].lower(), rest)
    if len(words) < 2 or words[0] in ("the", "their", "a", "an"):
        return None
    old = modified(whole.body, words[-1])
    if old and words[-1] not in ARTICLES and not is_people_fragment(rest):
        return replace(whole, body=whole.body[: old[0]] + rest + whole.body[old[1] :])
    return _over_run(whole, rest)


def _over_counterpart(whole: Whole, words: list[str]) -> Whole | None:
    """One word over another of its kind: "no" over "yes", "oppose" over "support"."""
    if not words or len(words) > 2 or (len(words) == 2 and words[0] != "the"):
        return None
    span = people_in(whole.body)
    for kind in (("yes", "no"), AVERAGES, load("words")["reporting"]):
        if words[-1] not in kind:
            continue
        pattern = re.compile(rf"\b(?:{either(kind)})\b", re.IGNORECASE)
        if match := pattern.search(whole.body, span[1] if span and kind[0] == "say" else 0):
            body = whole.body[: match.start()] + words[-1] + whole.body[match.end() :]
            return replace(whole, body=body)
    return None


def _over_run(whole: Whole, rest: str) -> Whole | None:
    """A fragment over as many words that begin or end as it does."""
    words = words_of(rest)
    spans = [
        (m.start(), m.end()) for m in re.finditer(r"[^\W_]+(?:['\u2019-][^\W_]+)*", whole.body)
    ]
    shown = [whole.body[start:end].lower() for start, end in spans]
    for at in range(len(shown) - len(words), -1, -1):
        run = shown[at : at + len(words)]
        alike = [w for w, r in ((words[0], run[0]), (words[-1], run[-1])) if w == r]
        if any(w not in ARTICLES for w in alike) and run != words:
            start, end = spans[at][0], spans[at + len(words) - 1][1]
            return replace(whole, body=whole.body[:start] + rest + whole.body[end:])
    return None


def _behind_preposition(whole: Whole, word: str, rest: str) -> Whole | None:
    """A phrase put over the last one that begins with the same preposition."""
    new = rest[len(word) :].strip()
    for n in range(len(whole.tails) - 1, -1, -1):
        found = [p for p in parts(whole.tails[n]) if p.preposition == word and not p.is_people]
        if found:
            tail = _over(whole.tails[n], found[-1], new)
            return replace(whole, tails=(*whole.tails[:n], tail, *whole.tails[n + 1 :]))
    people = people_in(whole.body) or (0, 0)
    found = [p for p in parts(whole.body) if p.preposition == word and not p.is_people]
    inside = [p for p in found if people[0] <= p.start < people[1]]
    outside = [p for p in found if p not in inside]
    found = (inside or outside) if new[:1].isupper() else outside
    if not found:
        return _narrowed(whole, rest) if word in ("in", "at", "from") else None
    return replace(whole, body=_over(whole.body, found[-1], new))


def _over(text: str, part: Part, new: str) -> str:
    return text[: part.start] + new + text[part.end :]


def _with_argument(whole: Whole, rest: str) -> Placed:
    """A thing put where another thing stood: "the police" for "the parliament"."""
    new = PREPOSITION.sub(r"\g<rest>", rest)
    part = thing_of(whole.body, like=new)
    if part is None:
        body = f"What about {new}"
        return Placed(whole=Whole(body=body, tails=whole.among()), is_sure=False)
    body = whole.body[: part.start] + new + whole.body[part.end :]
    return Placed(whole=replace(whole, body=body), is_sure=shape(new) == part.determiner)

"""A turn that is no whole question, put where it belongs in the question before it."""

import re
from dataclasses import dataclass, replace

from assistant.findings.stems import content_stems, words_of
from assistant.retrieve.people import Named, named_people
from assistant.retrieve.query import YEAR
from assistant.retrieve.turns.parts import Part, is_people_fragment, parts, people_in
from assistant.retrieve.turns.whole import PLACE_LEAD, YEAR_PHRASE, Whole, cue
from assistant.survey import FacetKind

# Words around a name of people that restrict nobody: "those in the US", "just the women".
BLANK = re.compile(
    r"\b(?:those|the|these|people|ones?|only|just|for|of|among|in|from|are|who|but|all|about|with)\b",
    re.IGNORECASE,
)
POINTED = re.compile(r"^(?:those|people|anyone|everyone|everybody|ones)\b", re.IGNORECASE)
PREPOSITION = re.compile(
    r"^(?P<word>in|on|at|to|from|with|about|of|for|by|against|over|during|towards?)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
ARTICLES = frozenset({"the", "a", "an", "their", "of", "in", "and"})
OPPOSITE = {"yes": "no", "no": "yes"}


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
    whole, rest = _with_years(whole, rest)
    if not rest:
        return Placed(whole=whole)
    named = list(named_people(rest))
    if named:
        return Placed(whole=_with_named(whole, rest, named))
    if (aligned := _aligned(whole, rest)) is not None:
        return Placed(whole=aligned)
    if POINTED.match(PREPOSITION.sub(r"\g<rest>", rest)) or rest.lower().startswith("among "):
        people = re.sub(r"^(?:among|of|for)\s+", "", rest, flags=re.IGNORECASE)
        return Placed(whole=_narrowed(whole, f"among {people}"))
    if is_people_fragment(rest):
        return _with_unlisted(whole, rest)
    return _with_argument(whole, rest)


def _with_noun(whole: Whole, rest: str) -> str:
    """Such words as "the older ones" with the noun that "ones" stands for."""
    people = people_in(whole.body)
    noun = next((p.head for p in parts(whole.body) if people and p.start >= people[0]), "")
    return re.sub(r"(?<=\w )ones\b", noun, rest) if noun else rest


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
        if "place" in kinds:
            whole = whole.without_place()
        lead = PLACE_LEAD.search(fragment[:start])
        begin = lead.start() if lead and kinds == {"place"} else start
        left = left[:begin] + " " + left[end:]
        if kinds == {"place"}:
            whole = _narrowed(whole, _placing(fragment[begin:start], words))
        else:
            whole = _with_people(whole, words, kinds - {"place"})
    rest = " ".join(left.split()).strip(" ,")
    if content_stems(BLANK.sub(" ", rest)):
        return _with_rest(whole, rest)
    return whole


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
        if (swapped := _swapped(tail, words, kinds)) is not None:
            return replace(whole, tails=(*whole.tails[:n], swapped, *whole.tails[n + 1 :]))
    if (swapped := _swapped(whole.body, words, kinds)) is not None:
        return replace(whole, body=swapped)
    return _narrowed(whole, f"among {'those ' if kinds <= {'age', 'income'} else ''}{words}")


def _swapped(text: str, words: str, kinds: set[FacetKind]) -> str | None:
    for old in named_people(text):
        if kinds & {f.kind for f in old.facets}:
            return text[: old.start] + words + text[old.end :]
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
    if len(words) == 1 and words[0] in OPPOSITE:
        pattern = re.compile(rf"\b{OPPOSITE[words[0]]}\b", re.IGNORECASE)
        return (
            replace(whole, body=pattern.sub(rest, whole.body))
            if pattern.search(whole.body)
            else None
        )
    if (match := PREPOSITION.match(rest)) and not is_people_fragment(match["rest"]):
        return _behind_preposition(whole, match["word"].lower(), rest)
    if len(words) < 2:
        return None
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
    return Placed(whole=replace(whole, body=body), is_sure=_shape(new) == part.determiner)


def thing_of(body: str, *, like: str = "") -> Part | None:
    """The thing that a question is about, beside its people; `like` another in its article."""
    people = people_in(body)
    found = [
        p
        for p in parts(body)
        if not (people and people[0] <= p.start < people[1])
        and not p.is_inner
        and p.role not in ("npadvmod", "conj")
        and not YEAR.search(body[p.start : p.end])
    ]
    own = [p for p in found if not p.is_people] or found
    alike = [p for p in own if like and _shape(like) == p.determiner]
    objects = [p for p in own if p.role in ("dobj", "pobj", "attr")]
    best = [p for p in alike if p in objects] or alike or objects or own
    return best[-1] if best else None


def _shape(words: str) -> str:
    first = words.split(maxsplit=1)[0].lower() if words.split() else ""
    return first if first in ("the", "a", "an", "their", "its", "this", "that") else ""

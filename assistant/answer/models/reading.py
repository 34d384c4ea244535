"""A model's replies → drafted sentences: tokens become figures, and typed numbers are found out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.answer.draft import DraftSentence, Slot
from assistant.answer.models.offered import Offer, Offered
from assistant.answer.models.shapes import MOST_SENTENCES
from assistant.answer.models.tidying import once, tidied, without_base
from assistant.errors import ModelFailed
from assistant.figures import Figure
from assistant.findings.prose import read_paragraphs
from assistant.numerals import read_figures

TOKEN = re.compile(r"\{+\s*(\w+)\s*\}+(?:\s?(?:%|percent\b|per cent\b))?", re.IGNORECASE)
CITED = re.compile(r"\s*\[\s*f\d+(?:\s*,\s*f\d+)*\s*\]", re.IGNORECASE)
LONGEST_REPLY = 20_000  # characters; what a model says beyond them is not read
UNKNOWN = "{…}"  # a token that stands for no figure there is


def sentences_of_shapes(shapes: Iterable[Any], offered: Offered) -> Iterator[DraftSentence]:
    """The sentences of a draft that grows, each as soon as the next one has begun.

    Raises:
        ModelFailed: What came is not a draft.
    """
    taken = 0
    last: list[Any] = []
    is_draft = False
    for shape in shapes:
        listed = shape.get("sentences") if isinstance(shape, dict) else None
        if not isinstance(listed, list):
            continue
        is_draft, last = True, listed
        while taken < min(len(listed) - 1, MOST_SENTENCES):
            yield from _of_shape(listed[taken], offered)
            taken += 1
        if taken >= MOST_SENTENCES or _length(listed) > LONGEST_REPLY:
            return
    if not is_draft:
        raise ModelFailed("malformed")
    for item in last[taken:MOST_SENTENCES]:
        yield from _of_shape(item, offered)


def _length(listed: Sequence[Any]) -> int:
    return sum(len(str(item)) for item in listed)


def _of_shape(item: Any, offered: Offered) -> Iterator[DraftSentence]:
    text = item.get("text") if isinstance(item, dict) else None
    if not isinstance(text, str):
        return
    cites = item.get("cites")
    named = cites if isinstance(cites, list) else []
    cited = [offer for name in named if (offer := offered.get(str(name)))]
    for sentence in sentences_in(text):
        yield drafted(sentence, offered, cited=cited)


def sentences_of_text(pieces: Iterable[str], offered: Offered) -> Iterator[DraftSentence]:
    """The sentences of a reply in plain words, line by line as it comes, each once."""
    return once(_of_lines(pieces, offered), most=MOST_SENTENCES)


def _of_lines(pieces: Iterable[str], offered: Offered) -> Iterator[DraftSentence]:
    buffer, read = "", 0
    for piece in pieces:
        read += len(piece)
        buffer += piece
        *lines, buffer = buffer.split("\n")
        for line in lines:
            yield from _of_line(line, offered)
        if read > LONGEST_REPLY:
            return
    yield from _of_line(buffer, offered)


def _of_line(line: str, offered: Offered) -> Iterator[DraftSentence]:
    for sentence in sentences_in(tidied(line)):
        yield drafted(sentence, offered)


def sentences_in(text: str) -> list[str]:
    """The sentences of a text, with white space in order."""
    plain = " ".join(text.split())
    if not plain:
        return []
    ((spans, _),) = read_paragraphs([plain])
    return [plain[a:b].strip() for a, b in spans if plain[a:b].strip()]


def drafted(text: str, offered: Offered, *, cited: Sequence[Offer] = ()) -> DraftSentence:
    """A model's sentence with its figures in slots.

    A number that the model typed becomes the figure that prints the same, where just one of those
    that it cites does, or else of all; other numbers stay as they are, for the check to find.
    """
    parts: list[str | Slot] = []
    used: list[Offer] = []
    at = 0
    text = _without_lead(without_base(CITED.sub("", text)), offered)
    for match in TOKEN.finditer(text):
        offer = offered.get(match[1])
        parts += _typed(text[at : match.start()], cited or offered.offers, used)
        parts.append(offer.slot if offer else UNKNOWN)
        used += [offer] if offer else []
        at = match.end()
    parts += _typed(text[at:], cited or offered.offers, used)
    return _sentence(tuple(part for part in parts if part != ""), used or list(cited), offered)


def _typed(text: str, among: Sequence[Offer], used: list[Offer]) -> list[str | Slot]:
    """Words with the numbers in them that print just one figure's own."""
    parts: list[str | Slot] = []
    at = 0
    for mention in read_figures(text):
        same = [offer for offer in among if _prints(offer.slot.figure, mention.figure)]
        if len(same) == 1:
            slot = same[0].slot
            figure = replace(slot.figure, text=mention.figure.text)
            parts += [text[at : mention.start], replace(slot, figure=figure)]
            used.append(same[0])
            at = mention.end
    return [*parts, text[at:]]


def _prints(figure: Figure, typed: Figure) -> bool:
    """Whether a typed number is what a figure, which may be unrounded, is printed as."""
    printed = [mention.figure for mention in read_figures(figure.text)]
    if not (typed.is_exact and figure.is_exact and len(printed) == 1):
        return False
    same = [(f.value, f.high, f.decimals, f.unit) for f in (printed[0], typed)]
    return same[0] == same[1]


def _sentence(
    parts: tuple[str | Slot, ...], used: Sequence[Offer], offered: Offered
) -> DraftSentence:
    """The sentence with the plain ones that it stands for; they have its sources and base."""
    origins = tuple({id(o.origin): o.origin for o in used}.values()) or _same_words(parts, offered)
    first = origins[0]
    return DraftSentence(
        parts=parts,
        survey=first.survey,
        source=first.source,
        locator=first.locator,
        quote=first.quote,
        lead=first.lead if len({origin.lead for origin in origins if origin.lead}) < 2 else "",
        note=first.note if len(origins) == 1 else "",
        origins=origins,
    )


def _same_words(parts: tuple[str | Slot, ...], offered: Offered) -> tuple[DraftSentence, ...]:
    """The plain sentence that one without figures repeats, or the first where it repeats none."""
    plain = offered.plain.sentences
    same = tuple(sentence for sentence in plain if sentence.parts == parts)
    return same[:1] or plain[:1]


def _without_lead(text: str, offered: Offered) -> str:
    """A sentence without the "No: " that the plain one has before it, which is put there again."""
    for lead in {sentence.lead.strip(" :") for sentence in offered.plain.sentences} - {""}:
        if re.match(rf"{re.escape(lead)}\s*[:,]\s", text, re.IGNORECASE):
            rest = re.sub(r"^[^:,]*[:,]\s+", "", text)
            return rest[:1].upper() + rest[1:]
    return text


def led_once(sentences: Iterable[DraftSentence]) -> Iterator[DraftSentence]:
    """The sentences, with what leads a plain one in before the first only that stands for it."""
    led: list[DraftSentence] = []
    for sentence in sentences:
        first = sentence.origins[0]
        yield replace(sentence, lead="") if any(first is one for one in led) else sentence
        led.append(first)

"""Sentences: how a claim is put, chosen once, so that a changed claim differs in nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from tests.measure.claims.generated.draws import Cell, Draw
from tests.measure.claims.generated.phrases import Act, Phrases, frames
from tests.measure.claims.generated.said import Said

T = TypeVar("T")
Slots = Mapping[str, Said | str]
FRONTS = ("In {year}, ", "In the {year} {name}, ", "According to the {name} of {year}, ")
UNBRACKETED = (" in {year}", " in the {year} {name}")
ENDS = (*UNBRACKETED, " ({year})", " in the {year} survey")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The choices of one writer. The numbers count round whatever there is to choose from."""

    phrases: Phrases
    style: str
    frame: int
    people: int
    act: int
    when: int
    is_front: bool
    is_dated: bool
    is_past: bool

    def says(self, frame: str, cells: Sequence[Cell], slots: Slots) -> str:
        """A frame filled in."""
        first = cells[0]
        acts = [self._act(cell, frame) for cell in cells]
        front, end = self._when(frame, first)
        lead = acts[0].lead if "{vp" in frame else ""
        if lead and front:
            lead = lead[0].lower() + lead[1:]
        filled = {
            "In": front + lead,
            "in": end,
            "vp": self._told(acts[0]),
            "vp_inf": acts[0].infinitive,
            "vp_not": self._told(acts[0].negated),
            **{f"vp_{x}": self._told(act) for x, act in zip("ab", acts, strict=False)},
            **self._people(cells),
        }
        filled |= self._figures(slots, filled)
        return _as_sentence(frame.format(**filled))

    def frame_of(self, kind: str) -> str:
        """The sentence for a kind, or the sentence itself."""
        if "{" in kind:
            return kind
        return _round(frames()[kind], self.frame)

    def _act(self, cell: Cell, frame: str) -> Act:
        """What they do; a question goes first where two answers share it, never in mid-sentence."""
        if not cell.options:
            return Act(present="", past="", infinitive="")
        acts = self.phrases.acts(cell.question, cell.options, self.style)
        if "{vp_b}" in frame:
            acts = [act for act in acts if act.lead] or acts
        elif not frame.startswith("{In}"):
            acts = [act for act in acts if not act.lead]
        return _round(acts, self.act)

    def _told(self, act: Act) -> str:
        return act.past if self.is_past else act.present

    def _people(self, cells: Sequence[Cell]) -> dict[str, str]:
        names = [_round(self.phrases.names_of(cell.group), self.people) for cell in cells]
        named = {f"who_{letter}": name for letter, name in zip("ab", names, strict=False)}
        years = {f"year_{x}": c.poll.year for x, c in zip("ab", cells, strict=False)}
        everybody = _round(self.phrases.everybody, self.people)
        return {"who": names[0], "everybody": everybody, **named, **years}

    def _figures(self, slots: Slots, filled: Mapping[str, str]) -> dict[str, str]:
        texts = {key: s.text if isinstance(s, Said) else s for key, s in slots.items()}
        said = slots.get("p")
        if isinstance(said, Said):
            texts["some_who"] = said.joined_to(filled["who"])
        return texts

    def _when(self, frame: str, cell: Cell) -> tuple[str, str]:
        if not (self.phrases.is_dated or self.is_dated) or "{year_b}" in frame:
            return "", ""
        is_front = "{In}" in frame and (self.is_front or "{in}" not in frame)
        ends = UNBRACKETED if "){in}" in frame else ENDS
        form = _round(FRONTS if is_front else ends, self.when)
        text = form.format(year=cell.poll.year, name=_round(self.phrases.names, self.when // 7))
        return (text, "") if is_front else ("", text)


def voice(draw: Draw, ask: Random) -> Voice:
    """Some writer."""
    return Voice(
        phrases=draw.phrases,
        style=draw.style,
        frame=ask.randrange(10**6),
        people=ask.randrange(10**6),
        act=ask.randrange(10**6),
        when=ask.randrange(10**6),
        is_front=ask.random() < 0.5,
        is_dated=ask.random() < 0.4,
        is_past=ask.random() < 0.6,
    )


def _as_sentence(text: str) -> str:
    """With a capital at the start, quotation marks passed over."""
    for at, letter in enumerate(text):
        if letter.isalnum() or letter == "$":
            return text[:at] + letter.upper() + text[at + 1 :]
    return text


def _round(options: Sequence[T], number: int) -> T:
    return options[number % len(options)]

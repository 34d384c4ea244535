"""What a language model may say: each figure of the plain draft under a label, for a token."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.answer.draft import Draft, DraftSentence, Slot

LONGEST_QUOTE = 600  # characters of a source that a model is shown
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A figure that may be used: its token's label, its slot, and the plain sentence it is of."""

    label: str
    slot: Slot
    origin: DraftSentence

    @property
    def described(self) -> dict[str, str | int | None]:
        """The figure as a model is told of it."""
        first = self.slot.findings[0].statement
        people = dict.fromkeys(f.statement.population.text for f in self.slot.findings)
        return {
            "id": self.label,
            "figure": self.slot.text,
            "people": one_line(" / ".join(p for p in people if p)),
            "base": first.base.unweighted_n if first.base else None,
            "wave": first.wave,
            "measure": one_line(first.measure.text),
        }


@dataclass(frozen=True, kw_only=True)
class Offered:
    """The figures of a plain draft, labelled f1, f2, … in the order in which they stand."""

    plain: Draft

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Every figure once for each sentence it stands in."""
        return tuple(self._offers())

    def _offers(self) -> Iterator[Offer]:
        number = 0
        for sentence in self.plain.sentences:
            for slot in sentence.slots:
                number += 1
                yield Offer(label=f"f{number}", slot=slot, origin=sentence)

    def get(self, label: str) -> Offer | None:
        """The figure of that label, however it is written: f1, F1, {f1}, [f1]."""
        return self._by_label.get(label.strip(" {}[]()").lower())

    @cached_property
    def _by_label(self) -> dict[str, Offer]:
        by_label = {offer.label: offer for offer in self.offers}
        return by_label | {f.id.lower(): o for o in self.offers for f in o.slot.findings[:1]}

    @property
    def sentences(self) -> tuple[str, ...]:
        """The plain sentences with tokens in place of their figures."""
        labels = iter(offer.label for offer in self.offers)
        return tuple(
            one_line(
                sentence.lead
                + "".join(
                    p if isinstance(p, str) else f"{{{next(labels)}}}" for p in sentence.parts
                )
            )
            for sentence in self.plain.sentences
        )

    @property
    def as_data(self) -> str:
        """Figures, plain sentences and sources as lines of JSON, which no text can break out of."""
        lines = [json.dumps(offer.described, ensure_ascii=False) for offer in self.offers]
        lines += [json.dumps({"sentence": s}, ensure_ascii=False) for s in self.sentences]
        quotes = dict.fromkeys(s.quote for s in self.plain.sentences if s.quote)
        lines += [json.dumps({"source": one_line(q)[:LONGEST_QUOTE]}) for q in quotes]
        return "\n".join(lines)


def one_line(text: str) -> str:
    """A text without line breaks and control characters.

    >>> one_line("Yes:" + chr(10) + "{f1} of them")
    'Yes: {f1} of them'
    """
    return " ".join(CONTROL.sub(" ", text).split())

"""Conversations whose turns are made into questions that stand alone, right or wrong by meaning."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.findings.stems import words_of
from assistant.retrieve.query import parse_question
from assistant.retrieve.turns import resolve

FOLDER = Path(__file__).parent
SIDE_BY_SIDE = {"difference", "compare", "rank"}
# Words that are no terms of a measure and turn its meaning all the same.
TURNING = frozenset({"yes", "no", "not", "never", "little", "much", "less", "few", "fewer"})
ASKING = re.compile(r"\bhow (?:much|few|little)\b|\b(?:less|fewer) than\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn as typed, and the questions that it may stand for, each written by hand."""

    typed: str
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Turns about one matter."""

    about: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A turn with the question that the rules made of it."""

    turn: Turn
    made: str

    @property
    def is_right(self) -> bool:
        """Whether the question made means what the turn stands for."""
        return any(meaning(self.made) == meaning(meant) for meant in self.turn.meant)


def load(name: str) -> tuple[Conversation, ...]:
    """The conversations of a file beside this one."""
    raw = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Conversation(about=c["about"], turns=tuple(_turn(t) for t in c["turns"])) for c in raw
    )


def _turn(raw: dict[str, str | list[str]]) -> Turn:
    typed, meant = str(raw["typed"]), raw.get("meant", raw["typed"])
    return Turn(typed=typed, meant=tuple(meant) if isinstance(meant, list) else (meant,))


def meaning(question: str) -> tuple[object, ...]:
    """What a question asks for, whatever its words: operation, topic, people, measure, years.

    A question on the survey itself may name the matter and the year of the survey that is meant.

    >>> meaning("How many men in Chile smoke?") == meaning("How many men smoke, in Chile?")
    True
    >>> meaning("Do they pay too much?") == meaning("Do they pay too little?")
    False
    """
    query = parse_question(question)
    side = "side by side" if query.operation in SIDE_BY_SIDE else query.operation
    people = frozenset(p.facets for p in query.populations)
    if query.topic:
        return side, query.topic, people
    turning = TURNING & set(words_of(ASKING.sub(" ", question)))
    return side, None, people, frozenset(query.waves), query.measure_terms, turning


def score(conversation: Conversation) -> tuple[Scored, ...]:
    """Each turn with what the rules make of it."""
    made = resolve([turn.typed for turn in conversation.turns])
    return tuple(
        Scored(turn=turn, made=asked.text)
        for turn, asked in zip(conversation.turns, made, strict=True)
    )


def main(names: Sequence[str]) -> int:
    """Print every turn with its standalone question, right or wrong, and the count."""
    for name in names:
        right = total = 0
        for conversation in load(name):
            sys.stdout.write(f"\n{conversation.about}\n")
            for scored in score(conversation):
                right, total = right + scored.is_right, total + 1
                mark = "right" if scored.is_right else "WRONG"
                sys.stdout.write(f"  {mark}  {scored.turn.typed}\n         {scored.made}\n")
                if not scored.is_right:
                    sys.stdout.write(f"         meant: {' / '.join(scored.turn.meant)}\n")
        sys.stdout.write(f"\n{name}: {right} of {total} turns right\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["conversations_measure"]))

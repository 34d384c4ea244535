"""Whether points, a sum or a difference stand where such a figure can stand."""

import re

from assistant.answer.draft import DraftSentence, Slot
from assistant.figures import Unit

# What may follow points: "more likely", "ahead", "between", the end of a clause.
BEHIND = re.compile(
    r"""^\W*$ | ^\s*[,;:.!?()\u2013\u2014] | ^\s+(?:
        more | less | fewer | greater | higher | larger | bigger | lower | smaller | wider
      | narrower | better | worse | likelier | above | below | ahead | behind | apart | up | down
      | over | under | than | since | from | between | to | on | and | or | lead | gap | edge
      | difference | margin | rise | drop | increase | decrease | decline | change | short | off
      | clear )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What may stand before them, whatever follows: "by", "the gap is", "rose".
BEFORE = re.compile(
    r"""\b(?: by | rose | fell | grew | up | down | gained | lost | dropped | declined | climbed
      | (?: gap | difference | lead | margin | edge | advantage | rise | increase | drop | fall
          | decline | change | gain | loss | divide | shift | swing | jump | spread | distance
        )\b[^,;:.]{0,60}\b(?:is|was|are|were|of|to|at)
    )\s+(?:(?:about|some|roughly|just|only|nearly|almost|over|a|an)\s+)*$""",
    re.IGNORECASE | re.VERBOSE,
)
OF = re.compile(r"^\s+of\b(?!\s+(?:difference|each))", re.IGNORECASE)


def misplaced(sentence: DraftSentence) -> str:
    """Which points are said as if they were people's share: "18 points of adults"."""
    parts = ("", *sentence.parts, "")
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if not isinstance(part, Slot) or part.figure.unit is not Unit.POINTS:
            continue
        words = tuple(beside if isinstance(beside, str) else "" for beside in (before, after))
        if OF.search(words[1]) or not (BEHIND.search(words[1]) or BEFORE.search(words[0])):
            return f"{part.text} is no share of people"
    return ""

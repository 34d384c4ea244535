"""What is said in words of how a survey was made, held against what is known of it in words.

A value contradicts another only where both cannot be so: a survey that was done online was not done
by telephone, but somebody who is named may have paid beside others.
"""

import re
from collections.abc import Callable, Sequence

from assistant.findings.stems import content_stems, stop_words
from assistant.methodology.fact import KnownFact, SaidFact
from assistant.verify.facts.holding import Held

ROLES = ("sponsor", "fieldwork_by")
EXCLUSIVE = frozenset({"online", "telephone", "face to face"})  # one of them is not another

Occurs = Callable[[str], bool]
"""Whether a name stands anywhere in what there is of a survey."""


def hold_values(
    said: SaidFact, known: Sequence[KnownFact], *, occurs: Occurs
) -> list[tuple[KnownFact, Held]]:
    """Each known fact of the same kind with how the said one stands to all of them together."""
    same_kind = [one for one in known if one.fact.kind == said.kind]
    if not same_kind:
        return []
    if said.kind in ROLES:
        return _names(said, same_kind, known, occurs)
    if said.kind == "weighting":
        return [(one, _weighting(said, one, same_kind)) for one in same_kind]
    return _sets(said, same_kind)


def _sets(said: SaidFact, known: Sequence[KnownFact]) -> list[tuple[KnownFact, Held]]:
    """Modes and languages: all of them, some of them, or others."""
    mine = frozenset(said.values)
    every = frozenset(value for one in known for value in one.fact.values)
    equal = [one for one in known if frozenset(one.fact.values) == mine]
    if equal or mine == every:
        return [(one, "same") for one in equal or known]
    if said.kind == "mode":
        is_other = not mine & every and mine | every <= EXCLUSIVE
    else:
        is_other = len(known) == 1 and not mine <= every
    return [(known[0], "other" if is_other else "apart")]


def _weighting(said: SaidFact, one: KnownFact, known: Sequence[KnownFact]) -> Held:
    if said.values == one.fact.values:
        named = content_stems(said.text)
        return "same" if named <= content_stems(one.sentence or one.fact.text) else "apart"
    return "other" if len({each.fact.values for each in known}) == 1 else "apart"


def _names(
    said: SaidFact, known: Sequence[KnownFact], every: Sequence[KnownFact], occurs: Occurs
) -> list[tuple[KnownFact, Held]]:
    """Who paid, or did the work; another name is wrong if it has the other part, or none at all."""
    both = every if said.kind == "fieldwork_by" else known  # who pays for a survey is said to do it
    alike = [
        one for one in both if one.fact.kind in ROLES and are_one_name(said.text, one.fact.text)
    ]
    if alike:
        return [(one, "same") for one in alike]
    others = [one for one in every if one.fact.kind in ROLES and one not in known]
    has_other_part = any(are_one_name(said.text, one.fact.text) for one in others)
    is_wrong = said.kind == "sponsor" if has_other_part else not occurs(said.text)
    return [(one, "other" if is_wrong else "apart") for one in known]


def are_one_name(one: str, other: str) -> bool:
    """Whether two names may be one organisation's.

    >>> are_one_name("Tide", "the Tide Research Center"), are_one_name("HT", "Harbour Trust")
    (True, True)
    >>> are_one_name("Tide Research", "Beacon Research")
    False
    """
    mine, theirs = words_of_name(one), words_of_name(other)
    if mine and theirs and (mine <= theirs or theirs <= mine):
        return True
    return bool({_initials(one), one} & {_initials(other), other} - {""})


def words_of_name(name: str) -> frozenset[str]:
    """The words that tell a name from others."""
    found = re.findall(r"\w+", re.sub(r"['\u2019]s?\b", "", name.lower()))
    return frozenset(found) - stop_words()


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in name.split() if word[:1].isupper())
    return letters if len(letters) > 1 else ""

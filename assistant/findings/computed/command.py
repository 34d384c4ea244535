"""The `assistant stats` command that prints an estimate again."""

import re
import shlex
from collections.abc import Sequence

from assistant.statistics.estimate import Statistic

SPECIAL = re.compile(r'["$`\\!]')  # within double quotes


def command_of(
    survey: str,
    question: str,
    *,
    by: Sequence[str] = (),
    where: str = "",
    statistic: Statistic | None = None,
) -> str:
    """What a reader types to compute an estimate again, quoted for a shell.

    `statistic` is named only where the question would give another by itself.

    >>> command_of("manhood", "q0001", by=["age3"], where="kids > 2")
    "assistant stats manhood q0001 --by age3 --where 'kids > 2'"
    """
    words = ["assistant", "stats", survey, question]
    for other in by:
        words += ["--by", other]
    if where:
        words += ["--where", where]
    if statistic:
        words += ["--statistic", statistic]
    return " ".join(map(quoted, words))


def quoted(word: str) -> str:
    """A word for a shell; one with single quotes in double ones, where nothing in it is special.

    >>> print(quoted("sex == 'Female'"), quoted("kids > 2"))
    "sex == 'Female'" 'kids > 2'
    """
    if "'" in word and not SPECIAL.search(word):
        return f'"{word}"'
    return shlex.quote(word)

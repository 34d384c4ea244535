"""Which sign a file's numbers have before their decimals, a point or a comma."""

import re
from collections.abc import Sequence

from assistant.corpus.responses.files.values.counting import Counter
from assistant.corpus.responses.files.values.numbers import Decimal

_CODES = re.compile(r"[0-9]{1,2}(?:, ?[0-9]{1,2})*", re.ASCII)  # "2", "1,3": several answers
FEWEST_SECOND = 2  # different second codes in a list; decimals such as "1,5" may have one


def decimals_of(counters: Sequence[Counter], *, is_semicolon: bool) -> tuple[Decimal, ...]:
    """Each column's decimal sign: what reads most of it, else what the other columns have.

    A file with semicolons between its cells has them because its numbers have commas.
    """
    sure = [_sure(counter, is_semicolon=is_semicolon) for counter in counters]
    usual: Decimal = "," if "," in sure or (is_semicolon and "." not in sure) else "."
    return tuple(
        found or (usual if counter.doubtful else ".")
        for found, counter in zip(sure, counters, strict=True)
    )


def _sure(counter: Counter, *, is_semicolon: bool) -> Decimal | None:
    point, comma = counter.numbers["."], counter.numbers[","]
    are_codes = are_lists(list(counter.counts), are_all_alone=is_semicolon)
    if comma.sure > point.sure and not are_codes:
        return ","
    return "." if point.sure or comma.sure else None


def are_lists(answers: Sequence[str], *, are_all_alone: bool = False) -> bool:
    """Whether answers are lists of codes that rise, and no numbers with a decimal comma.

    Some people give one code alone; with `are_all_alone`, each code is given alone by some.

    >>> are_lists(["1,2", "2,3", "1", "3"]), are_lists(["21,4", "59,7"]), are_lists(["1,5", "2,5"])
    (True, False, False)
    >>> are_lists(["0,85", "1,15", "1"]), are_lists(["1,2", "1,4", "1"], are_all_alone=True)
    (False, False)
    """
    numbers = [answer for answer in answers if answer[:1].isdecimal()]
    if not all(map(_CODES.fullmatch, numbers)):
        return False
    lists = [[int(part) for part in answer.split(",")] for answer in numbers]
    alone = {codes[0] for codes in lists if len(codes) == 1}
    given = {code for codes in lists for code in codes}
    seconds = {codes[1] for codes in lists if len(codes) > 1}
    if not alone or 0 in given or (are_all_alone and not given <= alone):
        return False
    return len(seconds) >= FEWEST_SECOND and all(codes == sorted(set(codes)) for codes in lists)

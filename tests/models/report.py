"""What was measured, in counts with Wilson's 95% intervals; raw answers and ours apart."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median, quantiles
from typing import Any

from tests.models.raw import misses, strays, without_base

Line = dict[str, Any]
Z = 1.96


def report(raw: Sequence[Line], ours: Sequence[Line]) -> str:
    """Every count, a line each."""
    lines = [*_of_raw(raw), *_of_ours(ours), *_of_sentences(ours), *_of_times(raw, ours)]
    return "\n".join(lines) + "\n"


def interval(found: int, of: int) -> tuple[float, float]:
    """Wilson's interval for a share, in per cent.

    >>> [round(end, 1) for end in interval(0, 200)]
    [0.0, 1.9]
    >>> [round(end, 1) for end in interval(60, 100)]
    [50.2, 69.1]
    """
    share, square = found / of, Z * Z / of
    middle = (share + square / 2) / (1 + square)
    half = Z * (share * (1 - share) / of + square / (4 * of)) ** 0.5 / (1 + square)
    return 100 * max(0.0, middle - half), 100 * (middle + half)


def _share(what: str, lines: Sequence[Line], is_so: Callable[[Line], bool]) -> str:
    found, of = sum(map(bool, map(is_so, lines))), len(lines)
    low, high = interval(found, of) if of else (0.0, 0.0)
    return f"{what}: {found} of {of} ({low:.1f}% to {high:.1f}%)"


def _of_raw(raw: Sequence[Line]) -> Iterable[str]:
    def stray(line: Line) -> bool:
        other = line["asks_for"] in line["figures"] and misses(line["raw"], line["asks_for"])
        return other or strays(line["raw"], line["figures"], line["question"])

    def contradicted(line: Line) -> bool:
        return bool(line["judged"]["raw"]["contradicted"])

    def unsupported(line: Line) -> bool:
        return bool(line["judged"]["raw"]["unsupported"])

    yield _share("raw, a wrong figure by the rule", raw, stray)
    yield _share("raw, a figure contradicted by the check", raw, contradicted)
    yield _share("raw, a wrong figure by either", raw, lambda n: stray(n) or contradicted(n))
    yield _share("raw, a figure that nothing bears out", raw, unsupported)
    yield _share("raw, every figure of the answer", raw, lambda n: _has_all(n["raw"], n["figures"]))
    plain = "plain, a figure that the check of the whole text contradicts"
    yield _share(plain, raw, lambda n: bool(n["judged"]["plain"]["contradicted"]))


def _has_all(text: str, figures: Iterable[str]) -> bool:
    return all(figure in text for figure in figures)


def _of_ours(ours: Sequence[Line]) -> Iterable[str]:
    def texts(line: Line) -> list[str]:
        return [figure.split(" | ")[0] for figure in line["figures"]["plain"]]

    def strange(line: Line) -> bool:
        return bool(set(line["figures"]["ours"]) - set(line["figures"]["plain"]))

    def stray(line: Line) -> bool:
        # What the plain answer says is given, the level of a test among it.
        shown = [s for s in line["sentences"]["ours"] if s not in line["sentences"]["plain"]]
        return any(strays(without_base(s), texts(line), line["question"]) for s in shown)

    def astray(line: Line) -> bool:
        is_known = line["asks_for"] in texts(line)
        return is_known and any(misses(said, line["asks_for"]) for said in own(line))

    def useful(line: Line) -> bool:
        return set(line["figures"]["plain"]) <= set(line["figures"]["ours"])

    yield _share("ours, a figure that the plain answer has not", ours, strange)
    yield _share("ours, a wrong figure by the rule", ours, stray)
    yield _share("ours, a sentence of the model's on other figures only", ours, astray)
    yield _share("ours, every figure of the answer", ours, useful)
    yield _share("ours, at least a sentence of the model's", ours, lambda n: bool(own(n)))


def own(line: Line) -> list[str]:
    """The sentences shown that the model wrote and that are not the plain ones word for word."""
    said = {*line["written"], *line["mended"]}
    return [s for s in line["sentences"]["ours"] if s in said - set(line["sentences"]["plain"])]


def _of_sentences(ours: Sequence[Line]) -> Iterable[str]:
    """What became of the model's sentences, and of the plain ones."""
    written = sum(len(line["written"]) for line in ours)
    sent_back = sum(line["sent_back"] for line in ours)
    mended = sum(len(set(own(line)) & set(line["mended"])) for line in ours)
    kept = sum(len(own(line)) for line in ours)
    plain = [s for line in ours for s in line["sentences"]["ours"] if s in _plain(line)]
    repeated = [s for line in ours for s in _plain(line) if s in _shown_by_model(line)]
    yield f"sentences that the model wrote: {written}"
    yield f"  sent back: {sent_back}; mended and shown: {mended}; replaced: {sent_back - mended}"
    yield f"sentences shown: {kept} the model's own, {len(repeated)} plain that it repeated"
    yield f"  and {len(plain) - len(repeated)} plain that it left out or got wrong"


def _plain(line: Line) -> list[str]:
    return [s for s in line["sentences"]["plain"] if s in line["sentences"]["ours"]]


def _shown_by_model(line: Line) -> set[str]:
    return {*line["written"], *line["mended"]}


def _of_times(raw: Sequence[Line], ours: Sequence[Line]) -> Iterable[str]:
    checked = [
        line["ms"]["verify"] / sentences
        for line in ours
        if (sentences := len(line["written"]) + len(line["mended"]) + len(_plain(line)))
    ]
    yield _times("ms of checks for a sentence", checked)
    yield _times("ms of the model for an answer of ours", [line["ms"]["model"] for line in ours])
    yield _times("ms of the model for a raw answer", [line["ms"] for line in raw])


def _times(what: str, spent: Sequence[float]) -> str:
    if len(spent) < 2:
        return f"{what}: too few"
    slow = quantiles(spent, n=10)[-1]
    return f"{what}: {median(spent):.0f} in the middle, {slow:.0f} or more in the slowest tenth"

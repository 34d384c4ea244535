"""The graders: each looks at one thing, and says passed, failed, or that it does not apply."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from assistant.evaluate.case import Case
from assistant.evaluate.grading.matching import KIN, has_value, is_one_of, is_shown
from assistant.evaluate.grading.reply import Reply, ShownFigure
from assistant.findings.lexicon import load
from assistant.numerals import read_figures

Standing: TypeAlias = Literal["passed", "failed", "not applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What one grader found; `why` says what failed."""

    standing: Standing
    why: str = ""


PASSED = Grade(standing="passed")
NOT_APPLICABLE = Grade(standing="not applicable")
Grader: TypeAlias = Callable[[Case, Reply], Grade]


def failed(why: str) -> Grade:
    """A grade that says what is wrong."""
    return Grade(standing="failed", why=why)


def figures(case: Case, reply: Reply) -> Grade:
    """Every figure that is expected is shown, of the people, base and wave that are named."""
    if not case.figures or not reply.is_answered:
        return NOT_APPLICABLE
    lacking = [one for one in case.figures if not is_shown(one, reply.figures)]
    if not lacking:
        return PASSED
    names = ", ".join(in_words(one.any_of[0].value, one.any_of[0].unit) for one in lacking)
    return failed(f"does not show {names}")


def leading_figure(case: Case, reply: Reply) -> Grade:
    """The first figure may lead, and the first of an expected unit is one that is expected."""
    if not reply.is_answered or not reply.figures or not (case.figures or case.not_figures):
        return NOT_APPLICABLE
    first = reply.figures[0]
    if is_wrong_to_lead(case, first):
        return failed(f"leads with {first.text}, which is not the answer")
    units = {one.unit for expected in case.figures for one in expected.any_of}
    # Of "about four-in-ten (42%)" either may be expected.
    alike = [f for f in reply.figures if f.unit in units]
    spoken = [f for f in alike[:1] if not DIGIT.search(f.text)]
    told = [*spoken, *(f for f in alike if DIGIT.search(f.text))][: 1 + len(spoken)]
    if told and not any(is_one_of(f, one) for f in told for one in case.figures):
        return failed(f"leads with {told[0].text}, which is not expected")
    return PASSED


def is_wrong_to_lead(case: Case, figure: ShownFigure) -> bool:
    """Whether a figure is named as wrong to lead with, and is none of those expected."""
    is_right = any(is_one_of(figure, one) for one in case.figures)
    return not is_right and any(is_one_of(figure, one) for one in case.not_figures)


DIGIT = re.compile(r"\d")
PERCENTAGES = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)\s?%(?!\s+level)")  # of significance


def nothing_unsupported(_: Case, reply: Reply) -> Grade:
    """Every figure has been verified, and every percentage of the text is one of the figures."""
    if not reply.is_answered or (reply.figures and reply.figures[0].is_read_from_text):
        return NOT_APPLICABLE
    for figure in reply.figures:
        if figure.verdict != "verified":
            return failed(f"{figure.text} is shown as {figure.verdict}")
    known = " ".join(f"{figure.text} {figure.value:g}%" for figure in reply.figures)
    for text, _figures, _citations in reply.sentences:
        for number in PERCENTAGES.findall(without_quotations(text)):
            if number not in re.findall(r"\d+(?:\.\d+)?", known):
                return failed(f"{number}% stands in the text and is none of its figures")
    return PASSED if reply.figures else NOT_APPLICABLE


def without_quotations(text: str) -> str:
    """The text without the words of questions and answers that it quotes."""
    return re.sub(r"“[^”]*”", "“”", text)


def citations(case: Case, reply: Reply) -> Grade:
    """What must be cited is, and every figure can be followed to evidence that has it."""
    if not reply.is_answered or (not reply.figures and not case.must_cite):
        return NOT_APPLICABLE
    if reply.figures and reply.figures[0].is_read_from_text and not reply.cited:
        return NOT_APPLICABLE
    for text, of_figures, cited in reply.sentences:
        if of_figures and not cited:
            return failed(f"no citation for: {text}")
    for figure in reply.figures:
        if not figure.is_read_from_text and not _is_borne_out(figure):
            return failed(f"the evidence for {figure.text} does not have it: {figure.quote[:80]}")
    lacking = [name for name in case.must_cite if not any(name in pair for pair in reply.cited)]
    return failed(f"does not cite {', '.join(lacking)}") if lacking else PASSED


def _is_borne_out(figure: ShownFigure) -> bool:
    if figure.how != "published":
        return bool(figure.computation)
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
    quote = figure.quote.lower()
    if digits is None:
        return figure.text.lower() in quote
    wanted = re.escape(digits[0].replace(",", ""))
    return bool(re.search(rf"(?<!\d)0*{wanted}(?!\d)", quote.replace(",", "")))


def refusal(case: Case, reply: Reply) -> Grade:
    """What the data does not cover is refused, for a right reason, naming what is missing."""
    if not case.refuse:
        return NOT_APPLICABLE
    if reply.is_answered:
        return failed("answers what it should refuse")
    if reply.status == "failed":
        return failed(f"failed: {reply.text}")
    wrong = _wrong_in_refusal(case, reply)
    return failed(wrong) if wrong else PASSED


def _wrong_in_refusal(case: Case, reply: Reply) -> str:
    if reply.reason is None and reply.status not in ("refused", "closest"):
        return "gives no reason for not answering"  # a mere text need not name one
    if reply.reason is not None and reply.reason not in case.refuse:
        return f"refuses as {reply.reason}, not as {' or '.join(case.refuse)}"
    unnamed = set(case.missing) - set(reply.missing)
    if unnamed and reply.missing:
        return f"names {', '.join(reply.missing)} as missing, not {', '.join(sorted(unnamed))}"
    return ""


def wording(case: Case, reply: Reply) -> Grade:
    """The text has the words that it must have, and none that it must not have."""
    if reply.status == "failed" or not (case.must_say or case.must_not_say):
        return NOT_APPLICABLE
    if case.is_covered and not reply.is_answered and not case.is_claim:
        return NOT_APPLICABLE
    for alternatives in case.must_say:
        if not any(says(reply.text, words) for words in alternatives):
            return failed(f"does not say {' or '.join(map(repr, alternatives))}")
    for words in case.must_not_say:
        if says(reply.text, words):
            return failed(f"says {words!r}")
    return PASSED


def direct_answer(case: Case, reply: Reply) -> Grade:
    """Yes or no opens the text, a direction or a name is in it, and not its contrary."""
    if not case.answer or not reply.is_answered:
        return NOT_APPLICABLE
    if any(_gives(reply.text, answer) for answer in case.answer):
        return PASSED
    return failed(f"does not answer {' or '.join(map(repr, case.answer))}")


def contradicts(case: Case, reply: Reply) -> bool:
    """Whether a text gives the contrary of the answer: no for yes, fell for rose."""
    contraries = {
        "yes": ("no",),
        "no": ("yes",),
        "rose": ("fell",),
        "fell": ("rose",),
        "unchanged": (),
    }
    right = {one.lower() for one in case.answer}
    others = {other for one in right for other in contraries.get(one, ())} - right
    return any(_gives(reply.text, other) for other in others)


def _gives(text: str, answer: str) -> bool:
    word = answer.lower()
    if word in ("yes", "no"):
        return bool(re.match(rf"\W*{word}\b", text, re.IGNORECASE))
    directions = _directions()
    if word not in directions:
        return says(text, answer)
    plain = without_quotations(text)
    others = [other for other in directions if other != word]
    has = {name: bool(pattern.search(plain)) for name, pattern in directions.items()}
    return has[word] and not any(has[other] for other in others)


@cache
def _directions() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for name, words in load("evaluation")["directions"].items()
    }


def says(text: str, words: str) -> bool:
    """Whether words stand in a text, whole and in whatever case.

    >>> says("Northfield paid for it.", "northfield"), says("Northfielders", "Northfield")
    (True, False)
    """
    spaced = r"\s+".join(map(re.escape, words.split()))
    return bool(re.search(rf"(?<!\w){spaced}(?!\w)", text, re.IGNORECASE))


def verdict(case: Case, reply: Reply) -> Grade:
    """A claim has its verdict; the right figure offered in place of a wrong one is right."""
    if not case.is_claim or reply.status == "failed":
        return NOT_APPLICABLE if not case.is_claim else failed(f"failed: {reply.text}")
    if reply.verdict != case.verdict:
        return failed(f"is called {reply.verdict}, not {case.verdict}")
    return PASSED


def correction(case: Case, reply: Reply) -> Grade:
    """Where a claim is contradicted and the right figure is known, that one is offered."""
    if not case.expected or reply.verdict != "contradicted":
        return NOT_APPLICABLE
    if not reply.corrections:
        return failed("offers no figure in place of the wrong one")
    if any(_is_correct(case, offered) for offered in reply.corrections):
        return PASSED
    return failed(f"offers {', '.join(reply.corrections)} in place of the wrong figure")


def _is_correct(case: Case, offered: str) -> bool:
    """Whether the number in a figure's text, of whatever unit, is one that is expected."""
    digits = re.findall(r"\d[\d,]*(?:\.\d+)?", offered)
    numbers = [mention.figure.value for mention in read_figures(offered)]
    numbers = numbers or [float(number.replace(",", "")) for number in digits]
    wanted = [one for expected in case.expected for one in expected.any_of]
    return any(
        has_value(ShownFigure(text=offered, value=number, unit=one.unit), one)
        for number in numbers
        for one in wanted
    )


def latency(case: Case, milliseconds: float) -> Grade:
    """The answer was there in time. It has no part in the outcome."""
    if case.within_ms is None:
        return NOT_APPLICABLE
    if milliseconds <= case.within_ms:
        return PASSED
    return failed(f"took {milliseconds:,.0f} ms, more than {case.within_ms:,.0f}")


def in_words(value: float, unit: str) -> str:
    """An expected figure as people read it.

    >>> in_words(86, "percent"), in_words(6, "points"), in_words(43750, "money")
    ('86%', '6 points', '43,750 (money)')
    """
    number = f"{value:,.10g}"
    endings = {"percent": "%", "points": " points", "count": "", "ratio": " times"}
    return f"{number}{endings.get(unit, f' ({unit})')}"


GRADERS: dict[str, Grader] = {
    "figures": figures,
    "leading figure": leading_figure,
    "nothing unsupported": nothing_unsupported,
    "citations": citations,
    "refusal": refusal,
    "answer": direct_answer,
    "wording": wording,
    "verdict": verdict,
    "correction": correction,
}


def found_figures(case: Case, reply: Reply) -> tuple[int, int, int]:
    """How many figures are expected, shown (of the units expected), and both.

    A figure that is two of those expected, since two groups share it, counts as two shown.
    """
    units = {
        unit
        for expected in case.figures
        for one in expected.any_of
        for unit in KIN.get(one.unit, {one.unit})
    }
    shown: Sequence[ShownFigure] = [f for f in reply.figures if f.unit in units]
    both = sum(is_shown(one, shown) for one in case.figures)
    return len(case.figures), max(both, len({(f.value, f.unit) for f in shown})), both

"""What a case expects, line by line."""

from assistant.evaluate.case import Case
from assistant.evaluate.reports.page.words import either, plain, safe
from assistant.evaluate.reports.wording import figure_in_words

Line = tuple[str, str]
Lines = tuple[str, tuple[str, ...]]


def expected_lines(case: Case) -> tuple[Lines, ...]:
    """Everything that a right answer has, each as what it does and with what, in safe text.

    >>> expected_lines(Case(id="a", question="Who?", figures=["86%", "9%"], answer=["yes", "rose"]))
    (('Shows', ('86%', '9%')), ('Answers', ('yes or rose',)))
    """
    lines = (*_of_question(case), *_of_refusal(case), *_of_claim(case), *_of_time(case))
    names = dict.fromkeys(name for name, _ in lines)
    return tuple((name, tuple(text for of, text in lines if of == name)) for name in names)


def _of_question(case: Case) -> list[Line]:
    lines: list[Line] = [("Shows", safe(figure_in_words(one))) for one in case.figures]
    lines += [("Doesn't lead with", safe(figure_in_words(one))) for one in case.not_figures]
    if case.answer:
        lines.append(("Answers", either([safe(one) for one in case.answer])))
    lines += [("Cites", safe(name)) for name in case.must_cite]
    lines += [("Says", either([_quoted(words) for words in one])) for one in case.must_say]
    lines += [("Doesn't say", _quoted(words)) for words in case.must_not_say]
    return lines


def _of_refusal(case: Case) -> list[Line]:
    lines = []
    if case.refuse:
        lines.append(("Refuses as", either([plain(reason) for reason in case.refuse])))
    if case.missing:
        lines.append(("Names as missing", ", ".join(case.missing)))
    return lines


def _of_claim(case: Case) -> list[Line]:
    lines: list[Line] = []
    if case.verdict:
        lines.append(("Verdict", case.verdict))
    if case.expected:
        figures = [safe(figure_in_words(one)) for one in case.expected]
        lines.append(("Right figure", either(figures)))
    return lines


def _of_time(case: Case) -> list[Line]:
    return [("Takes at most", f"{case.within_ms:,.0f} ms")] if case.within_ms else []


def _quoted(words: str) -> str:
    return f"“{safe(words)}”"

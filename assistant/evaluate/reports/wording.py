"""What a case asked for, in words, for every report."""

from collections.abc import Sequence

from assistant.evaluate.case import Alternatives, Case
from assistant.evaluate.grading.graders import in_words


def expected_of(case: Case) -> str:
    """What a right answer has, in a line.

    >>> expected_of(Case(id="a", question="Who?", figures="86%", answer="yes"))
    'shows 86%; answers yes'
    """
    said = [
        _listed("shows", [figure_in_words(one) for one in case.figures]),
        _listed("does not lead with", [figure_in_words(one) for one in case.not_figures]),
        f"answers {' or '.join(case.answer)}" if case.answer else "",
        _listed("cites", case.must_cite),
        _listed("says", [" or ".join(words) for words in case.must_say]),
        _listed("does not say", case.must_not_say),
        f"refuses as {' or '.join(case.refuse)}" if case.refuse else "",
        _listed("names as missing:", case.missing),
        f"is {case.verdict}" if case.verdict else "",
        _listed("is corrected to", [figure_in_words(one) for one in case.expected]),
        f"within {case.within_ms:,.0f} ms" if case.within_ms else "",
    ]
    return "; ".join(filter(None, said))


def figure_in_words(figure: Alternatives) -> str:
    """A figure with the people, base and wave that it must have; alternatives joined by "or"."""
    return " or ".join(
        " ".join(
            filter(
                None,
                [
                    in_words(one.value, one.unit),
                    f"of {' or '.join(one.population)}" if one.population else "",
                    f"(base {one.base:,})" if one.base is not None else "",
                    f"in {one.wave}" if one.wave else "",
                ],
            )
        )
        for one in figure.any_of
    )


def asked_of(case: Case) -> str:
    """The question, the turns or the claim, in a line."""
    return " → ".join(case.turns) if case.turns else case.asked


def _listed(before: str, things: Sequence[str]) -> str:
    return f"{before} {', '.join(things)}" if things else ""

"""Answers and rankings as plain text for a terminal: no colours, no markup."""

from collections.abc import Iterator, Sequence

from assistant.render.answer_view import AnswerView, FigureView, SentenceView
from assistant.render.safe_text import safe_line
from assistant.retrieve.hit import Hit
from assistant.survey import Survey


def answer_text(view: AnswerView) -> str:
    """The sentences, then what each figure is a figure of, then the numbered citations."""
    return "\n".join(_answer_lines(view))


def hits_text(hits: Sequence[Hit]) -> str:
    """One ranked finding or passage a line."""
    if not hits:
        return "Nothing in the index bears on this."
    return "\n".join(
        f"{hit.rank:>3}. {hit.score:.3f}  {safe_line(hit.source)} ({hit.kind})\n"
        f"     {safe_line(hit.text)}"
        for hit in hits
    )


def surveys_text(surveys: Sequence[Survey]) -> str:
    """One survey a line: id, title, field dates and sample size, where they are known."""
    if not surveys:
        return "The corpus holds no survey."
    return "\n".join(_survey_line(survey) for survey in surveys)


def sentence_text(sentence: SentenceView) -> str:
    """A sentence with the numbers of its citations."""
    marks = "".join(f"[{n}]" for n in sentence.citations)
    return f"{sentence.text} {marks}".strip()


def rest_text(view: AnswerView) -> str:
    """What is still to be told of an answer whose sentences have been printed as they came."""
    return "\n".join([*_understood(view), *_rest_lines(view)])


def _answer_lines(view: AnswerView) -> Iterator[str]:
    yield from _understood(view)
    yield from map(sentence_text, view.sentences)
    yield from _rest_lines(view)


def _understood(view: AnswerView) -> Iterator[str]:
    if view.understood_as:
        yield f"(Understood as: {view.understood_as})"


def _rest_lines(view: AnswerView) -> Iterator[str]:
    for number, choice in enumerate(view.choices, start=1):
        yield f"  {number}. {choice}"
    if view.closest:
        yield "\nThe closest findings"
        yield from (f"  {sentence_text(sentence)}" for sentence in view.closest)
    if view.answerer:
        yield f"(Answered with {view.answerer}; every figure is checked)"
    if view.figures:
        yield "\nFigures"
        yield from map(_figure_line, view.figures)
    if view.citations:
        yield "\nSources"
    for citation in view.citations:
        yield f"  [{citation.n}] {citation.place}"
        yield f'      "{citation.quote}"'
    for why in view.withheld:
        yield f"\nLeft out a sentence: {why}"
    if view.usage:
        yield f"\n{view.usage}"


def _figure_line(figure: FigureView) -> str:
    small = " (small base: treat with care)" if figure.is_small else ""
    wave = f"; {figure.wave}" if figure.wave else ""
    margin = f" ({figure.margin})" if figure.margin else ""
    working = f" ({figure.computation})" if figure.computation else ""
    return (
        f"  {figure.text}{margin}: {figure.population}; base {figure.base}{small}{wave};"
        f" {figure.known_from}{working}"
    )


def _survey_line(survey: Survey) -> str:
    people = f"{survey.sample_size:,} people" if survey.sample_size is not None else ""
    known = filter(None, (survey.title, survey.field_dates, people))
    return safe_line(": ".join(filter(None, (survey.id, "; ".join(known)))))

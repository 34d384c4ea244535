"""Questions to begin with, made from what the surveys say of themselves."""

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.render.safe_text import safe_line
from assistant.survey import Survey

MOST_EXAMPLES = 6
MOST_PER_SURVEY = 3


def example_questions(surveys: Sequence[Survey]) -> tuple[str, ...]:
    """A few questions that the index can answer, the best described surveys first.

    >>> example_questions([Survey(id="a", title="Trust in news", sponsor="A Trust")])
    ('Who sponsored “Trust in news”?',)
    """
    described = sorted(surveys, key=lambda survey: -len(list(_questions(survey))))
    questions = (
        question for survey in described for question in islice(_questions(survey), MOST_PER_SURVEY)
    )
    return tuple(islice(questions, MOST_EXAMPLES))


def _questions(survey: Survey) -> Iterator[str]:
    title = safe_line(survey.title)
    if not title:
        return
    if survey.sample_size is not None:
        yield f"How many people were surveyed for “{title}”?"
    if survey.field_dates:
        yield f"When was the fieldwork of “{title}”?"
    if survey.sponsor:
        yield f"Who sponsored “{title}”?"
    if survey.countries:
        yield f"Which countries does “{title}” cover?"

"""Whether the corpus has anything of the years that a question asks about."""

from assistant.answer.material import Material


def has_wave(material: Material) -> bool:
    """Whether a year asked about stands in the likest survey: its text, tables or description.

    A question without a year asks about no wave in particular, and anything will do.
    """
    years = material.query.waves
    return not years or any(year in text for year in years for text in _texts(material))


def _texts(material: Material) -> list[str]:
    """All that the likest survey's material says that may hold a year."""
    likest = [*(c.passage.survey for c in material.candidates[:1])]
    likest += [c.finding.survey for c in material.cells[:1]]
    texts = [
        f"{c.passage.heading} {c.passage.text}"
        for c in material.candidates
        if c.passage.survey in likest
    ]
    texts += [
        f"{c.finding.statement.wave} {c.finding.evidence.quote}"
        for c in material.cells
        if c.finding.survey in likest
    ]
    for survey in (material.survey(id) for id in likest):
        texts += [survey.field_dates, survey.published, survey.title, survey.publication]
    return texts

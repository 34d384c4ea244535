"""What is asked of the figure before: why it is so, how many people it is of, where it is from."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.align.alignment import Asked
from assistant.align.guide.collection import Collection
from assistant.align.guide.survey_line import line, plain, when, who, words
from assistant.answer.answer import Refusal
from assistant.answer.choosing.judged import Judged, may_be_shown
from assistant.answer.derived import people_of
from assistant.answer.draft import Draft, Slot, fill, sentence_on
from assistant.answer.kinds.prose import told_whole
from assistant.answer.kinds.survey_facts import manifest_fact
from assistant.answer.material import Material
from assistant.figures import Figure, Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems

MOST_SURVEYS = 3
LEAST_SHARED = 2  # content words of a reason and of the figure that it explains


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was answered before: its figures in turn, and the surveys that it cited."""

    slots: tuple[Slot, ...] = ()
    surveys: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that its figures are, or are worked out from."""
        return tuple(f for slot in self.slots for f in slot.findings)


Earlier = Callable[[Asked], Told]
"""What the built-in aligner told on the turn before a question."""


def reason(collection: Collection, material: Material, told: Told) -> Draft | Refusal | None:
    """A sentence that gives the reason for the figure before, or that none does."""
    if not told.findings:
        return None
    finding = told.findings[0]
    survey = collection.survey(finding.survey)
    because = re.compile(load("aims")["reasons"], re.IGNORECASE)
    stems = content_stems(f"{finding.evidence.quote} {finding.statement.measure.text}")
    for candidate in collection.texts(survey):
        for number, text in enumerate(candidate.sentences):
            one = Judged(candidate=candidate, number=number, chance=0.0)
            is_on_it = len(stems & content_stems(text)) >= LEAST_SHARED
            if because.search(text) and is_on_it and may_be_shown(material, one):
                return Draft(sentences=(told_whole(material, one),))
    text = words("no reason").format(title=collection.title(survey))
    return Refusal(reason="not_covered", text=text)


def people_behind(collection: Collection, told: Told) -> Draft | None:
    """How many people the figure before is of, and about how many of them it stands for."""
    finding = next((f for f in told.findings if f.statement.figure.unit is not Unit.COUNT), None)
    if finding is None:
        return None
    base = finding.statement.base
    if base is None:
        survey = collection.survey(finding.survey)
        return Draft(sentences=(plain(words("base unknown")), line(collection, survey)))
    of = Figure(text=f"{base.unweighted_n:,}", value=base.unweighted_n, unit=Unit.COUNT)
    values: dict[str, str | Slot] = {
        "base": Slot(figure=of, findings=(finding,)),
        "population": finding.statement.population.text or words("people"),
    }
    name = "based on"
    if (count := people_of(finding)) is not None:
        name, values = "stands for", {**values, "count": count}
    return Draft(sentences=(sentence_on(finding, fill(words(name), values)),))


def origin(collection: Collection, told: Told) -> Draft | None:
    """Which survey the answer before is from: its title, whom it asked, and when."""
    sentences = []
    for id in told.surveys[:MOST_SURVEYS]:
        survey = collection.survey(id)
        text = words("from").format(
            title=collection.title(survey), who=who(survey), when=when(survey, collection)
        )
        cited = line(collection, survey)
        fact = manifest_fact(survey, text)
        sentences.append(fact if survey.title else replace(fact, origins=(cited,)))
    return Draft(sentences=tuple(sentences)) if sentences else None

"""What one survey found: a few of its findings, spread over what it asked; its highest figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.align.guide.collection import Collection
from assistant.answer.choosing.judged import Judged, may_be_shown
from assistant.answer.choosing.matching import is_quotable, is_share
from assistant.answer.draft import Draft, DraftSentence, Slot, fill, sentence_on
from assistant.answer.kinds.prose import told_whole
from assistant.answer.material import Candidate, Material
from assistant.answer.wording import base_note, dangles, people_in_words, stated
from assistant.figures import Form, Unit
from assistant.findings.finding import Finding
from assistant.findings.lexicon import load
from assistant.findings.stems import content_stems
from assistant.survey import Survey

MOST_TOLD = 5
ENOUGH = 3
LONGEST_LABEL = 6  # words of a label that is no question
MOST_ALIKE = 3  # of the highest figures, if several are the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding and the sentence that tells it."""

    finding: Finding
    sentence: DraftSentence


def overview(collection: Collection, material: Material, survey: Survey) -> Draft | None:
    """Three to five findings of a survey; fewer where there are no more. None where there is none.

    Sentences of its articles come first, then cells of its tables, then what was counted.
    """
    texts = collection.texts(survey)
    every = telling(material, texts)
    alone = [one for one in every if stands_alone(one)]
    chosen = spread(alone if len(alone) >= ENOUGH else every, most=MOST_TOLD)
    sentences = [told_whole(material, one) for one in chosen]
    if len(sentences) < ENOUGH:
        cells = _of_each_question(material, collection.cells(survey))
        sentences += [shown.sentence for shown in cells][: MOST_TOLD - len(sentences)]
    return Draft(sentences=tuple(sentences)) if sentences else None


def headline(collection: Collection, material: Material, survey: Survey) -> Iterator[Finding]:
    """The findings of a survey's first sentences, the first first."""
    for one in telling(material, collection.texts(survey)):
        yield from one.findings


def highest(
    collection: Collection, material: Material, survey: Survey, *, is_lowest: bool
) -> Draft | None:
    """The highest or the lowest percentage of a survey, with what it is highest among."""
    shown = _percentages(collection, material, survey)
    if not shown:
        return None
    values = [one.finding.statement.figure.value for one in shown]
    best = min(values) if is_lowest else max(values)
    alike = [one for one, value in zip(shown, values, strict=True) if value == best]
    counted = " counted" if shown[0].finding.how == "computed" else ""
    name = f"{'lowest' if is_lowest else 'highest'}{counted}"
    text: str = load("wording")["guide"][name]
    lead = text.format(count=f"{len(shown):,}", title=collection.title(survey))
    first, *others = (_led(one) for one in alike[:MOST_ALIKE])
    return Draft(sentences=(replace(first, lead=lead), *others))


def telling(material: Material, texts: Sequence[Candidate]) -> list[Judged]:
    """The sentences that tell a share or an average, and may be shown, in their order."""
    every = (
        Judged(candidate=candidate, number=number, chance=0.0)
        for candidate in texts
        for number in range(len(candidate.sentences))
    )
    return [one for one in every if _tells(one) and may_be_shown(material, one)]


def stands_alone(one: Judged) -> bool:
    """Whether a sentence says itself whom its figures are about."""
    found = [f.statement for f in one.findings if is_share(f)]
    return not dangles(one.text) and any(
        s.population.is_known and not s.is_population_inherited for s in found
    )


def spread(sentences: Sequence[Judged], *, most: int) -> list[Judged]:
    """A few sentences that have little in common, the first among them, in their order.

    Of each passage the first is taken before a second of any is.
    """
    left, chosen = list(sentences), list[Judged]()
    while left and len(chosen) < most:
        used = {id(one.candidate) for one in chosen}
        told = frozenset[str]().union(*(content_stems(one.text) for one in chosen))
        first = {id(one.candidate): one for one in reversed(left)}
        fresh = [one for passage, one in first.items() if passage not in used]
        best = max(fresh or left, key=lambda one: _new(one, told)) if chosen else left[0]
        chosen.append(best)
        left = [one for one in left if one.text.strip() != best.text.strip()]
    return [one for one in sentences if any(one is taken for taken in chosen)]


def cell_sentence(material: Material, finding: Finding) -> DraftSentence:
    """A cell or a counted finding as a sentence."""
    measure, figure = finding.statement.measure, finding.statement.figure
    is_answer = bool(measure.question and measure.option) and figure.unit is Unit.PERCENT
    told = None if is_answer else stated(material, finding)
    if told is not None:
        return told
    slot = Slot(figure=figure, findings=(finding,), how=finding.how)
    values: dict[str, str | Slot] = {
        "figure": slot,
        "population": people_in_words(finding),
        "measure": measure.text,
        "question": measure.question,
        "option": measure.option,
    }
    template = load("wording")["guide"]["answer" if is_answer else "statistic"]
    return sentence_on(finding, fill(template, values), note=base_note(material, (finding,), ""))


def is_of_people(finding: Finding) -> bool:
    """Whether a finding only says who was asked: their ages, their regions."""
    asked = finding.statement.measure.question.strip()
    is_label = bool(asked) and not asked.endswith("?") and len(asked.split()) <= LONGEST_LABEL
    return is_label and bool(content_stems(asked) & _of_groups())


@cache
def _of_groups() -> frozenset[str]:
    names = load("questions")["break_names"].values()
    return content_stems(" ".join(word for kind in names for word in kind))


def of_each_question(findings: Sequence[Finding]) -> list[Finding]:
    """One finding a question: the commonest answer of the people whom it names first."""
    first: dict[str, Finding] = {}
    for finding in findings:
        statement = finding.statement
        asked = statement.measure.question or statement.measure.text
        known = first.setdefault(asked, finding)
        is_of_same = statement.population == known.statement.population
        if is_of_same and statement.figure.value > known.statement.figure.value:
            first[asked] = finding
    return list(first.values())


def _of_each_question(material: Material, cells: Sequence[Finding]) -> list[Shown]:
    minimum = material.minimum_base
    fitting = [f for f in cells if is_share(f) and is_quotable(f, minimum_base=minimum)]
    published = [f for f in fitting if f.how == "published"]
    counted = [f for f in fitting if not is_of_people(f)]
    return [
        Shown(finding=f, sentence=cell_sentence(material, f))
        for f in of_each_question(published or counted or fitting)
    ]


def _percentages(collection: Collection, material: Material, survey: Survey) -> list[Shown]:
    """The percentages that are published of a survey; else those that were counted."""
    shown = [
        Shown(finding=finding, sentence=told_whole(material, one))
        for one in telling(material, collection.texts(survey))
        for finding in one.findings
        if _is_percentage(finding)
    ]
    minimum = material.minimum_base
    fitting = [
        f
        for f in collection.cells(survey)
        if _is_percentage(f) and is_quotable(f, minimum_base=minimum)
    ]
    published = [f for f in fitting if f.how == "published"]
    cells = published or ([] if shown else fitting)
    shown += [Shown(finding=f, sentence=cell_sentence(material, f)) for f in cells]
    return _once(shown)


def _once(shown: Sequence[Shown]) -> list[Shown]:
    """Each figure of each kind of people once: a table may repeat what an article says."""
    kept: dict[tuple[object, ...], Shown] = {}
    for one in shown:
        statement = one.finding.statement
        terms = statement.measure.terms if one.finding.grade == "responses" else None
        kept.setdefault((statement.figure.value, statement.population.facets, terms), one)
    return list(kept.values())


def _is_percentage(finding: Finding) -> bool:
    figure = finding.statement.figure
    return is_share(finding) and figure.unit is Unit.PERCENT and figure.is_exact


def _led(one: Shown) -> DraftSentence:
    """The sentence, its figure told first."""
    slot = next((s for s in one.sentence.slots if one.finding in s.findings), None)
    return replace(one.sentence, leading=slot)


def _tells(one: Judged) -> bool:
    shares = [f for f in one.findings if is_share(f)]
    return any(f.statement.figure.form is not Form.VAGUE for f in shares)


def _new(one: Judged, told: frozenset[str]) -> float:
    """The share of a sentence's words that are in none that was told."""
    own = content_stems(one.text)
    return len(own - told) / max(1, len(own))

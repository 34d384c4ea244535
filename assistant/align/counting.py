"""A model's computations as plans over respondents, checked against the questionnaires."""

from collections.abc import Sequence
from math import isfinite

from assistant.align.asking.reply import Computation, Condition
from assistant.align.evidence import AskedQuestion, Evidence
from assistant.answer.derived import net
from assistant.answer.draft import DraftSentence, Slot, fill
from assistant.answer.material import Material
from assistant.answer.wording import base_note, said
from assistant.corpus.responses.questionnaire import Question, Questionnaire
from assistant.errors import ModelFailed
from assistant.figures import Unit
from assistant.retrieve.responses import plan as planned
from assistant.retrieve.responses.computing import Computed, Outcome
from assistant.retrieve.responses.plan import Plan

HALF = 50.0  # per cent
MOST_GROUPS = 6


def plan_of(computation: Computation, evidence: Evidence) -> tuple[Plan, ...]:
    """The plans for a computation: one for each answer that is wanted, or one for all answers.

    Raises:
        ModelFailed: It names a survey, a question or an answer that there is not.
    """
    asked = _asked(computation, evidence)
    if len(computation.groups) > MOST_GROUPS:
        raise ModelFailed("malformed", f"more than {MOST_GROUPS} groups")
    surveys = tuple(dict.fromkeys(s for s in computation.surveys if s in asked.waves))
    surveys = surveys or asked.waves[-1:]
    unknown = [s for s in computation.surveys if s not in asked.waves]
    if unknown:
        raise ModelFailed("malformed", f"survey {unknown[0]!r} did not ask {asked.question.id!r}")
    questionnaire = evidence.responses[surveys[-1]].questionnaire
    question = questionnaire.question(asked.question.id) or asked.question
    among = tuple(
        tuple(_condition(one, questionnaire) for one in group) for group in computation.groups
    )
    by = computation.by
    if by and questionnaire.question(by) is None:
        raise ModelFailed("malformed", f"there is no question {by!r} to break by")
    named = dict.fromkeys(_option(label, question) for label in computation.options)
    options = list(named) or [""]
    if set(options) == {option.label for option in question.options}:
        options = [""]
    return tuple(
        Plan(
            surveys=surveys,
            question=question,
            option=option,
            statistic=computation.statistic,
            among=among or ((),),
            by=by,
        )
        for option in options
    )


def _asked(computation: Computation, evidence: Evidence) -> AskedQuestion:
    named = [q for q in evidence.questions if q.question.id == computation.question]
    fitting = [q for q in named if set(computation.surveys) <= set(q.waves)] or named
    if fitting:
        return fitting[0]
    for survey in computation.surveys:
        responses = evidence.responses.get(survey)
        question = responses and responses.questionnaire.question(computation.question)
        if question:
            return AskedQuestion(question=question, waves=(survey,))
    raise ModelFailed("malformed", f"there is no question {computation.question!r}")


def _option(label: str, question: Question) -> str:
    wanted = label.strip().casefold()
    nets = (net.label for net in question.nets if net.label.casefold() == wanted)
    net = next(nets, None)
    option = question.option(label)
    if net is None and option is None:
        raise ModelFailed("malformed", f"{question.id!r} has no answer {label!r}")
    return net or (option.label if option else "")


def _condition(condition: Condition, questionnaire: Questionnaire) -> planned.Condition:
    question = questionnaire.question(condition.question)
    if question is None:
        raise ModelFailed("malformed", f"there is no question {condition.question!r}")
    if condition.options:
        labels: list[str] = []
        for label in condition.options:
            name = _option(label, question)
            nets = {net.label: net.options for net in question.nets}
            labels += nets.get(name, (name,))
        ordered = [o.label for o in question.options if o.label in labels]
        return planned.Condition(question=question.id, labels=tuple(ordered) or tuple(labels))
    ends = [end for end in (condition.low, condition.high) if end is not None]
    if not ends or question.type != "numeric" or not all(map(isfinite, ends)):
        raise ModelFailed("malformed", f"a condition on {condition.question!r} says nothing")
    return planned.Condition(question=question.id, low=condition.low, high=condition.high)


def together(material: Material, outcomes: Sequence[Outcome]) -> list[DraftSentence]:
    """Several answers of which each respondent gave one, added up group by group.

    None where there is one answer only, or where answers may overlap: those are told apart.
    """
    computed = [o for o in outcomes if isinstance(o, Computed) and not o.refused]
    if len(computed) < 2 or len(computed) < len(outcomes) or not all(map(_is_single, computed)):
        return []
    sentences = []
    for groups in zip(*(one.groups for one in computed), strict=True):
        findings = tuple(group.findings[0] for group in groups if len(group.findings) == 1)
        slot = net(findings) if len(findings) == len(groups) else None
        if slot is None:
            return []
        sentences.append(_added_up(material, slot))
    return sentences


def _is_single(computed: Computed) -> bool:
    """Whether it is the share of one answer, and of no net, which may hold others."""
    plan = computed.plan
    is_share = plan.question.type in ("single", "scale") and plan.statistic == "share"
    return is_share and not plan.by and plan.option in {o.label for o in plan.question.options}


def _added_up(material: Material, slot: Slot) -> DraftSentence:
    first = slot.findings[0]
    statement, options = first.statement, [f.statement.measure.option for f in slot.findings]
    values: dict[str, str | Slot] = {
        "figure": slot,
        "population": statement.population.text,
        "options": " or ".join(f"“{option}”" for option in options),
        "question": statement.measure.question,
    }
    return DraftSentence(
        parts=fill(said("together"), values),
        survey=first.survey,
        source=first.evidence.source,
        locator=first.evidence.locator,
        quote=first.evidence.quote,
        lead=said("wave").replace("{wave}", statement.wave) if statement.wave else "",
        note=base_note(material, slot.findings, ""),
    )


def _is_counted(slot: Slot) -> bool:
    return slot.how != "published" and slot.figure.unit is not Unit.POINTS


def yes_or_no(computation: Computation, sentences: Sequence[DraftSentence]) -> str:
    """Yes or No by what was counted, for a question that asks for it; empty for any other.

    A sentence says it of one group or wave, in their order; how far they lie apart is no value.
    """
    counted = [[s.figure for s in one.slots if _is_counted(s)] for one in sentences]
    told = [figures for figures in counted if figures]
    if any(len(figures) > 1 for figures in told):
        return ""
    match computation.yes_if, [figure.value for (figure,) in told]:
        case "majority", [share]:
            return "Yes" if share > HALF else "No"
        case "minority", [share]:
            return "Yes" if share < HALF else "No"
        case "first_greater", [first, second]:
            return "Yes" if first > second else "No"
        case "first_smaller", [first, second]:
            return "Yes" if first < second else "No"
        case _:
            return ""

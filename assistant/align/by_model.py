"""The model aligner: a language model decides what is about what; the program decides the rest."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.align.alignment import Alignment, Asked, Near, Tried
from assistant.align.asking.looking import MOST_ROUNDS, Looked, look_further
from assistant.align.asking.prompting import bounded, instructions, question_messages
from assistant.align.asking.rendering import evidence_text, surveys_text
from assistant.align.asking.reply import LookUp, Missing, QuestionReply
from assistant.align.asking.writer import Asking
from assistant.align.counting import plan_of, together, yes_or_no
from assistant.align.evidence import Evidence, clean, gather_evidence
from assistant.align.question import MOST_SENTENCES, Settling
from assistant.answer.answer import Reason, Refusal
from assistant.answer.draft import DraftSentence
from assistant.answer.kinds.computed import computed_answer
from assistant.answer.kinds.survey_facts import described_fact
from assistant.answer.material import Material
from assistant.answer.models.asking.usage import Prices
from assistant.corpus.prose import one_line
from assistant.corpus.responses.questionnaire import Responses
from assistant.errors import ModelFailed
from assistant.figures import Form
from assistant.findings.lexicon import load
from assistant.numerals import read_figures
from assistant.period import years_in
from assistant.retrieve.responses.computing import Calculator, Outcome
from assistant.retrieve.responses.plan import Plan
from assistant.survey import Survey

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.align.asking.reply import ClaimsReply
    from assistant.answer.models.asking.calls import Calls

MOST_CLOSEST = 3
MOST_CHOICES = 4
MOST_COMPUTED = 4
MOST_PLANS = 6
MOST_MISSING_WORDS = 12
LONGEST_CHOICE = 300  # characters
LONGEST_LABEL = 40
REASONS: dict[Missing, Reason] = {
    "people": "no_such_population",
    "period": "not_covered",
    "option": "not_covered",
    "measure": "not_covered",
    "survey": "not_covered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AligningModel:
    """A language model that aligns: its name, its chains, and what its calls may take."""

    name: str
    questions: "Runnable[Asking, QuestionReply]"
    claims: "Runnable[Asking, ClaimsReply]"
    seconds: float = 30.0
    prices: Prices = field(default_factory=Prices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What of the index an aligner needs beside what was retrieved."""

    responses: Sequence[Responses]
    surveys: Sequence[Survey]
    calculator: Calculator
    retrieve: Callable[[str, Sequence[str]], Material]


class ModelAligner:
    """Puts a question and the evidence to a model, and settles what it says."""

    def __init__(self, model: AligningModel, sources: Callable[[], Sources]) -> None:
        self._model = model
        self._sources = sources

    @property
    def name(self) -> str:
        """The model's provider and name."""
        return self._model.name

    def align(self, asked: Asked, calls: "Calls | None") -> Alignment:
        """What the model finds, settled: every figure is a finding or was counted.

        Where it finds nothing, its own words for the question are searched for, and then what else
        it wants looked up.
        """
        if calls is None:
            raise ModelFailed("unknown", "no call may be made")
        sources = self._sources()
        looked = Looked(materials=(asked.material,))
        alignment, reply = self._aligned(asked, calls, sources, looked)
        while alignment.refusal is not None and alignment.refusal.missing and not reply.compute:
            further = self._further(asked, looked, alignment, reply, sources)
            if further is None:
                break
            looked = further
            try:
                again, reply = self._aligned(asked, calls, sources, looked)
            except ModelFailed:  # what was found before stands
                break
            if again.refusal is None and not _shows(again):
                break
            alignment = again
        return alignment

    def _aligned(
        self, asked: Asked, calls: "Calls", sources: Sources, looked: Looked
    ) -> tuple[Alignment, QuestionReply]:
        """One call; one more where all that the model wrote was held back."""
        evidence = gather_evidence(
            looked.materials, sources.responses, sources.surveys, described=looked.described
        )
        messages = question_messages(
            asked.question,
            turns=asked.turns,
            evidence=evidence_text(evidence),
            surveys=surveys_text(_mentioned(asked, evidence, looked)),
            note=_note(looked),
        )
        reply = calls.invoke(self._model.questions, Asking(messages=messages))
        alignment = _Reading(asked, evidence, sources).read(reply)
        if alignment.refusal is not None or _shows(alignment):
            return alignment, reply
        held = tuple(f"- {t.text}: {t.why}" for t in alignment.tried if t.why)
        asking = Asking(messages=messages, reply=reply.model_dump_json(), held=held)
        again = calls.invoke(self._model.questions, asking)
        second = _Reading(asked, evidence, sources).read(again)
        return (second, again) if _shows(second) or second.refusal else (alignment, reply)

    def _further(
        self,
        asked: Asked,
        looked: Looked,
        alignment: Alignment,
        reply: QuestionReply,
        sources: Sources,
    ) -> Looked | None:
        """What else there is: first for the model's own words, then for what it wants to see."""
        if looked.rounds == MOST_ROUNDS - 1:
            return None
        wanted = reply.look_up if looked.rounds else (LookUp(search=alignment.standalone),)
        return look_further(
            asked, looked, wanted, surveys=sources.surveys, retrieve=sources.retrieve
        )


def _note(looked: Looked) -> str:
    """What a model is told after its question, where more was looked up."""
    if not looked.rounds:
        return ""
    words = "\n".join(one_line(clean(word)) for word in looked.words)
    is_last = looked.rounds == MOST_ROUNDS - 1
    note = instructions("looked_up_last" if is_last else "looked_up")
    return f"{bounded('searched for', words)}\n\n{note}"


def _shows(alignment: Alignment) -> bool:
    return any((t.sentence and not t.why) or t.instead for t in alignment.tried)


def _mentioned(asked: Asked, evidence: Evidence, looked: Looked) -> list[Survey]:
    """The surveys that the evidence is of, with what is known of each."""
    ids = [s.passage.passage.survey for s in evidence.sentences]
    ids += [m.finding.survey for m in evidence.cells]
    ids += [wave for q in evidence.questions for wave in q.waves]
    ids += [survey.id for survey in asked.material.surveys]
    ids += looked.described
    return [evidence.surveys[id] for id in dict.fromkeys(ids) if id in evidence.surveys]


def _brings_in(text: str, known: str) -> bool:
    """Whether a text has a number, in digits or words, that what is known does not have.

    "Most" and the like are none.
    """
    has = {(m.figure.value, m.figure.unit) for m in read_figures(known)}
    said = [m.figure for m in read_figures(text) if m.figure.form is not Form.VAGUE]
    numbers = {(figure.value, figure.unit) for figure in said}
    return bool(numbers - has or set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", known)))


class _Reading:
    """Reads one reply to one question."""

    def __init__(self, asked: Asked, evidence: Evidence, sources: Sources) -> None:
        self._asked = asked
        self._evidence = evidence
        self._sources = sources

    def read(self, reply: QuestionReply) -> Alignment:
        standalone = self._standalone(reply)
        settling = Settling(
            material=self._asked.material,
            evidence=self._evidence,
            reply=reply,
            question=self._asked.whole,
        )
        if (refusal := self._refused(reply)) is not None:
            closest = tuple(
                Near(sentence=sentence, differs=refusal.missing)
                for sentence in self._closest(reply, settling)
            )
            return Alignment(refusal=refusal, closest=closest, standalone=standalone)
        if reply.operation == "overview" and not reply.sentences:
            return Alignment(tried=tuple(self._overview()), standalone=standalone)
        if reply.compute:
            return replace(self._computed(reply), standalone=standalone)
        tried = tuple(self._tried(reply, settling))
        return Alignment(tried=tried, standalone=standalone)

    def _refused(self, reply: QuestionReply) -> Refusal | None:
        words = load("settle")["refusals"]
        if reply.operation == "ask_back" and not (reply.sentences or reply.compute):
            choices = self._choices(reply)
            return Refusal(reason="ambiguous", text=words["ambiguous"], choices=choices)
        if reply.operation in ("out_of_scope", "small_talk"):
            return Refusal(reason="out_of_scope", text=words[reply.operation])
        if reply.sentences or reply.compute or reply.operation == "overview":
            return None
        missing: Missing = reply.missing or "measure"
        named = self._named(reply.missing_words)
        text = words[missing if named else f"{missing} unnamed"].format(words=named)
        return Refusal(reason=REASONS[missing], text=text, missing=(missing,))

    def _choices(self, reply: QuestionReply) -> tuple[str, ...]:
        """Questions to choose from, none of which brings in a number of its own."""
        dates = " ".join(years_in(" ".join(s.field_dates for s in self._sources.surveys)))
        choices = [one_line(choice)[:LONGEST_CHOICE] for choice in reply.choices]
        fitting = [c for c in choices if c and not _brings_in(c, f"{self._said()} {dates}")]
        return tuple(fitting[:MOST_CHOICES]) if len(fitting) > 1 else ()

    def _named(self, words: str) -> str:
        """What is missing, if it is in the question's own words."""
        said = {w.lower() for w in re.findall(r"[\w'-]+", self._said())}
        words = one_line(words).strip(" .")
        named = re.findall(r"[\w'-]+", words)
        is_its_own = all(w.lower() in said for w in named) and not _brings_in(words, self._said())
        return words if 0 < len(named) <= MOST_MISSING_WORDS and is_its_own else ""

    def _said(self) -> str:
        return " ".join((*self._asked.turns, self._asked.question))

    def _standalone(self, reply: QuestionReply) -> str:
        """The question made whole, if it brings in no number and no year of its own."""
        whole = one_line(reply.standalone_question)[:LONGEST_CHOICE]
        return "" if _brings_in(whole, self._said()) else whole

    def _closest(self, reply: QuestionReply, settling: Settling) -> Iterator[DraftSentence]:
        seen: set[str] = set()
        for number in reply.closest:
            marked = self._evidence.figures.get(number)
            if marked is None or len(seen) == MOST_CLOSEST or not settling.may_quote(marked):
                continue
            sentence = settling.quote(marked)
            if sentence.claim not in seen:
                seen.add(sentence.claim)
                yield sentence

    def _tried(self, reply: QuestionReply, settling: Settling) -> Iterator[Tried]:
        for said in reply.sentences[:MOST_SENTENCES]:
            if said.fact:
                yield self._fact(said.fact)
        yield from settling.sentences()

    def _fact(self, name: str) -> Tried:
        """A fact of a survey, as its own description says it."""
        survey_id, _, topic = name.rpartition(".")
        survey = self._evidence.surveys.get(survey_id.strip())
        sentence = described_fact(survey, topic.strip()) if survey else None
        label = one_line(name)[:LONGEST_LABEL]
        return Tried(text=label, sentence=sentence, why="" if sentence else f"nothing says {label}")

    def _overview(self) -> Iterator[Tried]:
        words = load("settle")["overview"]
        for survey in self._sources.surveys[:20]:
            size = f"{survey.sample_size:,}" if survey.sample_size else ""
            name = "with size" if size else "plain"
            dates = survey.field_dates or survey.published or words["no dates"]
            text = words[name].format(title=survey.title or survey.id, size=size, dates=dates)
            yield Tried(
                text=text,
                sentence=DraftSentence(
                    parts=(text,),
                    survey=survey.id,
                    source=f"corpus/{survey.id}/survey.yaml",
                    locator="survey.yaml",
                    quote=text,
                ),
            )

    def _computed(self, reply: QuestionReply) -> Alignment:
        """What the respondents' answers come to, in the built-in words."""
        tried: list[Tried] = []
        for computation in reply.compute[:MOST_COMPUTED]:
            outcomes = [self._counted(p) for p in plan_of(computation, self._evidence)[:MOST_PLANS]]
            sentences = together(self._asked.material, outcomes)
            for outcome in outcomes if not sentences else ():
                told = computed_answer(replace(self._asked.material, computed=outcome))
                if isinstance(told, Refusal):
                    return Alignment(refusal=told)
                sentences += told.sentences if told else ()
            if sentences and (lead := yes_or_no(computation, sentences)):
                sentences[0] = replace(sentences[0], lead=f"{lead}: {sentences[0].lead}")
            # Counted for this question, and worded by the program: there is nothing to hold.
            tried += (Tried(text=s.text, sentence=s) for s in sentences)
        return Alignment(tried=tuple(tried))

    def _counted(self, plan: Plan) -> Outcome:
        outcome = self._sources.calculator.attempt(plan)
        if outcome is None:
            raise ModelFailed("malformed", "a statistic that cannot be counted")
        return outcome

"""A model's reply to a question as a draft: sentences whose figures are findings, or a refusal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.align.alignment import Tried
from assistant.align.asking.reply import QuestionReply, Said
from assistant.align.evidence import (
    Evidence,
    EvidenceSentence,
    Marked,
    quoted_sentence,
    slot_of,
)
from assistant.answer.choosing.matching import is_quotable
from assistant.answer.draft import DraftSentence, Slot, sentence_on
from assistant.answer.material import Material
from assistant.answer.wording import base_note
from assistant.corpus.prose import one_line
from assistant.figures import Unit, bears_out
from assistant.findings.finding import Statement
from assistant.findings.populations import population_of
from assistant.numerals import read_figures
from assistant.period import years_in
from assistant.settle.competing import is_outdone
from assistant.settle.derived import Operator, derive
from assistant.settle.facets import other_people, other_year
from assistant.settle.opened import OPENED, misopened
from assistant.settle.wording import Sources, fault, without_figure

TOKEN = re.compile(r"\{\s*(?:(?P<op>difference|ratio|sum|rest)\s+)?(?P<ids>\d+(?:[\s,]+\d+)*)\s*\}")
COMPARES = re.compile(r"\b(?:or|than|versus|vs|both|between|compare\w*)\b", re.IGNORECASE)
BRACES = re.compile(r"[{}⟦⟧]")
MOST_SENTENCES = 6
SENTENCES_BEFORE = 3  # that may name whom or what a sentence is about
LONGEST_SENTENCE = 700
LONGEST_LABEL = 40
TOO_FEW = "too few people answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Settles a model's sentences on one question against the evidence."""

    material: Material
    evidence: Evidence
    reply: QuestionReply
    question: str

    def sentences(self) -> Iterator[Tried]:
        """Each sentence of the reply, with what speaks against it."""
        for said in self.reply.sentences[:MOST_SENTENCES]:
            if said.quote:
                yield self._quoted(said)
            elif said.text:
                yield self._worded(said)

    def quote(self, marked: Marked, *, lead: str = "") -> DraftSentence:
        """The sentence or cell that a figure stands in, as the source has it."""
        sentence = self.evidence.sentence(marked.sentence) if marked.sentence else None
        if sentence is not None:
            return quoted_sentence(self.material, sentence, lead=lead)
        return _cell(self.material, marked, lead=lead)

    def _quoted(self, said: Said) -> Tried:
        sentence = self.evidence.sentence(said.quote)
        if sentence is None:
            label = one_line(said.quote)[:LONGEST_LABEL]
            return Tried(text=label, sentence=None, why=f"there is no sentence {label}")
        is_so = said.lead != "Yes" or self._is_so(sentence.marked)
        lead = f"{said.lead}: " if said.lead and is_so else ""
        quoted = quoted_sentence(self.material, sentence, lead=lead)
        return Tried(text=quoted.text, sentence=quoted, why=self._unfit(sentence))

    def _worded(self, said: Said) -> Tried:
        text = one_line(said.text)[:LONGEST_SENTENCE]
        used = [self.evidence.figures[n] for n in _ids(text) if n in self.evidence.figures]
        named = [s for label in said.cites if (s := self.evidence.sentence(label)) is not None]
        cited = [sentence for sentence in named if not self._unfit(sentence)]
        rests_on = [self.quote(marked) for marked in used]
        if not used:
            rests_on = [quoted_sentence(self.material, sentence) for sentence in cited]
        instead = tuple(dict.fromkeys(rests_on))
        parts = self._parts(text)
        if isinstance(parts, str):
            return Tried(text=text, sentence=None, why=parts, instead=self._about(used, text))
        sentence = DraftSentence(
            parts=parts,
            survey=instead[0].survey if instead else "",
            source=instead[0].source if instead else "",
            locator=instead[0].locator if instead else "",
            quote=instead[0].quote if instead else "",
            note=base_note(self.material, tuple(m.finding for m in used), text),
            origins=instead,
        )
        if not used:
            why = without_figure(sentence, [s.text for s in cited], self.question)
            return Tried(
                text=sentence.text, sentence=sentence, why=why, instead=instead if why else ()
            )
        why = self._fault(sentence, used, text)
        instead = self._about(used, text, sentence) if why else ()
        return Tried(text=sentence.text, sentence=sentence, why=why, instead=instead)

    def _parts(self, text: str) -> tuple[str | Slot, ...] | str:
        """The words and slots of a sentence, or why its tokens stand for nothing."""
        parts: list[str | Slot] = []
        at = 0
        for match in TOKEN.finditer(text):
            slot = self._slot(match)
            if isinstance(slot, str):
                return slot
            parts += [text[at : match.start()], slot]
            at = match.end()
        parts.append(text[at:])
        if BRACES.search("".join(part for part in parts if isinstance(part, str))):
            return "a token that is none"
        return tuple(part for part in parts if part)

    def _slot(self, token: "re.Match[str]") -> Slot | str:
        ids = [int(n) for n in re.findall(r"\d+", token["ids"])]
        unknown = [n for n in ids if n not in self.evidence.figures]
        if unknown:
            return f"there is no figure {unknown[0]}"
        marked = [self.evidence.figures[n] for n in ids]
        if token["op"] is None:
            return slot_of(marked[0]) if len(marked) == 1 else "a token with several figures"
        operator: Operator = token["op"]  # type: ignore[assignment]
        slot = derive(operator, tuple(m.finding for m in marked))
        return slot if slot is not None else f"no {operator} can be worked out of these figures"

    def _fault(self, sentence: DraftSentence, used: Sequence[Marked], said: str) -> str:
        for marked in used:
            if why := self.not_about(marked):
                return why
        if sentence.claim.startswith("Yes") and not self._is_so(used):
            return "it says yes to another figure"
        if any(self._is_outdone(marked, said) for marked in used):
            return "another sentence of the evidence is nearer to what it says"
        if why := misopened(sentence, self.question):
            return why
        return self._other_time(used) or fault(sentence, self._sources(used))

    def _is_so(self, used: Sequence[Marked]) -> bool:
        """Whether the shares that the question names are those of the evidence."""
        asked = [m.figure for m in read_figures(self.question) if m.figure.unit is Unit.PERCENT]
        found = [marked.finding.statement.figure for marked in used]
        return all(any(bears_out(one, figure) for figure in found) for one in asked)

    def _unfit(self, sentence: EvidenceSentence) -> str:
        """Why a sentence may not be quoted: too few answered, or it is surely about others."""
        shares = [m for m in sentence.marked if m.finding.statement.figure.unit is not Unit.COUNT]
        if not all(map(self.may_quote, shares)):
            return TOO_FEW
        whys = [self._other_people(m) or self._other_time([m]) for m in shares]
        return whys[0] if whys and all(whys) else ""

    def may_quote(self, marked: Marked) -> bool:
        """Whether enough people answered for the sentence or cell of a figure to be shown."""
        sentence = self.evidence.sentence(marked.sentence) if marked.sentence else None
        return not any(map(self._is_too_small, sentence.marked if sentence else (marked,)))

    def _is_too_small(self, marked: Marked) -> bool:
        is_share = marked.finding.statement.figure.unit is not Unit.COUNT
        minimum = self.material.minimum_base
        return is_share and not is_quotable(marked.finding, minimum_base=minimum)

    def _other_time(self, used: Sequence[Marked]) -> str:
        """Of another year than was asked about; what it is compared with may be."""
        whys = [self._other_year(m) for m in used if m.finding.statement.wave]
        return whys[0] if whys and all(whys) and len(whys) == len(used) else ""

    def _other_year(self, marked: Marked) -> str:
        waves = " ".join(statement.wave or "" for statement in self._beside(marked))
        is_beside = bool(years_in(self.question) & years_in(waves))
        around = "" if is_beside else self._around([marked])
        return other_year(self.question, marked.finding.statement.wave or "", around)

    def _other_people(self, marked: Marked) -> str:
        asked, found = population_of(self.question), marked.finding.statement.population
        # "Dems or Republicans?" may ask about people that go by a name nobody knows.
        others = [] if COMPARES.search(self.question) else self._beside(marked)
        beside = [statement.population for statement in others]
        return other_people(asked, found, self._around([marked]), beside=beside)

    def _beside(self, marked: Marked) -> list[Statement]:
        """What the other figures of its sentence say."""
        sentence = self.evidence.sentence(marked.sentence) if marked.sentence else None
        others = sentence.marked if sentence else ()
        return [m.finding.statement for m in others if m.number != marked.number]

    def not_about(self, marked: Marked) -> str:
        """Why a figure is not about what was asked; empty where nothing says so for certain."""
        if self._is_too_small(marked):
            return TOO_FEW
        use = next((u for u in self.reply.uses if u.figure == marked.number), None)
        if use is None:
            return "a figure was not found to be about the question"
        if use.role == "contrast":
            shown = {n for said in self.reply.sentences for n in _ids(said.text)}
            answers = any(
                u.is_about_it and u.role == "answer" and u.figure in shown for u in self.reply.uses
            )
            is_corrected = any(_denies(said) for said in self.reply.sentences)
            return "" if answers or is_corrected else "a contrast to nothing"
        if not use.is_about_it:
            return "a figure was not found to be about the question"
        return self._other_people(marked)

    def _about(
        self, used: Sequence[Marked], text: str, worded: DraftSentence | None = None
    ) -> tuple[DraftSentence, ...]:
        """The sources' own sentences of the figures that are about the question.

        A yes or no that opened the model's sentence opens the first of them.
        """
        opened = OPENED.match(text)
        fitting = [m for m in used if not self.not_about(m) and self.may_quote(m)]
        about = [m for m in fitting if not self._is_outdone(m, text)]
        is_so = opened is not None and (opened[1].lower() == "no" or self._is_so(about))
        is_so = is_so and not (worded and misopened(worded, self.question))
        lead = f"{opened[1].capitalize()}: " if opened and is_so else ""
        quotes = [self.quote(m, lead="" if n else lead) for n, m in enumerate(about)]
        return tuple({quote.claim: quote for quote in reversed(quotes)}.values())[::-1]

    def _is_outdone(self, marked: Marked, text: str) -> bool:
        """Whether another sentence with such a figure is what the model's sentence words.

        The sentences right before its own count as its own: they say whom "they" are.
        """
        sentence = self.evidence.sentence(marked.sentence) if marked.sentence else None
        if sentence is None:
            return False
        near = {
            other.label: other.text
            for other in self.evidence.sentences
            if other.passage.passage.id == sentence.passage.passage.id
            and 0 <= sentence.position - other.position <= SENTENCES_BEFORE
        }
        unit = marked.finding.statement.figure.unit
        others = [
            other.text
            for other in self.evidence.sentences
            if other.label not in near
            and unit in {m.finding.statement.figure.unit for m in other.marked}
        ]
        return is_outdone(TOKEN.sub(" ", text), " ".join(near.values()), others)

    def _sources(self, used: Sequence[Marked]) -> Sources:
        return Sources(
            sentences=tuple(m.finding.evidence.quote for m in used),
            around=self._around(used),
            question=self.question,
        )

    def _around(self, used: Sequence[Marked]) -> str:
        """Everything that says of whom and when figures are: passages, headings, surveys."""
        told: list[str] = []
        for marked in used:
            finding = marked.finding
            survey = self.evidence.surveys.get(finding.survey)
            sentence = self.evidence.sentence(marked.sentence) if marked.sentence else None
            told += [finding.evidence.quote, finding.statement.population.text]
            told += [finding.statement.wave or ""]
            if sentence is not None:
                told += [sentence.passage.passage.text, sentence.passage.passage.heading]
            if survey is not None:
                told += [survey.title, survey.field_dates, survey.published, *survey.countries]
                told += [name for p in survey.populations for name in (p.name, *p.other_names)]
        return " ".join(dict.fromkeys(filter(None, told)))


def _unit(marked: Marked) -> Unit:
    return marked.finding.statement.figure.unit


def _denies(said: Said) -> bool:
    """Whether a sentence sets a premise right."""
    opened = OPENED.match(said.text)
    return said.lead == "No" or (opened is not None and opened[1].lower() == "no")


def _ids(text: str) -> list[int]:
    return [int(n) for match in TOKEN.finditer(text) for n in re.findall(r"\d+", match["ids"])]


def _cell(material: Material, marked: Marked, *, lead: str) -> DraftSentence:
    from assistant.answer.wording import stated

    finding = marked.finding
    sentence = stated(material, finding)
    if sentence is not None:
        return sentence
    statement = finding.statement
    people = f" ({statement.population.text})" if statement.population.text else ""
    return sentence_on(
        finding,
        (f"{statement.measure.text}{people}: ", slot_of(marked), "."),
        lead=lead,
        note=base_note(material, (finding,), ""),
    )

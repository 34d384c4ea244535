"""Claims of a draft aligned by a model, and settled: every verdict comes from the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from assistant.align.asking.reply import ClaimFigure, ClaimReply, Holding
from assistant.align.evidence import Evidence, Marked, clean
from assistant.answer.draft import Slot
from assistant.corpus.prose import one_line
from assistant.figures import Figure, Form, Hedge, Unit, bears_out
from assistant.findings.finding import Evidence as Place
from assistant.findings.finding import Statement
from assistant.findings.populations import population_of
from assistant.numerals import Mention, read_figures
from assistant.period import years_in
from assistant.settle.comparing import agreement
from assistant.settle.derived import derive
from assistant.settle.facets import other_people, other_year
from assistant.survey import FacetKind
from assistant.verify.check import CheckedFigure, CheckedWords, Claim, ClaimVerdict

Verdict: TypeAlias = Literal["verified", "contradicted", "unsupported"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CERTAIN: tuple[FacetKind, ...] = ("gender", "party")  # a draft's own words name the rest too freely
LARGEST_AGE = 110
NOTHING = "nothing in the sources here is about this"


def lettered(claim: Claim) -> str:
    """The claim on one line, each of its figures followed by a letter."""
    parts, at = [], 0
    for letter, mention in zip(LETTERS, read_figures(claim.text), strict=False):
        parts.append(f"{clean(claim.text[at : mention.end])}⟦{letter}⟧")
        at = mention.end
    return one_line("".join((*parts, clean(claim.text[at:]))))


def settle_claim(claim: Claim, reply: ClaimReply, evidence: Evidence, *, by: str) -> Claim:
    """The claim with the verdict that its figures come to; `by` is who aligned it."""
    settling = _Settling(claim=claim, reply=reply, evidence=evidence)
    figures = tuple(settling.figures())
    words = tuple(settling.words())
    checked: tuple[CheckedFigure | CheckedWords, ...] = (*figures, *words)
    verdict = _worst([one.verdict for one in checked])
    whys = dict.fromkeys(one.why for one in checked if one.why)
    return replace(
        claim,
        verdict=verdict,
        why="; ".join(whys),
        figures=figures,
        words=words,
        corrected=_corrected(claim.text, figures, words),
        aligned_by=by,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settling:
    claim: Claim
    reply: ClaimReply
    evidence: Evidence

    def figures(self) -> Iterator[CheckedFigure]:
        said = {one.said.strip("⟦⟧[] ").lower(): one for one in self.reply.figures}
        for number, mention in enumerate(read_figures(self.claim.text)):
            aligned = said.get(LETTERS[number]) if number < len(LETTERS) else None
            if aligned is not None and self._is_part_of_measure(mention, aligned):
                continue
            if not self._is_of_the_people(mention, aligned):
                yield self._figure(mention, aligned)

    def _is_of_the_people(self, mention: Mention, aligned: ClaimFigure | None) -> bool:
        """Whether a small number that nothing was found for may be an age or a bound.

        It is let be only beside another figure that something was found for.
        """
        is_small = mention.figure.unit is Unit.COUNT and mention.figure.value <= LARGEST_AGE
        is_found = aligned is not None and (
            aligned.is_ is not None or aligned.other is not None or aligned.op is not None
        )
        others = [one for one in self.reply.figures if one is not aligned]
        return is_small and not is_found and any(one.is_ is not None or one.op for one in others)

    def _is_part_of_measure(self, mention: Mention, aligned: ClaimFigure) -> bool:
        """Whether it is no finding: a word such as "most", or a number that the evidence has."""
        is_number = mention.figure.form in (Form.DIGITS, Form.WORDS)
        return aligned.is_part_of_measure and (
            not is_number
            or any(
                bears_out(mention.figure, marked.finding.statement.figure)
                for marked in self.evidence.figures.values()
            )
        )

    def _figure(self, figure: Mention, aligned: ClaimFigure | None) -> CheckedFigure:
        bare = CheckedFigure(
            figure=figure.figure,
            start=figure.start,
            end=figure.end,
            verdict="unsupported",
            evidence=self._closest(),
        )
        if aligned is None:
            return replace(bare, verdict="unsupported", why=f"{figure.figure.text}: {NOTHING}")
        found = self._found(aligned)
        if found is None or not (aligned.is_about_it or _is_of_points(figure, found, aligned)):
            return self._elsewhere(bare, aligned)
        findings = found.findings
        whys = map(self._other, (aligned.is_, *aligned.of))
        if why := next(filter(None, whys), ""):
            return replace(bare, verdict="unsupported", why=f"{figure.figure.text}: {why}")
        evidence = replace(findings[0].evidence, computation=found.computation)
        match agreement(_plain(self.claim.text, figure), found.figure):
            case "agrees":
                return replace(bare, verdict="verified", why="", evidence=evidence)
            case "differs":
                return replace(
                    bare,
                    verdict="contradicted",
                    why=f"the source has {found.text}, not {figure.figure.text}",
                    expected=found.text,
                    evidence=evidence,
                )
            case _:
                why = f"the source has {found.text}, which doesn't settle {figure.figure.text}"
                return replace(bare, verdict="unsupported", why=why, evidence=evidence)

    def _found(self, aligned: ClaimFigure) -> Slot | None:
        """The figure of the evidence, looked up or worked out."""
        if aligned.op is not None:
            marked = [self.evidence.figures.get(n) for n in aligned.of]
            known = tuple(m.finding for m in marked if m is not None)
            return derive(aligned.op, known) if len(known) == len(marked) else None
        marked_one = self.evidence.figures.get(aligned.is_) if aligned.is_ is not None else None
        if marked_one is None:
            return None
        finding = marked_one.finding
        return Slot(figure=finding.statement.figure, findings=(finding,), how=finding.how)

    def _elsewhere(self, bare: CheckedFigure, aligned: ClaimFigure) -> CheckedFigure:
        """A value that the source has for others is wrong; anything else is not borne out."""
        other = self.evidence.figures.get(aligned.other) if aligned.other is not None else None
        if other is None:
            return replace(bare, verdict="unsupported", why=f"{bare.figure.text}: {NOTHING}")
        finding = other.finding
        people, named = finding.statement.population, population_of(self.claim.text)
        is_named = bool(people.facets) and people.facets <= named.facets
        is_others = aligned.people == "other" and aligned.measure == "same" and not is_named
        if is_others and agreement(bare.figure, finding.statement.figure) == "agrees":
            why = f"{bare.figure.text} is {people.text or 'other people'}"
            return replace(bare, verdict="contradicted", why=why, evidence=finding.evidence)
        why = f"{bare.figure.text}: the closest finding is about something else"
        return replace(bare, verdict="unsupported", why=why, evidence=finding.evidence)

    def _other(self, number: int | None) -> str:
        """How a figure of the evidence is surely of other people or another year."""
        marked = self.evidence.figures.get(number) if number is not None else None
        if marked is None:
            return ""
        around, statement = self._around(marked), marked.finding.statement
        when = f"{marked.finding.evidence.quote} {statement.wave or ''}"
        said, beside = population_of(self.claim.text), self._beside(marked)
        waves = years_in(" ".join(one.wave or "" for one in beside))
        if years_in(self.claim.text) & waves:  # another figure of its sentence has that year
            when, around = statement.wave or "", ""
        return other_year(self.claim.text, when, around) or other_people(
            said,
            statement.population,
            around,
            beside=[one.population for one in beside],
            kinds=CERTAIN,
        )

    def _beside(self, marked: Marked) -> list[Statement]:
        """What the other figures of its sentence say."""
        sentence = self.evidence.sentence(marked.sentence) if marked.sentence else None
        others = sentence.marked if sentence else ()
        return [m.finding.statement for m in others if m.number != marked.number]

    def _around(self, marked: Marked) -> str:
        sentence = self.evidence.sentence(marked.sentence) if marked.sentence else None
        survey = self.evidence.surveys.get(marked.finding.survey)
        told = [marked.finding.evidence.quote, marked.finding.statement.population.text]
        if sentence is not None:
            told += [sentence.passage.passage.text, sentence.passage.passage.heading]
        if survey is not None:
            told += [survey.title, survey.field_dates, survey.published]
            told += [name for p in survey.populations for name in (p.name, *p.other_names)]
        return " ".join(filter(None, told))

    def words(self) -> Iterator[CheckedWords]:
        """What the claim says besides its figures, and the ranks that it gives them."""
        for holding in self.reply.holds:
            verdict, why = self._held(holding)
            yield self._words(verdict, why, holding.is_)
        for rank in self.reply.ranks:
            greater = self.evidence.figures.get(rank.greater)
            lesser = self.evidence.figures.get(rank.lesser)
            if greater is None or lesser is None:
                yield self._words("unsupported", NOTHING, ())
                continue
            figures = greater.finding.statement.figure, lesser.finding.statement.figure
            is_so = figures[0].value > figures[1].value and figures[0].unit is figures[1].unit
            verdict = "verified" if is_so else "contradicted"
            why = "" if is_so else f"the source has {figures[0].text} and {figures[1].text}"
            yield self._words(verdict, why, (rank.greater,))

    def _held(self, holding: Holding) -> tuple[Verdict, str]:
        has_evidence = any(n in self.evidence.figures for n in holding.is_) or any(
            self.evidence.sentence(label) for label in self.reply.sentences
        )
        if not has_evidence or not holding.is_about_it:
            return "unsupported", NOTHING
        others = [self._other(n) for n in holding.is_ if n in self.evidence.figures]
        if others and all(others):
            return "unsupported", others[0]
        if holding.direction == "opposite":
            return "contradicted", "the source says the contrary"
        if holding.degree == "stronger":
            return "contradicted", "the source doesn't say as much"
        if holding.direction == "same" and holding.degree in ("same", "weaker"):
            return "verified", ""
        return "unsupported", NOTHING

    def _words(self, verdict: Verdict, why: str, numbers: Sequence[int]) -> CheckedWords:
        marked = [m for n in numbers if (m := self.evidence.figures.get(n)) is not None]
        evidence = marked[0].finding.evidence if marked else self._quoted() or self._closest()
        return CheckedWords(
            start=0, end=len(self.claim.text), verdict=verdict, why=why, evidence=evidence
        )

    def _quoted(self) -> Place | None:
        for label in self.reply.sentences:
            if (sentence := self.evidence.sentence(label)) is not None:
                passage = sentence.passage.passage
                return Place(
                    source=passage.source,
                    locator=f"{passage.locator}, sentence {sentence.position + 1}",
                    quote=sentence.text.strip(),
                )
        return None

    def _closest(self) -> Place | None:
        marked = (self.evidence.figures.get(n) for n in self.reply.closest)
        return next((m.finding.evidence for m in marked if m is not None), None)


def _plain(text: str, mention: Mention) -> Figure:
    """The figure without a hedge that is none: "more than the 17% of last year" compares."""
    is_compared = text[: mention.start].rstrip().lower().endswith(" the")
    return replace(mention.figure, hedge=Hedge.NONE) if is_compared else mention.figure


def _is_of_points(mention: Mention, found: Slot, aligned: ClaimFigure) -> bool:
    """Whether per cent are said of what is points, or the other way, and all else is the same."""
    units = {mention.figure.unit, found.figure.unit}
    is_rest_same = aligned.people == "same" and aligned.period in ("same", "not stated")
    return units == {Unit.PERCENT, Unit.POINTS} and aligned.is_ is not None and is_rest_same


def _worst(verdicts: Sequence[Verdict]) -> ClaimVerdict:
    order: tuple[Verdict, ...] = ("contradicted", "unsupported", "verified")
    for verdict in order:
        if verdict in verdicts:
            return verdict
    return "not_a_claim"


def _corrected(text: str, figures: Sequence[CheckedFigure], words: Sequence[CheckedWords]) -> str:
    """The sentence with the right figures, where those alone are wrong."""
    wrong = [f for f in figures if f.verdict != "verified"]
    if not wrong or any(f.expected is None for f in wrong):
        return ""
    if any(w.verdict != "verified" for w in words):
        return ""
    for figure in sorted(wrong, key=lambda f: -f.start):
        text = f"{text[: figure.start]}{figure.expected}{text[figure.end :]}"
    return text

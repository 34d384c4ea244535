"""The evidence as an aligner sees it: sentences, cells, questions and facts, each with a number.

Texts of a corpus are data: the marks that number their figures stand in none of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.draft import DraftSentence, Slot, cut
from assistant.answer.material import Candidate, CellCandidate, Material
from assistant.answer.wording import base_note
from assistant.corpus.prose import one_line
from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.findings.finding import Finding, Statement
from assistant.numerals import Mention, read_figures
from assistant.survey import Survey

MOST_PASSAGES = 6
MOST_CELLS = 10
MOST_QUESTIONS = 8
MOST_DESCRIBED = 40  # questions of surveys that are described
MOST_COUNTED = 40  # findings among which the nearest questions are found
LEAST_LIKE = 0.25  # cosine: a cell farther from the question has no bearing on it
LONGEST_PASSAGE = 4_000  # characters
MARKS = str.maketrans({"⟦": "[", "⟧": "]"})
# What breaks a line, turns it round, or hides from a reader's eye.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A figure that can be pointed at; `sentence` is the label of the sentence it stands in."""

    number: int
    finding: Finding
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSentence:
    """A sentence of a passage, which may be quoted, with its figures."""

    label: str
    passage: Candidate
    position: int
    marked: tuple[Marked, ...]

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.passage.sentences[self.position]

    @property
    def with_marks(self) -> str:
        """The sentence on one line, each figure followed by its number."""
        start, _ = self.passage.passage.sentences[self.position]
        text, at, parts = self.text, 0, []
        for one in self.marked:
            end = one.finding.statement.end - start
            parts.append(f"{clean(text[at:end])}⟦{one.number}⟧")
            at = end
        return one_line("".join((*parts, clean(text[at:]))))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question whose answers can be counted; `waves` are surveys, oldest first."""

    question: Question
    waves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that may bear on what was asked or said, by the numbers that point at it."""

    sentences: tuple[EvidenceSentence, ...] = ()
    cells: tuple[Marked, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()
    surveys: Mapping[str, Survey]
    responses: Mapping[str, Responses]

    @property
    def figures(self) -> dict[int, Marked]:
        """Every figure by its number."""
        marked = [m for sentence in self.sentences for m in sentence.marked]
        return {m.number: m for m in (*marked, *self.cells)}

    def sentence(self, label: str) -> EvidenceSentence | None:
        """The sentence of that label, such as 2.1."""
        return next((s for s in self.sentences if s.label == label.strip()), None)


def gather_evidence(
    materials: Sequence[Material],
    responses: Sequence[Responses],
    surveys: Sequence[Survey],
    *,
    passages: int = MOST_PASSAGES,
    described: Sequence[str] = (),
) -> Evidence:
    """The evidence in the material that was retrieved for a question, or for several claims.

    Of surveys that are `described` every question is there, as far as there is room.
    """
    by_survey = {r.survey: r for r in responses}
    candidates = {c.passage.id: c for m in materials for c in m.candidates[:passages]}
    sentences = tuple(_sentences(tuple(candidates.values())))
    first = sum(len(s.marked) for s in sentences) + 1
    cells = {c.finding.id: c.finding for m in materials for c in _leading(m.cells)}
    counted = [c for m in materials for c in m.counted[:MOST_COUNTED]]
    return Evidence(
        sentences=sentences,
        cells=tuple(Marked(number=first + n, finding=f) for n, f in enumerate(cells.values())),
        questions=_with_described(
            tuple(_questions(counted, by_survey, surveys)),
            [by_survey[survey] for survey in described if survey in by_survey],
        ),
        surveys={survey.id: survey for survey in surveys},
        responses=by_survey,
    )


def quoted_sentence(
    material: Material, sentence: EvidenceSentence, *, lead: str = ""
) -> DraftSentence:
    """A sentence of the source as it stands, its figures in slots."""
    passage = sentence.passage.passage
    start, _ = passage.sentences[sentence.position]
    findings = tuple(m.finding for m in sentence.marked)
    return DraftSentence(
        parts=cut(sentence.text, start, findings),
        survey=passage.survey,
        source=passage.source,
        locator=f"{passage.locator}, sentence {sentence.position + 1}",
        quote=sentence.text.strip(),
        lead=lead,
        note=base_note(material, findings, sentence.text),
    )


def slot_of(marked: Marked) -> Slot:
    """The figure as a slot of a sentence."""
    finding = marked.finding
    return Slot(figure=finding.statement.figure, findings=(finding,), how=finding.how)


def clean(text: str) -> str:
    """A text without marks and control characters of its own."""
    return CONTROL.sub(" ", text.translate(MARKS))


def _sentences(candidates: Sequence[Candidate]) -> Iterator[EvidenceSentence]:
    number, seen = 1, 0
    for passage_number, candidate in enumerate(candidates, start=1):
        seen = 0
        for position, text in enumerate(candidate.sentences):
            seen += len(text)
            if seen > LONGEST_PASSAGE:
                break
            marked = tuple(
                Marked(number=number + n, finding=f, sentence=f"{passage_number}.{position + 1}")
                for n, f in enumerate(_figures(candidate, position))
            )
            number += len(marked)
            yield EvidenceSentence(
                label=f"{passage_number}.{position + 1}",
                passage=candidate,
                position=position,
                marked=marked,
            )


def _figures(candidate: Candidate, position: int) -> Iterator[Finding]:
    """Every number of a sentence that is a figure: the reader's finding, or the mere figure."""
    start, _ = candidate.passage.sentences[position]
    read = {f.statement.start: f for f in candidate.findings_by_sentence[position]}
    for mention in read_figures(candidate.sentences[position]):
        finding = read.get(start + mention.start)
        yield finding if finding is not None else _bare(candidate, position, mention)


def _bare(candidate: Candidate, position: int, mention: Mention) -> Finding:
    from assistant.findings.finding import Evidence as Place

    passage = candidate.passage
    start, end = passage.sentences[position]
    return Finding(
        id=f"{passage.id}:{start + mention.start}",
        survey=passage.survey,
        statement=Statement(
            figure=mention.figure,
            start=start + mention.start,
            end=start + mention.end,
            sentence_start=start,
            sentence_end=end,
        ),
        evidence=Place(
            source=passage.source,
            locator=f"{passage.locator}, sentence {position + 1}",
            quote=candidate.sentences[position].strip(),
        ),
        grade="prose",
        passage=passage.id,
    )


def _leading(cells: Sequence[CellCandidate]) -> list[CellCandidate]:
    near = [cell for cell in cells if cell.similarity >= LEAST_LIKE]
    return sorted(near, key=lambda cell: -cell.similarity)[:MOST_CELLS]


def _questions(
    counted: Sequence[CellCandidate], responses: Mapping[str, Responses], surveys: Sequence[Survey]
) -> Iterator[AskedQuestion]:
    """The questions nearest to what was asked, each once with all its waves."""
    series = {survey.id: survey.series or survey.id for survey in surveys}
    dates = {survey.id: survey.field_dates for survey in surveys}
    seen: set[tuple[str, str]] = set()
    for cell in sorted(counted, key=lambda c: -c.similarity):
        survey = cell.finding.survey
        question = _question_of(cell.finding, responses.get(survey))
        if question is None or (series[survey], question.id) in seen:
            continue
        seen.add((series[survey], question.id))
        waves = [
            other
            for other, held in responses.items()
            if series.get(other) == series[survey] and held.questionnaire.question(question.id)
        ]
        yield AskedQuestion(
            question=question, waves=tuple(sorted(waves, key=lambda w: dates.get(w, "")))
        )
        if len(seen) == MOST_QUESTIONS:
            return


def _with_described(
    near: tuple[AskedQuestion, ...], described: Sequence[Responses]
) -> tuple[AskedQuestion, ...]:
    """The questions nearest to what was asked, and then the others of the surveys described."""
    known = {(wave, asked.question.id) for asked in near for wave in asked.waves}
    others = [
        AskedQuestion(question=question, waves=(held.survey,))
        for held in described
        for question in held.questionnaire.questions
        if (held.survey, question.id) not in known and question.type != "open"
    ]
    return (*near, *others[:MOST_DESCRIBED])


def _question_of(finding: Finding, responses: Responses | None) -> Question | None:
    if responses is None:
        return None
    wording = finding.statement.measure.question
    questions = responses.questionnaire.questions
    return next((q for q in questions if wording in (q.wording, q.label)), None)

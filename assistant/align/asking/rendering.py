"""Evidence as the text that a language model reads: one line a sentence, cell, question or fact."""

from collections.abc import Iterable, Iterator

from assistant.align.evidence import AskedQuestion, Evidence, EvidenceSentence, Marked, clean
from assistant.corpus.prose import one_line
from assistant.corpus.responses.questionnaire import Question
from assistant.survey import Survey

MOST_OPTIONS = 15
MOST_GROUPING = 40  # questions of a survey that tell people apart
LONGEST_WORDING = 240
LONGEST_LABEL = 60


def evidence_text(evidence: Evidence) -> str:
    """The whole evidence, in blocks with headings."""
    blocks = [
        *_passages(evidence.sentences, evidence),
        _block("Cells of published tables", map(_cell, evidence.cells)),
        _block("Questions whose answers can be counted", map(_question, evidence.questions)),
        _block("How their respondents can be told apart", _groups(evidence)),
    ]
    return "\n\n".join(filter(None, blocks))


def surveys_text(surveys: Iterable[Survey]) -> str:
    """What is known of each survey, a line each."""
    return "\n".join(map(_survey, surveys))


def _passages(sentences: Iterable[EvidenceSentence], evidence: Evidence) -> Iterator[str]:
    by_passage: dict[str, list[EvidenceSentence]] = {}
    for sentence in sentences:
        by_passage.setdefault(sentence.label.partition(".")[0], []).append(sentence)
    for number, of_passage in by_passage.items():
        passage = of_passage[0].passage.passage
        survey = evidence.surveys.get(passage.survey)
        title = _short(survey.title) if survey and survey.title else ""
        dates = _short(survey.field_dates) if survey and survey.field_dates else ""
        heading = _short(passage.heading) if not passage.heading.isdigit() else ""
        about = " · ".join(filter(None, (f"survey {clean(passage.survey)}", title, dates, heading)))
        yield _block(
            f"Passage {number} ({about})", (f"{s.label} {s.with_marks}" for s in of_passage)
        )


def _cell(marked: Marked) -> str:
    statement = marked.finding.statement
    parts = [
        f"{clean(statement.figure.text)}⟦{marked.number}⟧",
        f"people: {_short(statement.population.text)}" if statement.population.text else "",
        f"measure: {_short(statement.measure.text)}" if statement.measure.text else "",
        f"base {statement.base.unweighted_n}" if statement.base else "",
        f"wave {_short(statement.wave)}" if statement.wave else "",
        f"survey {clean(marked.finding.survey)}",
    ]
    return " | ".join(filter(None, parts))


def _question(asked: AskedQuestion) -> str:
    question = asked.question
    parts = [
        f"question {clean(question.id)}",
        f"“{_short(question.wording)}”",
        _answers(question),
        f"asked of {_short(question.base.label)}" if question.base.label else "",
        f"surveys: {', '.join(map(clean, asked.waves))}",
    ]
    return " | ".join(filter(None, parts))


def _answers(question: Question) -> str:
    if question.type == "numeric":
        unit = f" in {_short(question.unit)}" if question.unit else ""
        return f"a number{unit} (mean, median)"
    labels = [_label(option.label) for option in question.options[:MOST_OPTIONS]]
    more = ["…"] if len(question.options) > MOST_OPTIONS else []
    nets = [f"{_label(n.label)} = {' + '.join(map(_label, n.options))}" for n in question.nets]
    several = "several answers each: " if question.type == "multiple" else "answers: "
    told = several + " / ".join((*labels, *more))
    told = f"{told} (also mean)" if question.type == "scale" else told
    return f"{told} | nets: {' / '.join(nets)}" if nets else told


def _groups(evidence: Evidence) -> Iterator[str]:
    """Of each survey that has such questions those that tell people apart, by its latest wave."""
    waves = {asked.waves[-1]: asked.waves for asked in evidence.questions}
    for survey, held in waves.items():
        questionnaire = evidence.responses[survey].questionnaire
        told = [
            f"{clean(q.id)} ({_short(q.label or q.wording, LONGEST_LABEL)}; {_answers(q)})"
            for q in questionnaire.questions[:MOST_GROUPING]
            if q.type != "open" and len(q.options) <= MOST_OPTIONS * 3
        ]
        others = [clean(wave) for wave in held if wave != survey]
        also = f" (and its waves {', '.join(others)})" if others else ""
        yield f"survey {clean(survey)}{also}: " + "; ".join(told)


def _survey(survey: Survey) -> str:
    facts = {
        "sponsor": survey.sponsor,
        "fieldwork_by": survey.fieldwork_by,
        "field_dates": survey.field_dates,
        "mode": survey.mode,
        "sample": "" if survey.sample == "unknown" else survey.sample,
        "sample_size": f"{survey.sample_size}" if survey.sample_size else "",
        "countries": ", ".join(survey.countries),
        "languages": ", ".join(survey.languages),
        "weighting": survey.weighting,
        "margin_of_error": survey.margin_of_error,
        "published": survey.published,
    }
    told = "; ".join(f"{name}: {_short(value)}" for name, value in facts.items() if value)
    title = f" “{_short(survey.title)}”" if survey.title else ""
    return f"survey {clean(survey.id)}{title}: {told}".rstrip(": ")


def _block(heading: str, lines: Iterable[str]) -> str:
    told = list(lines)
    return "\n".join((heading, *told)) if told else ""


def _label(text: str) -> str:
    return _short(text, LONGEST_LABEL)


def _short(text: str, longest: int = LONGEST_WORDING) -> str:
    line = one_line(clean(text))
    return line if len(line) <= longest else f"{line[:longest]}…"

"""Material made by hand for tests of the answerer: an invented survey of nurses."""

from assistant.answer.material import Candidate, Material
from assistant.figures import Figure, Unit
from assistant.findings.finding import Evidence, Finding, Measure, Passage, Statement
from assistant.findings.populations import population_of
from assistant.findings.stems import content_stems
from assistant.numerals import read_figures
from assistant.retrieve.query import parse_question
from assistant.survey import Base, Survey

SENTENCES = (
    "Globally, 92% of nurses said night shifts harm their sleep.",
    "Out of the 150 U.S. nurses surveyed, 86% said night shifts harm their sleep, "
    "and 40% of U.S. nurses said they plan to leave.",
    "Among the 20 Dutch nurses surveyed, 55% said night shifts harm their sleep.",
)
TEXT = " ".join(SENTENCES)


def finding(figure: str, people: str, measure: str, *, base: int | None = None) -> Finding:
    """A finding read out of TEXT."""
    at = TEXT.index(figure)
    number = next(n for n, s in enumerate(SENTENCES) if figure in s)
    start = TEXT.index(SENTENCES[number])
    (mention,) = [m for m in read_figures(TEXT) if m.start == at]
    statement = Statement(
        figure=mention.figure,
        start=at,
        end=at + len(figure),
        sentence_start=start,
        sentence_end=start + len(SENTENCES[number]),
        measure=Measure(text=measure, terms=content_stems(measure)),
        population=population_of(people),
        base=Base(population=people, unweighted_n=base) if base else None,
    )
    return Finding(
        id=f"{figure} {people}",
        survey="night",
        statement=statement,
        evidence=Evidence(
            source="corpus/night/article.txt",
            locator=f"paragraph 1, sentence {number + 1}",
            quote=SENTENCES[number],
        ),
        grade="prose",
        passage="p1",
    )


WORLD = finding("92%", "nurses worldwide", "said night shifts harm their sleep")
US = finding("86%", "U.S. nurses", "said night shifts harm their sleep", base=150)
LEAVING = finding("40%", "U.S. nurses", "said they plan to leave", base=150)
DUTCH = finding("55%", "Dutch nurses", "said night shifts harm their sleep", base=20)


def share(text: str, value: float, *, decimals: int = 0) -> Figure:
    """A share in per cent."""
    return Figure(text=text, value=value, unit=Unit.PERCENT, decimals=decimals)


def _chances(question: str) -> tuple[float, ...]:
    asked = content_stems(question)
    shared = [len(asked & content_stems(sentence)) for sentence in SENTENCES]
    return tuple(0.97 * own / (max(shared) or 1) for own in shared)


def material(question: str, *, similarity: float = 0.7, survey: Survey | None = None) -> Material:
    """The question with the one passage there is, every sentence as like it as the other.

    The sentence with most of the question's words is surely its answer, to the judge.
    """
    spans = tuple((TEXT.index(s), TEXT.index(s) + len(s)) for s in SENTENCES)
    passage = Passage(
        id="p1",
        survey="night",
        source="corpus/night/article.txt",
        locator="paragraph 1",
        start=0,
        end=len(TEXT),
        text=TEXT,
        sentences=spans,
    )
    candidate = Candidate(
        passage=passage,
        similarity=similarity,
        sentence_similarities=(similarity,) * len(spans),
        findings=(WORLD, US, LEAVING, DUTCH),
        chances=_chances(question),
    )
    return Material(
        query=parse_question(question),
        candidates=(candidate,),
        surveys=(survey or Survey(id="night"),),
        searched=1,
    )

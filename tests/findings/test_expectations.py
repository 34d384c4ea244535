from dataclasses import replace

import pytest

from assistant.figures import Figure, Hedge, Unit
from assistant.findings.finding import Measure, Statement
from assistant.numerals import read_figures
from assistant.survey import Base, Facet, Population
from tests.findings.expectations import Example, Name, load, score

FILES: tuple[Name, ...] = ("look", "measure", "wider_look", "wider_measure")
UNLISTED_UNITS = (Unit.COUNT, Unit.OTHER)
BEEKEEPERS = "More than two-thirds of Australian beekeepers do not trust imported honey."


def example(text: str) -> Example:
    return next(e for name in FILES for e in load(name) if e.text == text)


def beekeepers() -> Statement:
    return Statement(
        figure=Figure(text="two-thirds", value=66.6667, unit=Unit.PERCENT, hedge=Hedge.MORE_THAN),
        start=10,
        end=20,
        sentence_start=0,
        sentence_end=len(BEEKEEPERS),
        measure=Measure(text="do not trust imported honey"),
        population=Population(text="beekeepers", facets=frozenset({Facet("place", "Australia")})),
    )


@pytest.mark.parametrize("name", FILES)
def test_every_share_of_a_text_is_listed(name: Name) -> None:
    for text in load(name):
        for mention in read_figures(text.text):
            if mention.figure.unit in UNLISTED_UNITS:
                continue
            listed = [e for e in text.figures if mention.start < e.end and e.start < mention.end]
            assert listed, f"{mention.figure.text!r} in {text.text!r}"


def test_no_text_is_in_both_files() -> None:
    texts = [e.text for name in FILES for e in load(name)]
    assert len(texts) == len(set(texts))


def test_a_right_reading_has_no_faults() -> None:
    result = score([example(BEEKEEPERS)], [[beekeepers()]])
    assert result.explain() == ""
    assert result.share("whole text right") == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("population", replace(beekeepers(), population=Population(text="Australians"))),
        ("population", replace(beekeepers(), population=Population())),
        ("measure", replace(beekeepers(), measure=Measure(text="do not trust"))),
        ("negation", replace(beekeepers(), measure=Measure(text="trust imported honey"))),
        ("role", replace(beekeepers(), role="earlier")),
        ("hedge", replace(beekeepers(), figure=replace(beekeepers().figure, hedge=Hedge.NONE))),
        ("recall", replace(beekeepers(), figure=replace(beekeepers().figure, value=60.0))),
        ("no base made up", replace(beekeepers(), base=Base(population="", unweighted_n=9))),
    ],
)
def test_a_wrong_field_is_marked(field: str, wrong: Statement) -> None:
    assert score([example(BEEKEEPERS)], [[wrong]]).share(field) == 0


def test_a_statement_with_no_figure_behind_it_counts_against_precision() -> None:
    extra = replace(beekeepers(), start=40, end=45)
    assert score([example(BEEKEEPERS)], [[beekeepers(), extra]]).share("precision") == 0.5


def test_the_base_of_another_statement_stands_for_the_count_of_people_asked() -> None:
    text = "Only 2 percent of the 1,226 adults interviewed refused to give their age."
    figure = Figure(text="2 percent", value=2, unit=Unit.PERCENT)
    read = Statement(
        figure=figure,
        start=5,
        end=14,
        sentence_start=0,
        sentence_end=len(text),
        base=Base(population="adults", unweighted_n=1226),
    )
    result = score([example(text)], [[read]])
    assert result.share("people asked") == 1
    assert result.share("base") == 1

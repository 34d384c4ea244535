"""A real survey's published crosstabs, computed again from its respondents' answers."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from assistant.corpus.folder import scan_corpus
from assistant.corpus.responses.prepare import prepare
from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.statistics.estimate import Estimate, Wanted
from assistant.statistics.tabulate import tabulate

SHARED = Path(__file__).parents[2].parent / "shared" / "corpora" / "masculinity"
QUESTIONS = Path(__file__).parent / "masculinity" / "questions.yaml"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")

# The published banner, from left to right: the break's question and its option.
BANNER = (
    ("", ""),
    ("age3", "18 - 34"),
    ("age3", "35 - 64"),
    ("age3", "65 and up"),
    ("race2", "White"),
    ("race2", "Non-white"),
    ("kids", "Has children"),
    ("kids", "No children"),
    ("orientation", "Straight"),
    ("orientation", "Gay/Bisexual"),
)
PUBLISHED = 864
SMALLEST_PUBLISHED_BASE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A published cell, empty where the base was too small, beside what comes out here."""

    published: str
    computed: Estimate

    @property
    def is_same(self) -> bool:
        value = self.computed.value
        assert value is not None
        whole = Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP)
        return f"{whole}%" == self.published


@pytest.fixture(scope="module")
def responses(tmp_path_factory: pytest.TempPathFactory) -> Responses:
    root = tmp_path_factory.mktemp("masculinity")
    folder = root / "corpus" / "masculinity"
    folder.mkdir(parents=True)
    shutil.copy(SHARED / "responses.csv", folder)
    shutil.copy(QUESTIONS, folder)
    found = scan_corpus(root / "corpus")
    return prepare(found.folders[0], store=root / "prepared", largest_bytes=10_000_000)


@pytest.fixture(scope="module")
def cells(responses: Responses) -> list[Cell]:
    return list(_cells(responses))


def _cells(responses: Responses) -> Iterator[Cell]:
    with (SHARED / "published-crosstabs.csv").open(encoding="latin-1", newline="") as file:
        rows = list(csv.reader(file))[2:]
    questions = {_plain(q.text): q for q in responses.questionnaire.questions}
    table: dict[tuple[str, str, str], Estimate] = {}
    for row in rows:
        if row[0]:
            asked = row[0].partition(": ")[2] if row[0].startswith("AMONG") else row[0]
            table = _computed(responses, questions[_plain(asked)])
            continue
        for published, (question, group) in zip(row[2:], BANNER, strict=False):
            yield Cell(published=published, computed=table[question, group, _plain(row[1])])


def _plain(text: str) -> str:
    """The published file has question marks where apostrophes were lost."""
    return text.replace("?", "'")


def _computed(responses: Responses, question: Question) -> dict[tuple[str, str, str], Estimate]:
    found = {}
    for by in dict.fromkeys(question for question, _ in BANNER):
        wanted = Wanted(question=question.id, by=(by,) if by else ())
        for estimate in tabulate(responses, wanted, minimum_base=1).rows:
            found[by, dict(estimate.by).get(by, ""), _plain(estimate.option)] = estimate
    return found


def test_the_published_percentages_come_out_again(cells: list[Cell]) -> None:
    published = [cell for cell in cells if cell.published]

    others = [cell for cell in published if not cell.is_same]

    assert len(published) == PUBLISHED
    assert others == []


def test_what_was_left_blank_is_what_too_few_were_asked_of(cells: list[Cell]) -> None:
    for cell in cells:
        assert cell.computed.base is not None
        assert (cell.computed.base < SMALLEST_PUBLISHED_BASE) == (not cell.published)


def test_groups_below_the_publishers_minimum_are_hidden_with_it_as_ours(
    responses: Responses,
) -> None:
    wanted = Wanted(question="q0011", by=("orientation",))

    table = tabulate(responses, wanted, minimum_base=SMALLEST_PUBLISHED_BASE)

    hidden = {dict(row.by)["orientation"] for row in table.rows if row.suppressed}
    assert "Gay/Bisexual" in hidden
    assert all(row.value is None and row.base is None for row in table.rows if row.suppressed)

"""Differences and multiples of two figures that one passage of prose prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.verify.bearing.recount import Recount
from assistant.verify.checker import Checker
from tests.verify.conftest import build, embed_stems

CLAIMS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8")
)
GARDENS = """Gardens and those who keep them

Some 58% of women keep bees, compared with 41% of men. Women are also more likely than men to feed
hedgehogs (33% vs. 21%).

In all, 60% of gardeners favor the new park, while 30% oppose it.

Nearly half of renters (48%) grow tomatoes, compared with 24% of homeowners.

Gardeners are far more likely to express worry (72%) than enthusiasm (33%) about late frost.

Some 45% of parents compost leaves, while 35% of students do so.
"""


@pytest.fixture(scope="module")
def gardens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    folder = tmp_path_factory.mktemp("gardens")
    survey = folder / "corpus" / "gardens"
    survey.mkdir(parents=True)
    (survey / "article.txt").write_text(GARDENS, encoding="utf-8")
    with build(folder) as index:
        yield Checker(index, embed_stems, Recount.of_nothing())


@pytest.mark.parametrize("text", CLAIMS["borne_out"])
def test_what_two_figures_of_a_passage_come_to_is_borne_out(gardens: Checker, text: str) -> None:
    assert [c.verdict for c in gardens.check_text(text).claims] == ["verified"]


@pytest.mark.parametrize("text", CLAIMS["not_so"])
def test_what_they_do_not_come_to_is_not(gardens: Checker, text: str) -> None:
    assert [c.verdict for c in gardens.check_text(text).claims] in (
        ["contradicted"],
        ["unsupported"],
    )


def test_the_right_difference_is_told(gardens: Checker) -> None:
    [claim] = gardens.check_text("Women are 27 points more likely than men to keep bees.").claims

    assert [f.expected for f in claim.figures] == ["17 points"]
    assert claim.why == "the source has 58% for Women and 41% for men"

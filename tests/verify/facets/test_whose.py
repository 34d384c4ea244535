"""Whose figure it is: people named, narrowed, or taken over from a sentence before."""

from collections.abc import Iterator

import pytest

from assistant.verify.bearing.recount import Recount
from assistant.verify.checker import Checker
from tests.verify.conftest import build, embed_stems

LAKE = """Rowing on the lake

Nearly eight-in-ten passengers (79%) say they prefer the ferry to the bridge.

As for money, 38% said the council should spend the same on the ferry, while 31% said the council
should spend less on the ferry.

Among people aged 65 and over, 70% row on the lake. For 57%, fares are the main concern, and 25%
think that the harbour is too noisy.
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    folder = tmp_path_factory.mktemp("lake")
    survey = folder / "corpus" / "lake"
    survey.mkdir(parents=True)
    (survey / "article.txt").write_text(LAKE, encoding="utf-8")
    with build(folder) as index:
        yield Checker(index, embed_stems, Recount.of_nothing())


@pytest.mark.parametrize(
    "text",
    [
        # narrowed, away from the figure
        "Passengers under 30 would rather have the ferry: 79 percent say they prefer it to the "
        "bridge.",
        # the other way round
        "Some 31 per cent want the council to spend more on the ferry.",
    ],
)
def test_a_right_number_about_others_is_not_borne_out(lake: Checker, text: str) -> None:
    (claim,) = lake.check_text(text).claims

    assert claim.verdict != "verified"


@pytest.mark.parametrize(
    "text",
    [
        "57% of people aged 18 to 29 think that fares are the main concern.",
        "25% of people aged 18 to 29 think that the harbour is too noisy.",
    ],
)
def test_people_taken_over_from_a_sentence_before_contradict_nobody(
    lake: Checker, text: str
) -> None:
    (claim,) = lake.check_text(text).claims

    assert claim.verdict == "unsupported"

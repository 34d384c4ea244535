from pathlib import Path

import pytest

from tests.measure.claims.generated.truth import Group, Poll
from tests.measure.claims.made_up import poll

WOMEN: Group = (("sex", "Female"),)
MEN: Group = (("sex", "Male"),)


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Poll:
    return poll(tmp_path_factory.mktemp("islands"))


@pytest.mark.parametrize(
    ("question", "group", "value", "base"),
    [
        ("ferry", (), 100 * 90 / 170, 190),
        ("ferry", WOMEN, 75.0, 100),
        ("ferry", MEN, 100 * 30 / 90, 90),
        ("bridge", (), 100 * 70 / 180, 200),
        ("bridge", WOMEN, 62.5, 100),
    ],
)
def test_shares_are_of_the_weights_of_those_who_answered(
    islands: Poll, question: str, group: Group, value: float, base: int
) -> None:
    share = islands.share(question, ["For"], group)

    assert share.value == pytest.approx(value)
    assert share.base == base


def test_shares_of_several_answers_add_up(islands: Poll) -> None:
    assert islands.share("ferry", ["For", "Against"], MEN).value == pytest.approx(100)


def test_a_mean_is_weighted(islands: Poll) -> None:
    assert islands.mean("age").value == pytest.approx((80 * 30 + 100 * 50) / 180)


def test_a_median_is_the_middle_answer(islands: Poll) -> None:
    assert islands.median("age", WOMEN).value == 30


def test_a_median_between_two_numbers_is_not_told(islands: Poll) -> None:
    # 100 women of 30 and 100 men of 50: the middle is 40, or 30, or 50, as one counts
    assert islands.has_one_middle("age", WOMEN)
    assert not islands.has_one_middle("age")


def test_chosen_options_of_a_delimited_answer_count_each(tmp_path: Path) -> None:
    from tests.corpus.responses.surveys import prepared
    from tests.measure.claims.generated.truth import answers_in

    questions = (
        "questions: [{id: boats, text: Boats, type: multiple, separator: '; ', "
        "options: [Canoe, Dinghy]}]"
    )
    # of three who answered, two have a canoe and two a dinghy; the fourth gave no answer
    rows = "n,boats\n1,Canoe\n2,Dinghy; Canoe\n3,Dinghy\n4,\n"
    responses = prepared(tmp_path, responses__csv=rows, questions__yaml=questions)
    path = tmp_path / "corpus" / "poll" / "responses.csv"
    boats = Poll(responses, answers_in(path), family="boats", year="")

    shares = boats.shares("boats")

    assert {label: round(share.value, 1) for label, share in shares.items()} == {
        "Canoe": 66.7,
        "Dinghy": 66.7,
    }
    assert shares["Canoe"].base == 3

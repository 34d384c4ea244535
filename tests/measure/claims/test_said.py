import pytest

from tests.measure.claims.generated.said import Said, exact, exactly, rounded, spoken

WAYS = {said.text: said for said in (*spoken(), *rounded())}


@pytest.mark.parametrize(
    ("text", "true_of", "debatable", "false_of"),
    [
        ("half", 52.0, 53.5, 58.0),  # allows 46.5 to 53.5, and false ones are 4 points beyond
        ("about six in ten", 63.0, 66.0, 69.0),
        ("nearly half", 47.0, 44.0, 40.0),
        ("nearly half", 49.0, 51.0, 55.0),
        ("just over a third", 36.0, 39.0, 43.0),
        ("more than half", 55.0, 48.0, 45.0),
        ("fewer than one in ten", 7.0, 12.0, 15.0),
        ("a majority", 60.0, 51.0, 45.0),
        ("most", 60.0, 48.0, 45.0),
        ("a minority", 40.0, 51.0, 55.0),
        ("about 60%", 61.0, 63.0, 67.0),
        ("at least 60%", 65.0, 58.0, 55.0),
    ],
)
def test_words_are_true_inside_their_bounds_and_false_well_beyond(
    text: str, true_of: float, debatable: float, false_of: float
) -> None:
    said = WAYS[text]

    assert said.fits(true_of)
    assert not said.fits(debatable)
    assert not said.excludes(debatable)
    assert said.excludes(false_of)


@pytest.mark.parametrize("said", WAYS.values(), ids=list(WAYS))
def test_nothing_is_true_and_false_at_once(said: Said) -> None:
    assert not [value for value in range(101) if said.fits(value) and said.excludes(value)]


def test_an_exact_share_is_of_what_rounds_to_it() -> None:
    said = exact(41.4)

    assert said
    assert said.text == "41%"
    assert said.fits(40.6)
    assert not said.fits(41.6)


def test_a_share_moved_by_one_is_false_of_every_value_that_rounds_to_it() -> None:
    # 41% moved to 42%: what rounds to 41% is at most 41.5, where 42% begins
    assert not exactly(42).fits(41.4)


def test_bare_tenths_take_no_of() -> None:
    assert WAYS["three in ten"].joined_to("women") == "three in ten women"
    assert WAYS["a third"].joined_to("women") == "a third of women"

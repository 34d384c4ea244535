"""Days in the field, as they are said and as they were."""

import pytest

from assistant.methodology.days import Agreement, Period, agreement
from assistant.methodology.reading.dates import periods_of


def period(text: str) -> Period:
    (found,) = periods_of(text)
    return found.period


@pytest.mark.parametrize(
    ("said", "source", "agrees"),
    [
        ("May 10-22, 2018", "10 to 22 May 2018", "same"),
        ("May 10-22", "May 10-22, 2018", "same"),
        ("in May 2018", "May 10-22, 2018", "same"),
        ("in 2018", "May 10-22, 2018", "same"),
        ("the spring of 2018", "May 10-22, 2018", "same"),
        ("May to June 2018", "May 10 to June 2, 2018", "same"),
        ("2021 to 2022", "June 2021 to April 2022", "same"),
        # 214 of the 334 days from June 2021 to April 2022 are in 2021
        ("in 2021", "June 2021 to April 2022", "same"),
        ("in 2022", "June 2021 to April 2022", "overlapping"),
        # half of the 24 days are in May 2018, and two more
        ("in May 2018", "May 18 to June 10, 2018", "same"),
        ("in May 2018", "May 25 to June 10, 2018", "overlapping"),
        ("in June 2018", "May 10-22, 2018", "other"),
        ("in 2017", "May 10-22, 2018", "other"),
        ("May 10-23, 2018", "May 10-22, 2018", "other"),
        ("May 10-22, 2017", "May 10-22, 2018", "other"),
        ("May 12, 2018", "May 10-22, 2018", "other"),
        ("May 10-22, 2018", "in May 2018", "coarser"),
        ("in May 2018", "in 2018", "coarser"),
        ("December 28, 2019, to January 3, 2020", "December 28 to January 3", "same"),
        ("December 28, 2019, to January 4, 2020", "December 28 to January 3", "other"),
    ],
)
def test_what_is_said_of_the_days_is_held_against_them(
    said: str, source: str, agrees: Agreement
) -> None:
    assert agreement(period(said), period(source)) == agrees

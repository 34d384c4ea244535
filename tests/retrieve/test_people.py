import pytest

from assistant.retrieve.people import asked_populations


def facets(question: str) -> list[list[str]]:
    return [sorted(f.value for f in p.facets) for p in asked_populations(question)]


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("What do Germans think of China?", [["DE"]]),
        ("How do people in Canada see the United States?", [["CA"]]),
        ("What is the opinion of the French about Russia?", [["FR"]]),
        ("How do American adults feel about Republicans?", [["US"]]),
        ("What are British views on Europe?", [["GB"]]),
    ],
)
def test_those_who_are_talked_about_are_not_those_who_are_asked(
    question: str, people: list[list[str]]
) -> None:
    assert facets(question) == people


def test_populations_laid_side_by_side_share_what_only_one_of_them_names() -> None:
    assert facets("Are men and women in Spain equally satisfied?") == [
        ["ES", "men"],
        ["ES", "women"],
    ]
    assert facets("Employers in India versus globally") == [
        ["IN", "employer"],
        ["employer", "global"],
    ]


def test_people_that_the_measure_is_about_make_no_second_population() -> None:
    assert facets("How likely are employers to hire a graduate student?") == [["employer"]]


def test_ages_and_places_restrict_the_same_people() -> None:
    assert facets("What share of women ages 18 to 29 in Japan agree?") == [["18-29", "JP", "women"]]


def test_nobody_in_particular_is_no_population() -> None:
    assert facets("What do people think about taxes?") == []

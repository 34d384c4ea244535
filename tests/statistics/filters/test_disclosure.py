"""Who is held back: the minimum base, complementary suppression, and attacks by subtraction."""

from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from assistant.corpus.folder import scan_corpus
from assistant.corpus.responses.prepare import prepare
from assistant.corpus.responses.questionnaire import AskedOf, Question, Questionnaire
from assistant.errors import TooFewPeople
from assistant.statistics.answers import Answers
from assistant.statistics.engines import collect, open_table
from assistant.statistics.filters import EVERYBODY, parse_where, shown_groups
from tests.statistics.filters.attacks import Pool, attacks
from tests.statistics.filters.people import (
    QUESTIONNAIRE,
    Asked,
    Person,
    answers_of,
    made_up_people,
    single,
)

ROOT = Path(__file__).parents[3]
MASCULINITY = ROOT.parent / "shared" / "corpora" / "masculinity" / "responses.csv"
MINIMUM = 30


def prepared(folder: Path, store: Path) -> Answers:
    (found,) = [f for f in scan_corpus(folder.parent).folders if f.survey.id == folder.name]
    responses = prepare(found, store=store, largest_bytes=10**8)
    return Answers(open_table(responses.location), responses.questionnaire)


def question(answers: Answers, name: str) -> Question:
    found = answers.questionnaire.question(name)
    assert found is not None
    return found


def people_in(answers: Answers, pool: Pool, asked: str) -> list[Person]:
    """Those in the question's base, with their labels and numbers."""
    columns = {name: answers.label(question(answers, name)) for name in pool.answers}
    columns |= {name: answers.number(question(answers, name)) for name in pool.cuts}
    among = answers.table.filter(answers.answered(question(answers, asked)))
    people: list[Person] = collect(among.select(**columns)).to_pylist()
    return people


def pool_of(answers: Answers, names: Sequence[str]) -> dict[str, list[str]]:
    return {name: [o.label for o in question(answers, name).options] for name in names}


def is_answered(answers: Answers, asked: str) -> Callable[[Asked], bool]:
    """Whether a filter's table is shown; each filter is tried once."""
    known: dict[str, bool] = {}

    def tried(filter: Asked) -> bool:
        if filter.text not in known:
            where = parse_where(filter.text, answers.questionnaire)
            try:
                groups = shown_groups(
                    answers, question(answers, asked), where=where, minimum_base=MINIMUM
                )
            except TooFewPeople:
                groups = frozenset()
            known[filter.text] = bool(groups)
        return known[filter.text]

    return tried


def successes(answers: Answers, asked: str, pairs: Sequence[tuple[Asked, Asked]]) -> list[str]:
    """The pairs of tables that are both shown and give a small group away."""
    shown = is_answered(answers, asked)
    return [f"{a.text} minus {b.text}" for a, b in pairs if shown(a) and shown(b)]


def test_200_pairs_of_filters_over_a_shipped_survey_give_no_small_group_away(
    tmp_path: Path,
) -> None:
    answers = prepared(ROOT / "corpus" / "general-social-survey-2018", tmp_path)
    pool = Pool(
        answers=pool_of(answers, ["sex", "race", "age4", "party", "hispanic"]),
        cuts={"age": [0, 18, 21, 25, 30, 35, 45, 50, 60, 65, 70, 80, 88, 89, 100]},
        finer=[("age", "age4")],
    )

    pairs = attacks(pool, people_in(answers, pool, "abany"), seed=4, many=200)

    assert successes(answers, "abany", pairs) == []


@pytest.mark.skipif(not MASCULINITY.exists(), reason="the respondents of 2018 are not here")
def test_60_pairs_of_filters_over_the_masculinity_survey_give_no_small_group_away(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "masculinity"
    folder.mkdir()
    (folder / "responses.csv").write_bytes(MASCULINITY.read_bytes())
    written = ROOT / "tests" / "statistics" / "masculinity" / "questions.yaml"
    (folder / "questions.yaml").write_bytes(written.read_bytes())
    answers = prepared(folder, tmp_path / "store")
    names = ["age3", "race2", "kids", "orientation", "racethn4", "educ4", "q0030"]
    pool = Pool(answers=pool_of(answers, names), finer=[("racethn4", "race2")])

    pairs = attacks(pool, people_in(answers, pool, "q0001"), seed=5, many=60)

    assert successes(answers, "q0001", pairs) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_made_up_people_with_rare_answers_are_not_given_away(seed: int, tmp_path: Path) -> None:
    people = made_up_people(seed, many=[250, 600, 1500][seed - 1])
    answers = answers_of(people, tmp_path, QUESTIONNAIRE)
    names = ["finer", "race", "region", "sex", "band"]
    pool = Pool(
        answers={
            **pool_of(answers, names),
            "media_tv": ["TV", "Not selected"],
            "media_radio": ["Radio", "Not selected"],
        },
        cuts={"age": [0, 18, 20, 25, 30, 31, 45, 50, 64, 65, 70, 80, 90, 100]},
        finer=[("finer", "race"), ("age", "band")],
    )
    base = [person for person in people if person["q"] != "NA"]

    pairs = attacks(pool, base, seed=seed, many=30)

    assert successes(answers, "q", pairs) == []


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Ages by regions: 100 and 40 young, 100 and 10 old, 50 and 50 of middle age."""
    cells = [
        ("North", "Young", 100),
        ("South", "Young", 40),
        ("North", "Old", 100),
        ("South", "Old", 10),
        ("North", "Middle", 50),
        ("South", "Middle", 50),
    ]
    people: list[Person] = [
        {"q": "Yes" if at % 2 else "No", "region": region, "age": age}
        for region, age, many in cells
        for at in range(many)
    ]
    questions = (
        single("q", "Yes", "No"),
        single("region", "North", "South"),
        single("age", "Young", "Middle", "Old"),
    )
    folder = tmp_path_factory.mktemp("counted")
    return answers_of(people, folder, Questionnaire(questions=questions, banner=("age", "region")))


def shown(answers: Answers, where: str = "", by: Sequence[str] = ()) -> set[tuple[str, ...]]:
    groups = shown_groups(
        answers,
        question(answers, "q"),
        where=parse_where(where, answers.questionnaire),
        by=[question(answers, name) for name in by],
        minimum_base=MINIMUM,
    )
    return set(groups)


def test_groups_with_people_enough_are_all_shown(counted: Answers) -> None:
    assert shown(counted, by=["age"]) == {("Young",), ("Middle",), ("Old",)}


def test_beside_a_small_group_another_is_held_back(counted: Answers) -> None:
    # of the south's 100, 10 are old; the middle-aged are the rarest others (100 against 140)
    assert shown(counted, "region == 'South'", by=["age"]) == {("Young",)}


def test_a_small_cell_takes_one_more_with_it_in_its_row_and_in_its_column(
    counted: Answers,
) -> None:
    # old and south is small; so are held back middle and south, and old and north
    assert shown(counted, by=["age", "region"]) == {
        ("Young", "North"),
        ("Young", "South"),
        ("Middle", "North"),
    }


@pytest.mark.parametrize(
    "where",
    [
        "age == 'Old' and region == 'South'",  # 10 people
        "age == 'Old' and region != 'South'",  # all 110 old people less these are 10
        "region == 'South' and age in ['Young', 'Middle']",  # all 100 in the south less these
        "age == 'Old' and region == 'South' and q == 'Yes' and q == 'No'",  # nobody
        "age == 'Young' or region == 'North'",  # beside it, 10 old people in the south
    ],
)
def test_filters_that_give_a_small_group_away_are_refused(counted: Answers, where: str) -> None:
    with pytest.raises(TooFewPeople):
        shown(counted, where)


def test_a_refusal_is_the_same_whatever_the_count(counted: Answers) -> None:
    lines = set()
    for where in ("age == 'Old' and region == 'South'", "age == 'Old' and region == 'North'"):
        with pytest.raises(TooFewPeople) as refused:
            shown(counted, where)
        lines.add(str(refused.value))

    assert len(lines) == 1
    assert "10" not in lines.pop()


def test_the_base_of_a_question_says_who_is_counted(counted: Answers) -> None:
    asked = question(counted, "q")
    of_the_south = Question(id="q", options=asked.options, base=AskedOf(where="region == 'South'"))

    groups = shown_groups(
        counted,
        of_the_south,
        where=EVERYBODY,
        by=[question(counted, "age")],
        minimum_base=MINIMUM,
    )

    # of the base's 100, 10 are old; the young are the rarest others (40 against 50)
    assert groups == {("Middle",)}


def test_a_rare_answer_hides_among_those_who_gave_none(tmp_path: Path) -> None:
    # 22 of the minor party and 10 without an answer are 32 together: nobody else is held back
    counts = {"Left": 100, "Right": 60, "Minor": 22, "NA": 10}
    people: list[Person] = [
        {"q": "Yes" if at % 2 else "No", "party": party}
        for party, many in counts.items()
        for at in range(many)
    ]
    questions = (single("q", "Yes", "No"), single("party", "Left", "Right", "Minor"))
    answers = answers_of(people, tmp_path, Questionnaire(questions=questions, banner=("party",)))

    assert shown(answers, by=["party"]) == {("Left",), ("Right",)}
    for where in ("party != 'NA'", "party in ['Right', 'Minor']", "party == 'Minor'"):
        with pytest.raises(TooFewPeople):
            shown(answers, where)


def test_most_groups_of_a_shipped_survey_are_shown(tmp_path: Path) -> None:
    answers = prepared(ROOT / "corpus" / "general-social-survey-2018", tmp_path)
    banner = [question(answers, name) for name in answers.questionnaire.banner]
    asked = question(answers, "abany")
    people = people_in(
        answers, Pool(answers=pool_of(answers, answers.questionnaire.banner)), "abany"
    )
    enough = answered = 0

    for by in [*combinations(banner, 1), *combinations(banner, 2)]:
        groups = shown_groups(answers, asked, where=EVERYBODY, by=by, minimum_base=MINIMUM)
        counts: dict[tuple[str, ...], int] = {}
        for person in people:
            labels = tuple(str(person[one.id]) for one in by)
            counts[labels] = counts.get(labels, 0) + ("None" not in labels)
        enough += sum(count >= MINIMUM for count in counts.values())
        answered += len(groups)

    assert answered / enough > 0.75

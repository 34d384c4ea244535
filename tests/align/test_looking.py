"""What is looked up for a model: only what is allowed, only what is new, and only so much."""

from collections.abc import Sequence

from assistant.align.alignment import Asked
from assistant.align.asking.looking import MOST_LOOK_UPS, Looked, look_further
from assistant.align.asking.reply import LookUp
from assistant.answer.material import Material
from assistant.survey import Survey
from tests.align.evidenced import LIBRARY, candidate, material

SECRET = Survey(id="secret", title="Not for everybody")
ASKED = Asked(question="Who keeps a cat?", material=material("Who keeps a cat?"))


class Shelf:
    """A corpus of one new passage a search, which remembers what was searched for."""

    def __init__(self) -> None:
        self.searched: list[tuple[str, tuple[str, ...]]] = []

    def retrieve(self, words: str, surveys: Sequence[str]) -> Material:
        self.searched.append((words, tuple(surveys)))
        return material(words, candidate(f"Found for {words}.", id=words))


def looked_for(
    *wanted: LookUp, shelf: Shelf, looked: Looked | None = None, surveys: tuple[str, ...] = ()
) -> Looked | None:
    asked = Asked(question=ASKED.question, material=ASKED.material, surveys=surveys)
    return look_further(
        asked,
        looked or Looked(materials=(ASKED.material,)),
        wanted,
        surveys=(LIBRARY, SECRET),
        retrieve=shelf.retrieve,
    )


def test_a_search_brings_passages_that_were_not_shown() -> None:
    shelf = Shelf()

    further = looked_for(LookUp(search="cats"), LookUp(search="pets"), shelf=shelf)

    assert further is not None
    assert [c.passage.id for c in further.materials[-1].candidates] == ["cats", "pets"]
    assert further.words == ("cats", "pets")


def test_what_was_shown_already_is_nothing_new() -> None:
    shelf = Shelf()
    first = looked_for(LookUp(search="cats"), shelf=shelf)

    assert looked_for(LookUp(search="cats"), shelf=shelf, looked=first) is None


def test_a_survey_that_the_question_is_not_limited_to_is_not_looked_into() -> None:
    shelf = Shelf()
    wanted = (LookUp(search="cats", survey="secret"), LookUp(describe="secret"))

    assert (
        looked_for(*wanted, LookUp(describe="made up"), shelf=shelf, surveys=("library",)) is None
    )
    assert shelf.searched == []


def test_a_search_without_a_survey_keeps_to_those_of_the_question() -> None:
    shelf = Shelf()

    looked_for(LookUp(search="cats"), shelf=shelf, surveys=("library",))

    assert shelf.searched == [("cats", ("library",))]


def test_a_described_survey_is_searched_for_the_question() -> None:
    shelf = Shelf()

    further = looked_for(LookUp(describe="library"), shelf=shelf)

    assert further is not None
    assert further.described == ("library",)
    assert shelf.searched == [("Who keeps a cat?", ("library",))]


def test_only_so_much_is_looked_up_in_a_round() -> None:
    shelf = Shelf()

    looked_for(*(LookUp(search=f"cat {n}") for n in range(9)), shelf=shelf)

    assert len(shelf.searched) == MOST_LOOK_UPS

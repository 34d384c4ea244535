"""Made-up people and filters over them, each with what it means in plain Python."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from assistant.corpus.responses.questionnaire import Option, Question, Questionnaire
from assistant.statistics.answers import Answers
from assistant.statistics.engines import open_table
from assistant.statistics.filters import render_where
from assistant.statistics.filters.expression import Comparison

Person: TypeAlias = dict[str, str | float | None]
Means: TypeAlias = Callable[[Person], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A filter as text, with whom it means."""

    text: str
    means: Means
    terms: tuple["Asked", ...] = ()
    is_either: bool = False

    def within(self, people: Sequence[Person], known: dict[str, int]) -> int:
        """The people it means, a bit for each; `known` keeps them for the next filter."""
        if self.text not in known:
            if self.terms:
                of_terms = [term.within(people, known) for term in self.terms]
                known[self.text] = reduce(or_ if self.is_either else and_, of_terms)
            else:
                bits = "".join("1" if self.means(person) else "0" for person in people)
                known[self.text] = int(bits, 2)
        return known[self.text]


def single(id: str, *labels: str) -> Question:
    return Question(
        id=id, options=tuple(Option(value=label, label=label) for label in labels), missing=("NA",)
    )


def made_up_people(seed: int, *, many: int) -> list[Person]:
    """People whose answers hang together, with rare ones, and here and there none."""
    chance = random.Random(seed)  # noqa: S311
    return [_person(chance) for _ in range(many)]


def _person(chance: random.Random) -> Person:
    finer = chance.choices(
        ["White", "Black", "Mexican", "Cuban", "Chinese", "Korean", "Samoan"],
        weights=[60, 14, 9, 3, 6, 3, 1],
    )[0]
    race = {"Mexican": "Hispanic", "Cuban": "Hispanic", "White": "White", "Black": "Black"}
    age = float(chance.randint(18, 89))
    region = chance.choices(["North", "South", "West", "Isles"], weights=[40, 35, 20, 3])[0]
    if finer == "Samoan":
        region = chance.choice(["West", "Isles"])
    tv, radio = chance.random() < 0.7, chance.random() < 0.12
    return {
        "q": chance.choice(["Yes", "No"]) if chance.random() < 0.98 else "NA",
        "finer": finer,
        "race": race.get(finer, "Other"),
        "region": region if chance.random() < 0.985 else None,
        "sex": chance.choice(["Male", "Female"]),
        "age": age if chance.random() < 0.99 else None,
        "band": "18-29" if age < 30 else "30-64" if age < 65 else "65+",
        "media_tv": "TV" if tv else "Not selected",
        "media_radio": "Radio" if radio else "Not selected",
    }


QUESTIONNAIRE = Questionnaire(
    questions=(
        single("q", "Yes", "No"),
        single("finer", "White", "Black", "Mexican", "Cuban", "Chinese", "Korean", "Samoan"),
        single("race", "White", "Black", "Hispanic", "Other"),
        single("region", "North", "South", "West", "Isles"),
        single("sex", "Male", "Female"),
        single("band", "18-29", "30-64", "65+"),
        Question(id="age", type="numeric"),
        Question(
            id="media",
            type="multiple",
            options=(
                Option(value="TV", label="TV", column="media_tv"),
                Option(value="Radio", label="Radio", column="media_radio"),
            ),
            not_selected=("Not selected",),
        ),
    ),
    banner=("race", "region", "sex", "band"),
)


def answers_of(people: Sequence[Person], folder: Path, questionnaire: Questionnaire) -> Answers:
    """The people's answers in a parquet file, as the product keeps them."""
    path = folder / "people.parquet"
    pq.write_table(pa.Table.from_pylist(list(people)), path)
    return Answers(open_table(str(path)), questionnaire)


def one_of(name: str, values: Sequence[str], *, negated: bool = False) -> Asked:
    """People with one of these answers; or with one, but none of these."""
    written = Comparison(
        question=name, operator="not in" if negated else "in", values=tuple(values)
    )
    wanted = frozenset(values)
    return Asked(
        text=render_where(written),
        means=lambda person: (
            person[name] not in (None, "NA") and (person[name] in wanted) != negated
        ),
    )


def between(name: str, low: float, high: float) -> Asked:
    """People whose number is at least `low` and below `high`."""

    def means(person: Person) -> bool:
        number = person[name]
        return isinstance(number, float) and low <= number < high

    return Asked(text=f"{low:g} <= {name} < {high:g}", means=means)


def both(*terms: Asked) -> Asked:
    return Asked(
        text=" and ".join(f"({term.text})" for term in terms),
        means=lambda person: all(term.means(person) for term in terms),
        terms=terms,
    )


def either(*terms: Asked) -> Asked:
    return Asked(
        text=" or ".join(f"({term.text})" for term in terms),
        means=lambda person: any(term.means(person) for term in terms),
        terms=terms,
        is_either=True,
    )


EVERYONE = Asked(text="", means=lambda _: True)

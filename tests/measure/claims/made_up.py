"""A made-up weighted survey of 200 islanders, its shares worked by hand.

    100 women   60 for the ferry, each of weight 1, and 40 against it, each of weight 0.5
                the first 50 of them are for the bridge, all others against it
    100 men     30 for the ferry, 60 against it, 10 without an answer, each of weight 1
                the first 20 of them are for the bridge, all others against it

For the ferry, women: 60 / (60 + 20) = 75%. Men: 30 / 90 = 33.3%. All: 90 / (80 + 90) = 52.9%.
For the bridge, women: 50 / 80 = 62.5%. Men: 20 / 100 = 20%. All: 70 / 180 = 38.9%.
Women are 30 and men 50 years old: on average (80 * 30 + 100 * 50) / 180 = 41.1.
"""

from collections.abc import Collection
from pathlib import Path
from random import Random

from tests.corpus.responses.surveys import prepared
from tests.measure.claims.generated.draws import Draw
from tests.measure.claims.generated.phrases import Phrases
from tests.measure.claims.generated.truth import Poll, answers_in

QUESTIONS = """
weight: w
banner: [sex]
questions:
  - id: sex
    text: Sex
    options: [Female, Male]
  - id: ferry
    text: Are you for the ferry?
    options: [For, Against]
  - id: bridge
    text: Are you for the bridge?
    options: [For, Against]
  - id: age
    text: How old are you?
    type: numeric
"""
PHRASES = {
    "names": ["Islands Poll"],
    "everybody": ["islanders"],
    "crossed": [],
    "groups": {"sex": {"Female": {"noun": ["women"]}, "Male": {"noun": ["men"]}}},
    "answers": {
        "ferry": {"For": ["support the ferry"], "Against": ["oppose the ferry"]},
        "bridge": {"For": ["support the bridge"], "Against": ["oppose the bridge"]},
    },
    "opposites": {"all": ["For", "Against"]},
}
FOR = {
    ("women", "ferry"): 75.0,
    ("men", "ferry"): 33.3,
    ("islanders", "ferry"): 52.9,
    ("women", "bridge"): 62.5,
    ("men", "bridge"): 20.0,
    ("islanders", "bridge"): 38.9,
}


def rows() -> str:
    """The responses file."""
    lines = ["sex,ferry,bridge,age,w"]
    for at in range(100):
        ferry, weight = ("For", "1") if at < 60 else ("Against", "0.5")
        lines.append(f"Female,{ferry},{'For' if at < 50 else 'Against'},30,{weight}")
    for at in range(100):
        ferry = "For" if at < 30 else "Against" if at < 90 else ""
        lines.append(f"Male,{ferry},{'For' if at < 20 else 'Against'},50,1")
    return "\n".join(lines) + "\n"


def poll(folder: Path) -> Poll:
    """The survey as claims are made of it."""
    responses = prepared(folder, responses__csv=rows(), questions__yaml=QUESTIONS)
    path = folder / "corpus" / "poll" / "responses.csv"
    return Poll(responses, answers_in(path), family="islands", year="2021")


def draw(of: Poll, *, asked: Collection[str] = ("ferry", "bridge"), seed: int = 1) -> Draw:
    """Draws of what was asked about the ferry and the bridge."""
    return Draw([of], Phrases(PHRASES), asked=frozenset(asked), ask=Random(seed))  # noqa: S311

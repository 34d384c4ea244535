"""The facts that a corpus's texts tell, as a file of a build.

The file has a digest of the fact's shape first: one of another shape is not read.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.corpus.stored.nouns import decode, encode, schema_of
from assistant.findings.finding import Passage
from assistant.methodology.fact import KnownFact
from assistant.methodology.known import told

FACTS_FILE = "facts.json"
SCHEMA = schema_of(KnownFact)

FactsBySurvey = Mapping[str, tuple[KnownFact, ...]]


def write_facts(path: Path, passages: Sequence[Passage]) -> None:
    """Read the facts out of all passages and write them down, survey by survey."""
    facts = {survey: encode(known) for survey, known in read_all(passages).items()}
    path.write_text(json.dumps({"schema": SCHEMA, "facts": facts}), encoding="utf-8")


def read_facts(path: Path) -> FactsBySurvey | None:
    """The facts of a file; None where there is none, or one of another shape."""
    if not path.is_file():
        return None
    stored = json.loads(path.read_text(encoding="utf-8"))
    if stored["schema"] != SCHEMA:
        return None
    return {
        survey: tuple(decode(KnownFact, fact) for fact in facts)
        for survey, facts in stored["facts"].items()
    }


def read_all(passages: Sequence[Passage]) -> FactsBySurvey:
    """The facts that passages tell, by survey."""
    of_survey: dict[str, list[Passage]] = {}
    for passage in passages:
        of_survey.setdefault(passage.survey, []).append(passage)
    return {survey: tuple(told(each)) for survey, each in of_survey.items()}

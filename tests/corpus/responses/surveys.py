"""Small surveys of respondents' answers, made for the tests that read them."""

from pathlib import Path

import pandas as pd
import pyreadstat

from assistant.corpus.folder import SurveyFolder, scan_corpus
from assistant.corpus.responses.prepare import prepare
from assistant.corpus.responses.questionnaire import Question, Responses
from assistant.statistics.estimate import Wanted
from assistant.statistics.tabulate import tabulate
from assistant.statistics.wordings import with_ids

LARGEST = 100_000_000


def folder_of(root: Path, **files: bytes | str) -> SurveyFolder:
    """A survey with those files, whose names have __ for their dot: responses__csv."""
    folder = root / "corpus" / "poll"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(data)
    return scan_corpus(folder.parent).folders[0]


def prepared(root: Path, **files: bytes | str) -> Responses:
    """The responses of such a survey, ready to be counted."""
    return prepare(folder_of(root, **files), store=root / "store", largest_bytes=LARGEST)


def question(responses: Responses, id: str) -> Question:
    """The question of that id."""
    found = responses.questionnaire.question(id)
    assert found is not None
    return found


def labels(responses: Responses, id: str) -> list[str]:
    """The labels of a question's options, in order."""
    return [option.label for option in question(responses, id).options]


def shares(responses: Responses, id: str, where: str = "") -> tuple[dict[str, float], int | None]:
    """The per cent of every option, rounded, and the base; of however few people."""
    wanted = with_ids(responses.questionnaire, Wanted(question=id, where=where))
    rows = tabulate(responses, wanted, minimum_base=1).rows
    return {row.option: round(row.value or 0.0, 1) for row in rows}, rows[0].base


def mean(responses: Responses, id: str) -> float | None:
    """The mean of a number, weighted where the responses are."""
    wanted = Wanted(question=id, statistic="mean")
    return tabulate(responses, wanted, minimum_base=1).rows[0].value


def sav_of(root: Path, frame: pd.DataFrame, **told: object) -> bytes:
    """An SPSS file of the frame, with labels and missing codes as pyreadstat takes them."""
    pyreadstat.write_sav(frame, root / "made.sav", **told)
    return (root / "made.sav").read_bytes()


def dta_of(root: Path, frame: pd.DataFrame, **told: object) -> bytes:
    """A Stata file of the frame, in the same way."""
    pyreadstat.write_dta(frame, root / "made.dta", **told)
    return (root / "made.dta").read_bytes()


def answers(responses: Responses, column: str) -> list[object]:
    """What respondents answered, as it was written."""
    import pyarrow.parquet as pq

    found: list[object] = pq.read_table(responses.location).column(column).to_pylist()
    return found

"""Small surveys of respondents' answers, made for the tests that read them."""

from pathlib import Path

from assistant.corpus.folder import SurveyFolder, scan_corpus
from assistant.corpus.responses.prepare import prepare
from assistant.corpus.responses.questionnaire import Question, Responses

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


def answers(responses: Responses, column: str) -> list[object]:
    """What respondents answered, as it was written."""
    import pyarrow.parquet as pq

    found: list[object] = pq.read_table(responses.location).column(column).to_pylist()
    return found

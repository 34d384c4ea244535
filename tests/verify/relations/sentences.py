"""The sentences of `sentences.yaml`, and what is read of them, as the tests beside it need them."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.verify.relations.reading import read_relations
from assistant.verify.relations.relation import Relation

PATH = Path(__file__).parent / "sentences.yaml"


@cache
def _lists() -> dict[str, list[Any]]:
    loaded: dict[str, list[Any]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return loaded


def each_of(name: str) -> pytest.MarkDecorator:
    """Run a test once for each sentence of a list; it takes the whole row."""
    rows = _lists()[name]
    return pytest.mark.parametrize(
        "row", rows, ids=[r if isinstance(r, str) else r["text"] for r in rows]
    )


def one_of(text: str) -> Relation:
    """The one relation of a sentence."""
    [relation] = read_relations(text)
    return relation

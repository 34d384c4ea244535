"""Three made-up surveys: one described in full, one of volunteers, one with an article only."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.index.store import Index
from assistant.verify.facts.judging import Facts
from tests.verify.conftest import build

FERRY = """
title: Ferry Passengers Survey 2018
sponsor: Harbour Trust
fieldwork_by: Tide Research
field_dates: May 10-22, 2018
sample: probability
sample_size: 1615
countries: [Norway]
populations:
  - {name: adult men, n: 790}
  - {name: adult women, n: 825}
margin_of_error: plus or minus 3.5 percentage points at 95% confidence; 4.9 points for women
"""
KEEPERS = """
title: Lighthouse Keepers Poll
sponsor: Beacon Union
field_dates: March 2021
sample: opt-in
sample_size: 412
countries: [Chile, Peru, Kenya, Ghana, India, Japan, Fiji, Samoa]
populations:
  - {name: keepers, n: 412, other_names: [lighthouse keepers]}
"""
BREAD = """The price of bread

Half of bakers say that flour costs too much.

About the poll: 2,004 bakers were interviewed by telephone between 1 and 9 June 2020. The margin of
sampling error for the full sample is plus or minus 2.2 percentage points.
"""


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("facts")
    for name, manifest, article in (
        ("ferry-2018", FERRY, "Passengers like the new harbour.\n"),
        ("keepers", KEEPERS, "Keepers like the sea.\n"),
        ("bread", "title: The Bread Poll\n", BREAD),
    ):
        survey = folder / "corpus" / name
        survey.mkdir(parents=True)
        (survey / "survey.yaml").write_text(manifest, encoding="utf-8")
        (survey / "article.txt").write_text(article, encoding="utf-8")
    with build(Path(folder)) as built:
        yield built


@pytest.fixture(scope="session")
def facts(index: Index) -> Facts:
    return Facts(index)

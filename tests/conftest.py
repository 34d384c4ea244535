"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from assistant.settings import Settings

# No test fails on a time, and a busy machine makes examples slowly.
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
settings.register_profile("house", deadline=None, suppress_health_check=SLOW)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see the default settings, whatever the shell that runs them has set."""
    names = ("CORPUS", "INDEX", "HOST", "PORT", "DEBUG", "MINIMUM_BASE", "MARKED_BASE", "HISTORY")
    model = ("", "_URL", "_KEY", "_SECONDS", "_OUTPUT", "_TEMPERATURE", "_MAX_TOKENS")
    models = ("EMBEDDING_MODEL", "JUDGE_MODEL")
    for name in (*names, *models, *(f"MODEL{end}" for end in model)):
        monkeypatch.delenv(f"ASSISTANT_{name}", raising=False)


@pytest.fixture(autouse=True, scope="session")
def no_history_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test keeps goes where nobody's own conversations are."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shipped corpus, with an index that whoever needs it first builds for all."""
    corpus = Path(__file__).parent.parent / "corpus"
    return Settings(corpus=corpus, index=tmp_path_factory.mktemp("shipped") / "index")

"""What every test may ask for."""

import pytest


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see the default settings, whatever the shell that runs them has set."""
    for name in ("CORPUS", "INDEX", "HOST", "PORT", "DEBUG", "MINIMUM_BASE", "MARKED_BASE"):
        monkeypatch.delenv(f"ASSISTANT_{name}", raising=False)

"""The history that the settings name, opened at an interface's edge."""

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.history import History, history_url

if TYPE_CHECKING:
    from assistant.settings import Settings


def open_history(settings: "Settings") -> History | None:
    """The history, made where there is none yet; None where nothing is to be kept."""
    url = history_url(settings.history.get_secret_value(), environment=os.environ)
    return None if url is None else History.open(url, clock=lambda: datetime.now(UTC))

"""`assistant evaluate`: question sets that decide a release."""

from assistant.interfaces.cli.evaluate.commands import app

__all__ = ["app"]

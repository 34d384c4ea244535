"""`assistant history`: what is kept of conversations."""

from assistant.interfaces.cli.history.commands import app

__all__ = ["app"]

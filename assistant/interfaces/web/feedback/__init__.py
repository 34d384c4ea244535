"""What readers think of answers, and their own conversations to read and to delete, over HTTP."""

from assistant.interfaces.web.feedback.routes import build_feedback

__all__ = ["build_feedback"]

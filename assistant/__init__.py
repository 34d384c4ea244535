"""A question-and-answer assistant over survey findings."""

from assistant.answer.answer import Answer
from assistant.figures import Figure
from assistant.findings.finding import Finding
from assistant.interfaces.agents.langchain import langchain_tools
from assistant.interfaces.agents.retriever import as_retriever
from assistant.verify.check import Check

__all__ = [
    "Answer",
    "Check",
    "Figure",
    "Finding",
    "__version__",
    "as_retriever",
    "langchain_tools",
]
__version__ = "0.1.0"

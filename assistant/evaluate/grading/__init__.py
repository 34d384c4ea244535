"""From an answer to an outcome: small graders that need no model, and one table over them."""

from assistant.evaluate.grading.outcome import OUTCOMES, Graded, Outcome, grade

__all__ = ["OUTCOMES", "Graded", "Outcome", "grade"]

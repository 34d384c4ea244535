"""Answers of a kind of their own: comparisons, premises, facts of the survey."""

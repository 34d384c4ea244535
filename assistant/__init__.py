"""A question-and-answer assistant over survey findings."""

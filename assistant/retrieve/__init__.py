"""A question and the findings that bear on it."""

"""Tools for agents that others build: the check of a text, and a statistic from responses."""

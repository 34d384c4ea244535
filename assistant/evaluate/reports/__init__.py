"""A run as people and other programs read it."""

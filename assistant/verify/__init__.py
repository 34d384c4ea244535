"""A draft made into sentences we stand behind."""

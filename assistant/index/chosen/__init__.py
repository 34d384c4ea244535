"""Models that the settings name in place of the shipped ones."""

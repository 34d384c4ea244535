"""A sentence read for what it says of how a survey was made."""

"""Runs: question sets put to a target, kept in a file that can be gone on with and compared."""

"""Estimates and their errors worked out of sums, in numpy alone."""

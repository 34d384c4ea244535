"""A tabulation as JSON in the published shape, and as a table for a terminal."""

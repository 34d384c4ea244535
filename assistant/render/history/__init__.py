"""The history on a surface: as JSON, and in a terminal."""

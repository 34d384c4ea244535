"""Question sets in files: read, written, converted, and proposed."""

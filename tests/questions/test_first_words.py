"""What newcomers say first to the shipped surveys, and what it gets."""

"""An answer on a surface."""

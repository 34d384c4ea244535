"""An answer on its way, as JSON."""

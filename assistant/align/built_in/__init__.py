"""The built-in aligner: no model, no network; a direct answer only if it is sure."""

"""Asking a model to align: the evidence as text, the prompts, and what it replies."""

"""Responses → estimates: shares, means and medians with their design-based errors."""

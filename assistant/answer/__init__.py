"""Findings made into a draft."""

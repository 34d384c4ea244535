"""Writes and reads ./index."""

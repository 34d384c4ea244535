"""Sentences as they read within their passage, and questions to hold against them."""

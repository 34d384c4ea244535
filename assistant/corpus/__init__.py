"""Reads ./corpus: manifests, documents and tables."""

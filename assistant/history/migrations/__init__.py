"""How the tables came to be as they are, step by step; `migrating.py` takes the steps."""

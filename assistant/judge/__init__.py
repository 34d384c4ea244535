"""How probable it is that a sentence answers a question, or is what a claim is about."""

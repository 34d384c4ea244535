"""The grammar of survey prose: sentences parsed, clauses, phrases, brackets."""

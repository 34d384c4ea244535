"""How our nouns are kept in files of ours."""

"""Respondents' answers in the index: what is prepared, what a build knows of them, what may go."""

"""Respondents' answers: files, questionnaires, and both made ready to be counted."""

"""Claims put to respondents' answers: question, answer and people found, and counted again."""

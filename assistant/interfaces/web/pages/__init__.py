"""The pages for people: one for questions, one for drafts."""

"""Estimates from respondents' answers → findings, each as a sentence that a person would write."""

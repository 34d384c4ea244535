"""Respondents' answers grouped into sums, on whichever engine holds them."""

"""What is answered about the surveys as a whole, or one of them: contents, totals, overviews."""

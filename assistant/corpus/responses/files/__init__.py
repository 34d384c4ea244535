"""Files of respondents' answers, whatever their format, as columns of text."""

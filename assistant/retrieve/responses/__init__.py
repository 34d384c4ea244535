"""A spoken question → a statistic over respondents' answers: what of, among whom, in which wave."""

"""Which answers of a question are meant: by name, by a side, by what is denied, by a number."""

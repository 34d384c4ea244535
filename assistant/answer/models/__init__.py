"""Language models as answerers: they word what the built-in answerer found, and type no figure."""

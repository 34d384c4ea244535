"""How sentences compare, rank and tell trends: one module a family of constructions."""

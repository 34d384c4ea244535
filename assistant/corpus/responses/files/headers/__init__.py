"""How a file heads its columns, whichever service or program wrote it."""

"""What of the corpus bears on a claim: its sentences, its cells, and answers counted again."""

"""What neither a responses file nor its questions.yaml says, told from names and answers."""

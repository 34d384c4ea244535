"""What of the material answers: findings matched, sentences chosen, coverage judged."""

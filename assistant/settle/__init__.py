"""What is aligned is settled: looked up, worked out and compared, whoever aligned it."""

"""What is said to the assistant beside questions about one figure."""

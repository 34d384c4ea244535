"""What the corpus says: statements read out of prose and tables."""

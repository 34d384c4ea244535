"""Which of the evidence is about what was asked or said: ids and computations, never a number."""

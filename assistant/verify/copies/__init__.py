"""Claims that repeat a source sentence: laid along it, every change stands out."""

"""What a sentence that a language model worded says beside its sources."""

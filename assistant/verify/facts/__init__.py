"""What a draft says of a survey itself: its field dates, margin of error, sample and countries."""

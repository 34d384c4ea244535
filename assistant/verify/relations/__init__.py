"""What a sentence says by comparing, ranking or telling a trend, worked out from both sides."""

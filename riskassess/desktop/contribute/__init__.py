"""Contribute: what an enterprise hands to a committee, shown to the last byte, and what was handed in for whom."""

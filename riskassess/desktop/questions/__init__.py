"""The questions page: an outline, one question at a time in large, and what the answers so far come to."""

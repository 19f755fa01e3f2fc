"""The plan page: the least work that reaches a grade, and who does what of it until when."""

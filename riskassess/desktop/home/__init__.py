"""Home: the assessments there are, what to do next, and the first steps where there are none."""

"""What is collected: submissions taken in without learning whose they are, and what may be said of them together."""

"""Collected: a committee's call from its keys to its closing, for an officer who never saw a command line."""

"""Settings: language, look, keys, where the data are, and what the program is."""

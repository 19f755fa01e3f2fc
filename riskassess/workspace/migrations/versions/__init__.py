"""The steps, named by their number; the newest number is the schema that this program writes."""

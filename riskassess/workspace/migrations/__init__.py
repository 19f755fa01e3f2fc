"""The way of the schema, one step a file; each is written once and never changed after a release."""

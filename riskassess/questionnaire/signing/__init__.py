"""Signatures of questionnaires in the form of the public program minisign: made here and checked there, and back."""

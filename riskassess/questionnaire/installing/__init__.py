"""Packs that come from outside: looked at, held to their signature, and kept in a folder, several versions together."""

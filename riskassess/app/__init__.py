"""The use cases, one module per family, each imported when it is used. No window and no terminal here."""

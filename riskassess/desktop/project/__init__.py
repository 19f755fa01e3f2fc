"""The project page: what is asked about enterprise and project, and live beside it what follows from it."""

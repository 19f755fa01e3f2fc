"""Charts as vector flowables: flat fills and lines, the shape says what the colour says, every number is in words too."""

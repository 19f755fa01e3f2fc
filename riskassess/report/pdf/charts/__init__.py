"""Charts as vector flowables: flat fills and lines; shapes say what colours say, and every number is in words too."""

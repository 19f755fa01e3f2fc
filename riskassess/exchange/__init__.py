"""What leaves the program and comes back: answers files, and later what is handed to others."""

"""What is asked: packs, how they are read, checked and named."""

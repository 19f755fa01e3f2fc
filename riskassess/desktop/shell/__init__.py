"""The frame around the pages: rail, top bar, stack, notices, and what a page may ask of them."""

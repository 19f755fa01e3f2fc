"""What comes out: answers against what this project needs. Pure: no clock, no file, no window."""

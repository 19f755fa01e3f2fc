"""The compare page: assessments side by side, over time, between projects or between clients."""

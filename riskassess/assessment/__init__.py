"""What comes out: answers against what this project needs. Pure: no clock, no file, no window.

The contract is the scoring method (``docs/method.md``); the numbers in the docstrings here are its sections.
"""

from riskassess.assessment.scoring import score as score

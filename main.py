"""Open the window; with a command, do what the command line does."""

from riskassess.cli import main

main()

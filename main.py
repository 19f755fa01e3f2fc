"""Open the window; with a command, do what the command line does."""

from riskassess.cli import main

if __name__ == "__main__":  # a process that helps imports this file and must not start all over again
    main()

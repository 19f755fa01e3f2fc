"""So that ``python -m riskassess.cli`` is the installed command."""

from riskassess.cli import main

main()

"""`python -m watchdog_sante` is the command `watchdog-sante`."""

from watchdog_sante.cli import main

main()

"""`python -m marsad` is the command line."""

from marsad.cli import main

main()

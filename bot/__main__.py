"""`python -m bot` and the command `tocsin`."""

import sys

from bot.cli.parser import main

if __name__ == "__main__":
    sys.exit(main())

__all__ = ["main"]

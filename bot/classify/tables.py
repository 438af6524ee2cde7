"""Where the tables of placing lie."""

from pathlib import Path

FOLDER = Path(__file__).parent / "data"

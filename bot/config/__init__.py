"""The settings: read once, checked whole, given to the rooms as frozen dataclasses."""

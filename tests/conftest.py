"""Fixtures that every test may ask for by name."""

from tests.fakes.valkey import valkey, valkey_server

__all__ = ["valkey", "valkey_server"]

"""Fixtures that every test may ask for by name."""

from hypothesis import settings

from tests.fakes.valkey import valkey, valkey_cluster, valkey_node, valkey_server

__all__ = ["valkey", "valkey_cluster", "valkey_node", "valkey_server"]

# A busy machine is no error: what is slow is found by the benchmarks.
settings.register_profile("tocsin", deadline=None)
settings.load_profile("tocsin")

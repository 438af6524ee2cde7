"""The only room that speaks Redis: keys, packing, scripts, connection, and the server of our own.

`open_store` gives everything that the ports ask for, as one bundle.
"""

from bot.store.bundle import Store, open_embedded, open_store
from bot.store.probe import Finding
from bot.store.replica import Replica, take_replica

__all__ = ["Finding", "Replica", "Store", "open_embedded", "open_store", "take_replica"]

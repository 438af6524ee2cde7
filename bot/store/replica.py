"""Who we are among the replicas: a lease value that outlives the process, one for each that lives at a time.

A restart on the same data folder takes the first free slot, finds the value of the process before it, and so takes
back its own leases at once; a second live process gets another slot.
"""

import fcntl
import secrets
from pathlib import Path
from typing import BinaryIO

from bot.ports.errors import StoreError

MOST = 64


class Replica:
    """A slot held for as long as the process lives, or until `close`. `lease` is its random value."""

    def __init__(self, lease: str, file: BinaryIO) -> None:
        self.lease = lease
        self._file = file

    def close(self) -> None:
        self._file.close()


def take_replica(folder: Path) -> Replica:
    """The first free slot of the data folder. Raises StoreError when the folder cannot be used."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, MOST + 1):
            file = (folder / f"replica-{number}").open("a+b", buffering=0)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                continue
            return Replica(_value(file), file)
    except OSError as error:
        raise StoreError(f"the data folder {folder} cannot be used: {error.strerror}") from error
    raise StoreError(f"{MOST} processes use the data folder {folder} already")


def _value(file: BinaryIO) -> str:
    file.seek(0)
    value = file.read(64).decode("ascii", "replace").strip()
    if len(value) == 16 and value.isalnum():
        return value
    value = secrets.token_hex(8)
    file.truncate(0)
    file.write(f"{value}\n".encode())
    return value

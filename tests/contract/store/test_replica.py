"""A process finds its own lease value again; two at a time have two."""

from pathlib import Path

import pytest

from bot.ports.errors import StoreError
from bot.store import take_replica


def test_a_restart_finds_its_value_and_a_second_process_another(tmp_path: Path) -> None:
    first = take_replica(tmp_path / "new")
    second = take_replica(tmp_path / "new")
    assert first.lease != second.lease
    first.close()
    again = take_replica(tmp_path / "new")
    assert again.lease == first.lease
    again.close()
    second.close()


def test_a_half_written_value_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "replica-1").write_bytes(b"\xffabc")
    replica = take_replica(tmp_path)
    assert len(replica.lease) == 16
    replica.close()
    again = take_replica(tmp_path)
    assert again.lease == replica.lease
    again.close()


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        take_replica(tmp_path / "file")

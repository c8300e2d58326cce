"""Every table of a store as somebody with all its keys could read it, and its pages as they lie on the disk."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import select

from tests.debriefs.station import COORDINATOR, Station
from tests.support.tables import own_tables
from wellness_desktop.store.keyring import Keyring

PAGE, RESERVED, SALT = 4096, 80, 16
"""SQLCipher 4: each page ends with its starting value and a check; the first begins with the salt."""
WAL_HEAD, FRAME_HEAD = 32, 24
_RANDOM = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-f]{16,64}")


def every_row(station: Station) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, side tables and audit log too, with whatever the team's key opens opened."""
    found: dict[str, list[dict[str, Any]]] = {}
    with station.store.read() as work:
        for table in own_tables():
            rows = work.execute(select(table)).mappings()
            found[table.name] = [opened(station.rings[COORDINATOR], dict(row)) for row in rows]
    return found


def opened(ring: Keyring, row: dict[str, Any]) -> dict[str, Any]:
    for name, value in row.items():
        if isinstance(value, bytes) and "sealing" in row:
            row[name] = ring.open(value, record=row["id"], version=row["sealing"])
    return row


def without_ids(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """The same with everything random struck out, so that two stations can be compared line by line."""
    return {
        table: sorted(_RANDOM.sub("*", str({name: _plain(value) for name, value in row.items()})) for row in found)
        for table, found in rows.items()
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def on_disk(path: Path, key: bytes) -> bytes:
    """The bytes of the store's file and its log, used pages and free ones, decrypted."""
    return b"".join(_plain_pages(path, key))


def _plain_pages(path: Path, key: bytes) -> Iterator[bytes]:
    store = path.read_bytes()
    for start in range(0, len(store), PAGE):
        yield _plain_page(store[start : start + PAGE], key, SALT if start == 0 else 0)
    log = path.with_name(path.name + "-wal")
    frames = log.read_bytes()[WAL_HEAD:] if log.exists() else b""
    for start in range(0, len(frames), FRAME_HEAD + PAGE):
        number = int.from_bytes(frames[start : start + 4], "big")
        page = frames[start + FRAME_HEAD : start + FRAME_HEAD + PAGE]
        yield _plain_page(page, key, SALT if number == 1 else 0)


def _plain_page(page: bytes, key: bytes, skip: int) -> bytes:
    body, begin = page[skip : PAGE - RESERVED], page[PAGE - RESERVED : PAGE - RESERVED + 16]
    reader = Cipher(algorithms.AES(key), modes.CBC(begin)).decryptor()
    return reader.update(body) + reader.finalize()

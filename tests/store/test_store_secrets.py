"""No file, log, traceback or printed object holds what it must not."""

import base64
import logging
import pickle
import shutil
import traceback
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from tests.store.people import PHRASES, Station
from tests.store_help import create_missing_tables
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.paths import Paths
from wellness_desktop.store.backup import back_up
from wellness_desktop.store.copying import copy_store
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.migrate import COPY_PREFIX
from wellness_desktop.store.problems import WrongKey
from wellness_desktop.store.records import Record, Sealed
from wellness_desktop.store.rotation import open_store, rotate
from wellness_desktop.store.store import Store

NAME = "Marguerite Canary-Ansbach"
PHONE = "507-555-0143"
LABEL = "ring Marguerite about the canary"


class BirdRecord(Record):
    __tablename__ = "test_birds"
    name: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str]
    label: Mapped[bytes | None] = mapped_column(Sealed)


def _spellings(secret: str) -> list[bytes]:
    """Every way in which a program might have written the text down."""
    plain = [secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be"), secret.casefold().encode()]
    coded = []
    for text in plain:
        for shift in range(3):  # base64 looks different at each of three offsets
            whole = base64.b64encode(b"\0" * shift + text)
            coded.append(whole[4 : len(whole) - 4])
        coded.append(text.hex().encode())
    return plain + coded


def _found(folder: Path, spellings: list[bytes]) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    return [path.name for path in files for spelling in spellings if spelling in path.read_bytes()]


def test_the_search_itself_finds_every_spelling(tmp_path: Path) -> None:
    text = f"x{LABEL}y"
    for number, written in enumerate(
        (
            text.encode(),
            text.encode("utf-16-le"),
            text.encode("utf-16-be"),
            base64.b64encode(text.encode()),
            base64.b64encode(text[1:].encode()),
            base64.b64encode(f"x{text}".encode("utf-16-le")),
        )
    ):
        (tmp_path / f"{number}").write_bytes(written)
    assert set(_found(tmp_path, _spellings(LABEL))) == {"0", "1", "2", "3", "4", "5"}


def test_no_plaintext_is_in_any_file_of_the_station(station: Station, tmp_path: Path) -> None:
    paths = Paths(data=station.path.parent, cache=tmp_path / "cache")
    file = station.file()
    ring = station.sign_in("Ruth Okafor", file)
    ring.found_group("support_team")
    Store.create(paths.store, ring.store_key, Clock()).close()
    store = open_store(paths.store, file, ring, Clock())
    create_missing_tables(store)
    with store.work() as session:
        record = uuid4()
        sealed = ring.seal(LABEL, record=record, version=1, to=("me", "support_team"))
        session.add(bird := BirdRecord(id=record, name=NAME, phone=PHONE, label=sealed))
    with store.work() as session:
        session.get_one(BirdRecord, bird.id).phone = f"{PHONE} ext. 9"
    back_up(store, paths.keys, tmp_path / "stick")
    copy_store(store.file, paths.data / f"{COPY_PREFIX}0002.db")
    assert paths.store.with_name("station.db-wal").stat().st_size > 0
    secrets = [ring.store_key, ring.held.secret, ring.held.bundle.key]
    unwanted = [spelling for text in (NAME, PHONE, LABEL, *PHRASES.values(), *PHRASES) for spelling in _spellings(text)]
    unwanted += [spelling for key in secrets for spelling in (key, key.hex().encode(), base64.b64encode(key))]
    assert _found(tmp_path, unwanted) == []
    rotate(file, ring, store)
    store.close()
    assert _found(tmp_path, unwanted) == []


def test_the_stores_key_opens_no_sealed_record(station: Station) -> None:
    """DESIGN 5: everyone signed in holds the store key, so what roles must hide is sealed as well."""
    path = station.path.with_name("station.db")
    ring = station.sign_in("Ruth Okafor")
    store = Store.create(path, ring.store_key, Clock())
    create_missing_tables(store)
    record = uuid4()
    with store.work() as session:
        session.add(BirdRecord(id=record, name=NAME, phone=PHONE, label=ring.seal(LABEL, record=record, version=1)))
    store.close()
    plain = path.with_name("plain.db")
    connection = KeyedFile(path, ring.store_key).connect()
    connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()
    exported = plain.read_bytes()
    assert NAME.encode() in exported  # the search works
    assert not any(spelling in exported for spelling in _spellings(LABEL))


@pytest.fixture
def key() -> bytes:
    return bytes(range(100, 132))


def _spellings_of_key(key: bytes) -> list[str]:
    return [key.hex(), key.hex().upper(), repr(key)[2:-1], base64.b64encode(key).decode()]


def test_the_key_is_in_no_traceback_and_no_message(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "station.db"
    Store.create(path, bytes(32), Clock()).close()
    with pytest.raises(WrongKey) as caught:
        Store.open(path, key, Clock())
    told = "".join(traceback.format_exception(caught.value))
    assert "WrongKey" in told
    assert not any(spelling in told for spelling in _spellings_of_key(key))


def test_the_key_is_in_no_url_and_no_printed_object(tmp_path: Path, key: bytes) -> None:
    store = Store.create(tmp_path / "station.db", key, Clock())
    printed = " ".join(
        [
            repr(store),
            str(store),
            repr(store.file),
            str(store._writer),
            str(store._writer.url),
            repr(store._reader.pool),
        ]
    )
    assert not any(spelling in printed for spelling in _spellings_of_key(key))
    store.close()


def test_neither_key_nor_values_are_in_the_most_talkative_log(
    tmp_path: Path, key: bytes, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic", "wellness_desktop"):
        caplog.set_level(logging.DEBUG, logger=name)
    store = Store.create(tmp_path / "station.db", key, Clock())
    create_missing_tables(store)
    with store.work() as session:
        session.add(BirdRecord(name=NAME, phone=PHONE))
    store.close()
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "INSERT INTO test_birds" in logged
    told = logged + "".join(capfd.readouterr())
    assert not any(spelling in told for spelling in [*_spellings_of_key(key), NAME, PHONE])


def test_the_text_of_a_database_error_quotes_no_value(tmp_path: Path, key: bytes) -> None:
    store = Store.create(tmp_path / "station.db", key, Clock())
    create_missing_tables(store)
    with pytest.raises(IntegrityError) as caught, store.work() as session:
        session.add_all([BirdRecord(name=NAME, phone=PHONE), BirdRecord(name=NAME, phone=PHONE)])
    told = "".join(traceback.format_exception(caught.value))
    assert NAME not in told
    assert PHONE not in told
    store.close()


def test_a_keyring_cannot_be_written_down(station: Station) -> None:
    ring = station.sign_in("Sam Lee")
    with pytest.raises(TypeError):
        pickle.dumps(ring)


def test_files_are_for_their_owner_only(station: Station, tmp_path: Path) -> None:
    if shutil.os.name == "nt":  # type: ignore[attr-defined]
        pytest.skip("Windows keeps rights elsewhere")
    for name in ("station.keys", "station.keys.bak"):
        station.path.with_name(name).unlink()
    from wellness_desktop.store.keyfile import KeyFile, NewSlot
    from wellness_desktop.store.stretching import LOWEST

    file, ring, _ = KeyFile.create(station.path, NewSlot(uuid4(), "Kim Doe", "a phrase that is long enough"), LOWEST)
    store = Store.create(tmp_path / "own.db", ring.store_key, Clock())
    store.close()
    for path in (station.path, file.storage.copy, tmp_path / "own.db"):
        assert path.stat().st_mode & 0o077 == 0, path.name

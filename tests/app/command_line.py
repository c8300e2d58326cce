"""The command line as a person or a scheduled task uses it, with a copy of the demo agency behind it."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.app.made_demo import demo_in, passphrases, services_of
from wellness_desktop.app.main import run
from wellness_desktop.base.paths import Paths
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.keyfile import KeyFile

ROOT = Path(__file__).parents[2]
SERGEANT, CHIEF, CHAPLAIN, CLERK = "Dana Whitfield", "Alana Reyes", "Thomas Oduya", "Maria Delgado"
ONE_SENTENCE_OR_TWO = re.compile(r"\A[A-Z“][^\n]*[.:!]\n\Z")
GROWING = frozenset({"accounts_audit", "store_travel_stations"})
"""The audit log writes down each sign-in, refused or not."""
REGISTER = ("roster_paper", "store_travel_rows")
"""Where a print that shows people is noted, and that this line travels."""
NEEDS_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's way to take rights away")


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    status: int
    out: str
    err: str

    def done(self) -> str:
        """What it said when it did its work."""
        assert (self.status, self.err) == (0, "")
        return self.out

    def refused(self) -> str:
        """The one plain sentence it gave instead, on standard error."""
        assert self.status == 2, self
        assert self.out == ""
        assert ONE_SENTENCE_OR_TWO.match(self.err), self.err
        assert "Traceback" not in self.err
        assert "Error" not in self.err
        assert "/tmp" not in self.err, "a path was quoted"  # noqa: S108 - looked for, not used
        return self.err


class Station:
    """A copy of the demo, and the command line to it."""

    def __init__(self, paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.paths = paths
        self._patch, self._capsys = monkeypatch, capsys
        self.words = passphrases(paths)

    def run(self, *arguments: object, name: str = "", typed: str | bytes | None = None) -> Answer:
        """Runs a command in this process, as `name` when given, with `typed` on standard input."""
        given = [str(each) for each in arguments]
        if name:
            given += ["--as", name, "--passphrase-stdin"]
            typed = f"{self.words[name]}\n" if typed is None else typed
        data = typed.encode() if isinstance(typed, str) else typed or b""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        self._capsys.readouterr()
        status = run(["--data-dir", str(self.paths.data), *given])
        return Answer(status, *self._capsys.readouterr())

    def process(self, *arguments: object, name: str = "", typed: str | None = None, **more: Any) -> Answer:
        """The same in a process of its own."""
        given = [str(each) for each in arguments]
        if name:
            given += ["--as", name, "--passphrase-stdin"]
            typed = f"{self.words[name]}\n" if typed is None else typed
        return process("--data-dir", str(self.paths.data), *given, typed=typed or "", **more)

    def facts(self) -> dict[str, Any]:
        """What must not be lost: opened again, every table counted, every page checked; the log only grows."""
        file = KeyedFile(self.paths.store, store_key(self.paths))
        connection = file.connect(foreign_keys=False)
        try:
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            counts = {
                name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own tables
                for name in tables
                if name not in GROWING
            }
            return {**counts, "faults": connection.execute("PRAGMA cipher_integrity_check").fetchall()}
        finally:
            connection.close()

    def people(self) -> list[str]:
        """Everybody's name on the roster."""
        services = services_of(self.paths, SERGEANT)
        try:
            return [person.name for person in services.roster.people()]
        finally:
            services.signed_in.end()


_KEYS: dict[str, bytes] = {}
"""The store's key by vault: every copy of the demo has the same, and signing in for it takes its time."""


def store_key(paths: Paths) -> bytes:
    vault = KeyFile.load(paths.keys).vault
    if vault not in _KEYS:
        services = services_of(paths, SERGEANT)
        _KEYS[vault] = bytes(services.signed_in.keyring.store_key)
        services.signed_in.end()
    return _KEYS[vault]


def process(*arguments: str, typed: str = "", program: Path = ROOT / "main.py", **more: Any) -> Answer:
    """Runs main.py as a person or a scheduled task would."""
    surroundings = {**os.environ, "HOME": str(more.pop("home", ROOT / "nowhere")), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, str(program), *arguments],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=surroundings,
        **more,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def a_station(
    factory: pytest.TempPathFactory,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Station:
    """A fresh copy of the demo in `folder`, with the command line to it."""
    return Station(demo_in(factory, folder / "demo"), monkeypatch, capsys)


def left_as_it_was(station: Station) -> Iterator[Station]:
    """The station; afterwards everything in it must be as before, but for one line about a print that shows people."""
    before = station.facts()
    yield station
    after = station.facts()
    printed = after["roster_paper"] - before["roster_paper"]
    assert printed in (0, 1)
    assert after == {**before, **{name: before[name] + printed for name in REGISTER}}
    assert before["faults"] == []


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of the station; the tries and SQLite's helper files come and go."""
    passing = {"tries.json", "station.db-wal", "station.db-shm", "station.keys.lock"}
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and each.name not in passing
    }

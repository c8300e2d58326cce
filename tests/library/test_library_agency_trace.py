"""Nothing of a document is ever outside the encrypted store: every folder is watched while it is added, read, found."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from tests.library.agency_files import docx, jpeg, paragraph, pdf
from tests.store_help import KEY
from tests.support.station import A_NIGHT
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.library.agency.service import AgencyDocuments
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.library_page import DOCUMENTS, LibraryPage
from wellness_desktop.store.store import Store

SECRET = "Zanzibar lighthouse"
"""Words that stand in every document and nowhere else."""
FORMS = (
    SECRET.encode(), SECRET.upper().encode(), SECRET.encode("utf-16-le"), b"zanzibar", b"Zanzibar",
    b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff\xe0",
)  # fmt: skip
"""The words as they might be written down, and how a document begins."""


class Watch:
    """Looks at every file of some folders, again and again while something happens in them."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self.seen: set[str] = set()
        self.leaks: set[str] = set()
        self.rounds = 0

    def look(self) -> None:
        """Notes the name of every file there, and which of them hold a document's bytes."""
        self.rounds += 1
        for folder in self._folders:
            for path in folder.rglob("*"):
                try:
                    data = path.read_bytes() if path.is_file() else b""
                except OSError:  # gone again
                    data = b""
                self.seen.add(path.name)
                held = [form for form in FORMS if form in data]
                if held:
                    self.leaks.add(f"{path.name}: {held[0]!r}")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Looks all the time, from a thread of its own."""
        ended = threading.Event()

        def work() -> None:
            while not ended.is_set():
                self.look()
                time.sleep(0.002)

        watcher = threading.Thread(target=work)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()
            self.look()


@pytest.mark.slow
def test_adding_finding_reading_and_locking_leave_nothing_outside_the_store(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, data, home, temp = (tmp_path / name for name in ("stick", "data", "home", "temp"))
    for folder in (stick, data, home, temp):
        folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temp))
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(home)
    files = {
        "one.pdf": pdf(f"{SECRET} one", *["more"] * 30),
        "two.docx": docx(paragraph(f"{SECRET} two", "Heading1") * 40),
        "three.txt": f"{SECRET} three ".encode() * 5000,
        "four.html": f"<h1>{SECRET}</h1><img src='https://x.example/a.png'><p>four".encode(),
        "five.jpg": jpeg(900, 600),
    }
    for name, content in files.items():
        (stick / name).write_bytes(content)
    clock = FixedClock(A_NIGHT)
    store = Store.create(data / "station.db", KEY, clock)
    documents = AgencyDocuments(store, Actor(uuid4(), "Dana", frozenset({Role.COORDINATOR})), clock, Audit(clock))
    importing = Tasks()
    who: list[AgencyDocuments | None] = [documents]
    page = LibraryPage(
        Desk(
            desk.library, desk.tasks, desk.state, desk.on_call, desk.contacts, desk.setup, desk.offer,
            agency=lambda: who[0], importing=importing,
        )
    )  # fmt: skip
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    before = {path.name for path in data.iterdir()}
    watch = Watch(data, home, temp)
    with watch.watching():
        page._show_shelf(DOCUMENTS)
        page._agency.add([stick / name for name in files])
        qtbot.waitUntil(lambda: len(page._list.entries()) == len(files), timeout=30_000)
        for entry in page._list.entries():
            page._agency.open(entry.id)
            qtbot.waitUntil(lambda: page._agency.reader is not None and page._agency.reader.isVisible(), timeout=10_000)
            if entry.title == "one":
                page._agency.reader.text_wanted.emit()  # type: ignore[union-attr]
                qtbot.waitUntil(lambda: hasattr(page._agency.reader.content, "browser"), timeout=10_000)  # type: ignore[union-attr]
            page.close_reader()
        page._box.setFocus()
        qtbot.keyClicks(page._box, "lighthouse")
        qtbot.waitUntil(lambda: [entry.kind for entry in page._list.entries()].count("document") == 4, timeout=10_000)
        qtbot.keyClick(page._box, Qt.Key.Key_Escape)
        documents.remove(documents.documents()[0].id)
        documents.close()
        who[0] = None
        page.forget()
        store.close()
    importing.close()
    assert watch.rounds > 20
    assert watch.leaks == set()
    assert watch.seen <= before | {"station.db-wal", "station.db-shm"}
    assert sorted(path.name for path in stick.iterdir()) == sorted(files), "the stick is as it was"


def test_the_watch_would_notice(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "x").write_bytes(b"abc" + SECRET.encode())
    watch.look()
    assert watch.leaks == {"x: b'Zanzibar lighthouse'"}


ADDS = """
import sys
from pathlib import Path
from uuid import UUID
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import Clock
from wellness_desktop.library.agency.service import AgencyDocuments
from wellness_desktop.store.store import Store
store = Store.open(Path(sys.argv[1]), bytes(range(32)), Clock())
documents = AgencyDocuments(store, Actor(UUID(int=1), "x", frozenset({Role.COORDINATOR})), Clock(), Audit(Clock()))
head, end = Path(sys.argv[2]).read_bytes()[:-12], Path(sys.argv[2]).read_bytes()[-12:]
print("ready", flush=True)
for number in range(1000):
    documents.add(f"{number}.png", head + bytes(3_000_000 + number) + end)
    print(number, flush=True)
"""


@pytest.mark.parametrize("times", [1, pytest.param(15, marks=pytest.mark.slow)])
def test_a_power_cut_while_adding_leaves_whole_documents_only(tmp_path: Path, times: int) -> None:
    from tests.library.agency_files import png

    path, picture = tmp_path / "station.db", tmp_path / "a.png"
    picture.write_bytes(png(3, 3))
    clock = FixedClock(A_NIGHT)
    Store.create(path, KEY, clock).close()
    for turn in range(times):
        running = subprocess.Popen(
            [sys.executable, "-c", ADDS, str(path), str(picture)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        if turn % 2 == 0:
            running.stdout.readline()
        time.sleep(0.02 * turn)
        running.kill()
        running.wait()
        running.stdout.close()
        store = Store.open(path, KEY, clock)
        documents = AgencyDocuments(store, Actor(uuid4(), "x", frozenset({Role.PLANNER})), clock, Audit(clock))
        for document in documents.documents():
            assert len(documents.content(document.id)) == document.size
            documents.remove(document.id)
        assert store.check() == []
        store.close()

"""What every test lives with: no network, no waiting dialogs, no left-over windows, one theme."""

import gc
import os
import secrets
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent


# While tests are collected nothing becomes garbage; looking for it among them all takes a third of that time.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on Python sweeps again, and leaves alone what was made for the whole run."""
    gc.freeze()
    gc.enable()


class NetworkUsed(AssertionError):
    """The program opened a network socket; it never may."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program works with the cable unplugged, so any internet socket is a defect."""
    real = socket.socket

    class LocalOnly(real):
        def __init__(self, family: int = -1, *args: Any, **kwargs: Any) -> None:
            if family in (-1, socket.AF_INET, socket.AF_INET6):
                raise NetworkUsed("a network socket was opened")
            super().__init__(family, *args, **kwargs)

    def no_look_up(*_: Any, **__: Any) -> NoReturn:
        raise NetworkUsed("a host name was looked up")

    monkeypatch.setattr(socket, "socket", LocalOnly)
    monkeypatch.setattr(socket, "getaddrinfo", no_look_up)


@pytest.fixture(scope="session", autouse=True)
def new_stores_in_a_hurry() -> Iterator[None]:
    """The migrations run once in each worker (tests/support/first_schema.py)."""
    from tests.support.first_schema import MIGRATE, replaying
    from wellness_desktop.store import migrate

    migrate._run_alembic = replaying()
    yield
    migrate._run_alembic = MIGRATE


@pytest.fixture(scope="session", autouse=True)
def stretched_once() -> Iterator[None]:
    """The same passphrases open the same stations in hundreds of tests; the real result is remembered.

    New stations draw the same salt, so that it is remembered for them too. Tests of the store draw real ones.
    """
    from wellness_desktop.store import slots
    from wellness_desktop.store.stretching import stretch

    slots.stretch = cache(stretch)  # type: ignore[assignment]
    slots.secrets = SimpleNamespace(token_bytes=bytes)  # type: ignore[assignment]
    yield
    slots.stretch = stretch
    slots.secrets = secrets


@pytest.fixture(autouse=True)
def no_waiting_dialogs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A modal dialog would wait for a click that never comes; it fails at once instead."""
    if "qtbot" not in request.fixturenames:
        return
    from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox

    def stuck(dialog: object, *_: Any, **__: Any) -> NoReturn:
        pytest.fail(f"{type(dialog).__name__} would wait for a click")

    for kind in (QDialog, QMenu, QMessageBox, QFileDialog):
        monkeypatch.setattr(kind, "exec", stuck)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["wellness-desktop-tests"]


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The one application, themed once: each further style sheet would restyle every widget alive.

    From here on the window's thread alone sweeps. A test worker has a thread of its own that takes in what to run
    next; left alone, Python sweeps there too, and a widget deleted in that thread ends the worker.
    """
    from wellness_desktop.kit.sweeping import sweep_here
    from wellness_desktop.kit.theme import apply_theme

    apply_theme(qapp, "light", 100)
    sweep_here()
    return qapp


@pytest.fixture
def qtbot(qtbot: Any) -> Iterator[Any]:
    """pytest-qt's own, then every window is really deleted (findings/window_pdf_speed.md 8)."""
    yield qtbot
    import shiboken6
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    # A completer's list is a top-level window too, and goes with the field that owns it.
    windows = [
        window
        for window in QApplication.topLevelWidgets()
        if window.parent() is None and window.windowType() != Qt.WindowType.Popup
    ]
    for window in windows:
        if shiboken6.isValid(window):
            window.hide()
            shiboken6.delete(window)
    # The program sweeps in the window's thread only (kit/sweeping.py); here that moment has come.
    gc.collect(0)

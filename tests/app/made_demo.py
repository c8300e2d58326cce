"""The demo agency, made once for all tests of a run and copied for each."""

import json
import shutil
from pathlib import Path

import pytest

from wellness_desktop.accounts.station import Station
from wellness_desktop.app.demo import make_demo
from wellness_desktop.app.services import Services, build_services
from wellness_desktop.base.clock import Clock, station_zone
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.base.settings import load_settings
from wellness_desktop.store.stretching import LOWEST


def _made_once(factory: pytest.TempPathFactory) -> Path:
    folder = factory.getbasetemp() / "demo-made-once"
    if not (folder / "station.keys").exists():
        make_demo(find_paths(folder), Clock())
    return folder


def demo_in(factory: pytest.TempPathFactory, folder: Path) -> Paths:
    """A fresh copy of the demo in `folder`, as of the present time."""
    shutil.copytree(_made_once(factory), folder)
    return find_paths(folder)


def passphrases(paths: Paths) -> dict[str, str]:
    """Who can sign in, by name, as the sign-in page reads it."""
    people = json.loads(paths.demo_note.read_text(encoding="utf-8"))["people"]
    return {one["name"]: one["passphrase"] for one in people}


def services_of(paths: Paths, name: str, clock: Clock | None = None) -> Services:
    """Signs somebody of the demo in; the caller ends it with `.signed_in.end()`."""
    settings = load_settings(paths.settings)
    clock = clock or Clock()
    station = Station(paths, clock, LOWEST)
    signed_in = station.sign_in(name, passphrases(paths)[name])
    return build_services(signed_in, station.tries, paths, settings, clock, station_zone(settings.time_zone))

"""A station with three people, made once and copied for each test, and what its pages show."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.support.cut_text import cut_in_any_look
from tests.support.looks import settle, show_at
from tests.support.station import A_NIGHT, OTHER_PHRASE, PHRASE, a_station
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Accounts
from wellness_desktop.accounts.station import SignedIn, Station
from wellness_desktop.app.backup_desk import BackupDesk
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths, find_paths

CHICAGO = ZoneInfo("America/Chicago")
AGENCY = "Millbrook Police Department"
DANA, KIT, LEE = "Dana Whitfield", "Kit Administrator", "Lee Park"
PHRASES = {DANA: PHRASE, KIT: OTHER_PHRASE, LEE: "seven tin boats drift north"}
"""Dana coordinates and plans and looks after the accounts, Kit only looks after the PC, Lee is a new helper."""


@dataclass
class Desk:
    """What the program builds for whoever signs in."""

    paths: Paths
    clock: FixedClock
    station: Station
    signed_in: SignedIn

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.signed_in, self.station.tries, self.clock, (AGENCY,))

    @property
    def backups(self) -> BackupDesk:
        return BackupDesk(self.signed_in, self.paths, self.clock)

    def audited(self) -> list[str]:
        """The audit log's events, oldest first, without a trace of this look."""
        from sqlalchemy import select

        from wellness_desktop.accounts.records import AuditRecord

        with self.signed_in.store.read() as session:
            return list(session.scalars(select(AuditRecord.event).order_by(AuditRecord.number)))


def make_people(folder: Path) -> None:
    """The station that tests copy."""
    clock = FixedClock(A_NIGHT)
    station = a_station(folder, clock)
    signed_in, _ = station.create(DANA, PHRASE, frozenset({Role.COORDINATOR, Role.PLANNER, Role.SUPERVISOR}))
    accounts = Accounts(signed_in, station.tries, clock)
    accounts.add(KIT, PHRASES[KIT], frozenset({Role.ADMINISTRATOR}))
    accounts.add(LEE, PHRASES[LEE], frozenset({Role.HELPER}))
    signed_in.end()


def enter(template: Path, folder: Path, name: str) -> Desk:
    """Signs somebody in to a copy of the station."""
    if not folder.exists():
        shutil.copytree(template, folder)
    clock = FixedClock(A_NIGHT)
    station = a_station(folder, clock)
    return Desk(find_paths(folder), clock, station, station.sign_in(name, PHRASES[name]))


def words(page: QWidget) -> str:
    """Everything that can be read on the page now."""
    settle(QApplication.instance())
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def press(page: QWidget, text: str) -> QPushButton:
    """The visible button that says `text`."""
    settle(QApplication.instance())
    found = [each for each in page.findChildren(QPushButton) if each.text() == text and each.isVisibleTo(page)]
    assert found, f"no button says {text}"
    return found[0]


def buttons(page: QWidget) -> list[str]:
    """What the visible buttons say."""
    settle(QApplication.instance())
    return [each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page) and each.text()]


def require_sound(page: QWidget) -> None:
    """Nothing is cut in any size, and a screen reader and a keyboard get everywhere. Deletes the page."""
    import shiboken6

    app = QApplication.instance()
    assert cut_in_any_look(app, page) == []
    show_at(app, page, 1150, 1600)
    assert faults(page) == []
    page.hide()
    shiboken6.delete(page)  # each switch of the look would restyle it again

"""Builds the pages behind Settings, each with what it needs and no more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.service import Account
from wellness_desktop.accounts.station import SUPPORT_TEAM
from wellness_desktop.app.backup_desk import BackupDesk
from wellness_desktop.app.family_room import build_custody_page, build_family_page
from wellness_desktop.app.settings_desk import keep_settings
from wellness_desktop.base.settings import Settings
from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services

PLACE = "settings"
"""The entry in the rail that all of these pages belong to."""
READERS = frozenset({"library", "help", "lines", "plans"})
"""Pages that show what content packs may change."""


class SettingsRooms:
    """`services` gives those of this sign-in; `use(settings)` makes the running program follow new settings."""

    def __init__(self, program: "Program", services: Callable[[], "Services"], use: Callable[[Settings], None]) -> None:
        self._program, self._services, self._use = program, services, use

    def builders(self) -> dict[str, Callable[[], Page]]:
        """For each key, how its page is made. A page raises NotAllowed where the roles do not reach."""
        return {
            "settings": self._settings,
            "passphrase": self._passphrase,
            "family-papers": lambda: self._with_way_back(build_family_page(self._program, self._services())),
            "custody": lambda: self._with_way_back(build_custody_page(self._program, self._services())),
            "station": self._station,
            "accounts": self._accounts,
            "team": self._team,
            "kept": self._kept,
            "handover": self._handover,
            "packs": self._packs,
            "backup": self._backup,
            "audit": self._audit,
            "about": self._about,
        }

    @property
    def backups(self) -> BackupDesk:
        """The backups of this sign-in; Today asks it for their age."""
        return BackupDesk(self._services().signed_in, self._program.paths, self._program.clock)

    def save(self, settings: Settings) -> None:
        """Keeps the settings and lets the running program follow. Raises Problem."""
        program = self._program
        keep_settings(program.paths.settings, program.settings, settings, self._services().signed_in)
        self._use(settings)

    # Pages

    def _settings(self) -> Page:
        from wellness_desktop.app.settings_page import SettingsPage

        program = self._program
        page = SettingsPage(lambda: program.settings, self.save, self._services().signed_in.actor)
        page.go.connect(lambda key: program.go(key, PLACE))
        return page

    def _station(self) -> Page:
        from wellness_desktop.app.settings_station_page import StationPage
        from wellness_desktop.base.clock import station_zone
        from wellness_desktop.debriefs.protocol_files import load_protocols

        program = self._program
        profiles = [(one.id, one.name, one.about) for one in load_protocols().profiles.values() if not one.for_events]
        page = StationPage(lambda: program.settings, self.save, profiles, str(station_zone("")))
        return self._with_way_back(page)

    def _passphrase(self) -> Page:
        from wellness_desktop.app.passphrase_page import PassphrasePage

        services = self._services()
        words = (self._program.settings.agency_name, services.signed_in.actor.name)
        return self._with_way_back(PassphrasePage(self._program.tasks, services.accounts.change_my_passphrase, words))

    def _accounts(self) -> Page:
        from wellness_desktop.app.accounts_page import AccountsPage

        program, services = self._program, self._services()
        page = AccountsPage(
            services.accounts,
            services.signed_in.actor.account_id,
            program.tasks,
            program.clock,
            program.zone(),
            self._recovery_sheet,
            self._account_list,
            self._offer,
            (program.settings.agency_name,),
        )
        return self._with_way_back(page)

    def _team(self) -> Page:
        from wellness_desktop.app.team_page import TeamPage

        services = self._services()
        page = TeamPage(
            services.accounts, self._program.tasks, lambda: services.signed_in.keyring.may_open(SUPPORT_TEAM)
        )
        return self._with_way_back(page)

    def _kept(self) -> Page:
        from wellness_desktop.debriefs.retention.kept_page import KeptPage

        return self._with_way_back(KeptPage(self._services().debriefs))

    def _handover(self) -> Page:
        from wellness_desktop.app.handover_room import build_handovers
        from wellness_desktop.today.handover.handover_page import HandoverPage

        program = self._program
        handovers = build_handovers(self._services(), program.paths, program.clock, program.settings)
        return self._with_way_back(HandoverPage(handovers, program.tasks, self._offer))

    def _packs(self) -> Page:
        from wellness_desktop.app.pack_desk import pack_desk
        from wellness_desktop.library.packs.updates_page import UpdatesPage

        program = self._program
        desk = pack_desk(program.paths, program.clock, program.zone(), self._services().signed_in)
        page = UpdatesPage(desk, program.tasks)
        page.changed.connect(self._read_library_anew)
        return self._with_way_back(page)

    def _read_library_anew(self) -> None:
        """A pack was installed or taken out: no page goes on showing what was read before."""
        program = self._program
        program.library.reload()
        for key in READERS & set(program.frame.pages):
            program.frame.drop_page(key)
        self._use(program.settings)  # the plans' service is built again, with the plan files of this moment

    def _backup(self) -> Page:
        from wellness_desktop.app.backup_page import BackupPage

        program = self._program
        return self._with_way_back(BackupPage(self.backups, program.tasks, program.clock, program.zone()))

    def _audit(self) -> Page:
        from wellness_desktop.app.audit_page import AuditPage

        return self._with_way_back(AuditPage(self._services().accounts, self._program.zone()))

    def _about(self) -> Page:
        from wellness_desktop.app.about_page import AboutPage

        program = self._program
        return self._with_way_back(AboutPage(program.paths, library=program.library, tasks=program.tasks))

    # What they print

    def _recovery_sheet(self, code: str) -> bytes:
        from wellness_desktop.accounts.prints import recovery_sheet

        program = self._program
        today = program.clock.today(program.zone())
        return recovery_sheet(code, program.settings.agency_name, today, size=program.settings.paper)

    def _account_list(self, accounts: list[Account]) -> bytes:
        from wellness_desktop.app.account_prints import account_list

        program, settings = self._program, self._program.settings
        return account_list(accounts, settings.agency_name, program.clock.now(), program.zone(), size=settings.paper)

    def _offer(self, parent: QWidget, title: str, pdf: bytes) -> object:
        from wellness_desktop.kit.printing import offer_print

        return offer_print(parent, title, pdf, private=self._program.paths.private)

    def _with_way_back(self, page: Page) -> Page:
        page.back.connect(lambda: self._program.go(PLACE))  # type: ignore[attr-defined]  # each of these pages has it
        return page

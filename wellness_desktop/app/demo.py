"""The demo agency: Millbrook, entered by its own people through the program's own services (DESIGN 7).

Its data is in resources/demo; nothing is written past the services, so the demo is a station like any other, with
four months of history. The times count from the clock that is given.
"""

import json
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.station import Station
from wellness_desktop.app.demo_calls import plan_calls
from wellness_desktop.app.demo_chaplain import enter_day
from wellness_desktop.app.demo_community import log_community, write_community
from wellness_desktop.app.demo_documents import add_documents
from wellness_desktop.app.demo_family import name_custodians, write_papers
from wellness_desktop.app.demo_feedback import hear_notes
from wellness_desktop.app.demo_incidents import DemoIncident, enter_roads, leave_requests
from wellness_desktop.app.demo_log import issue_report, keep_log
from wellness_desktop.app.demo_path import walk_path
from wellness_desktop.app.demo_people import change_people, enter_people, enter_ties, plan_on_call, print_papers
from wellness_desktop.app.demo_plans import bring_up_to_date, hand_out_copies, write_plans
from wellness_desktop.app.demo_reviews import look_back
from wellness_desktop.app.demo_team import enter_team
from wellness_desktop.app.demo_times import Calendar, DemoClock
from wellness_desktop.base.clock import Clock, station_zone
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write, make_private_folder, require_free_space, write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.resources import resource
from wellness_desktop.base.settings import Settings, change, save_settings
from wellness_desktop.store.stretching import LOWEST

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services

ROOM_NEEDED = 16 * 1024 * 1024
"""Bytes; a finished demo takes about a tenth of it."""
DRAFT = "new-demo"
FILES = (
    "agency",
    "people",
    "on_call",
    "plans",
    "community",
    "reviews",
    "incidents",
    "documents",
    "path",
    "team",
    "log",
    "chaplain",
    "calls",
    "feedback",
    "family",
)


def make_demo(paths: Paths, clock: Clock) -> None:
    """Makes the demo agency in `paths.data`, whole or not at all; takes some seconds.

    Made in a folder of its own and moved into place at the end, the note with the passphrases first and the key
    file last: a demo that was cut off in between has the one without the other, and is made anew. Raises Problem
    where there are records, when the folder refuses, and when the program's own files are missing.
    """
    if paths.keys.exists() or (paths.store.exists() and not paths.demo_note.exists()):
        raise Problem(tr("This folder holds real records."), tr("Choose an empty folder for the demo agency."))
    tables = {name: _table(name) for name in FILES}
    make_private_folder(paths.data)
    require_free_space(paths.data, ROOM_NEEDED)
    draft = Paths(data=paths.data / DRAFT, cache=paths.cache)
    shutil.rmtree(draft.data, ignore_errors=True)
    make_private_folder(draft.data)
    try:
        _Demo(draft, clock, tables).make()
        _move(draft, paths)
    except OSError as error:
        raise cannot_write(error) from error
    finally:
        shutil.rmtree(draft.data, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Account:
    """Somebody who can sign in to the demo."""

    key: str
    name: str
    does: str
    roles: frozenset[Role]
    passphrase: str


class _Demo:
    """Makes everything in the draft folder, person by person, oldest deed first."""

    def __init__(self, draft: Paths, clock: Clock, tables: dict[str, dict[str, Any]]) -> None:
        agency = tables["agency"]
        self._paths = draft
        self._tables = tables
        self._history = agency["history"]
        self._settings = change(Settings(), **agency["settings"])
        self._zone = station_zone(self._settings.time_zone)
        self._when = Calendar(clock.now(), self._zone)
        self._clock = DemoClock(self._when.ago(self._history["station_made"]))
        self._station = Station(draft, self._clock, LOWEST)
        self._accounts = {one["key"]: _account(one) for one in agency["account"]}
        self._account_ids: dict[str, UUID] = {}
        self._ids: dict[str, UUID] = {}

    def make(self) -> None:
        """All of it."""
        save_settings(self._paths.settings, self._settings)
        self._set_up_station()
        incidents = self._tables["incidents"]["incident"]
        with self._signed_in("whitfield", "roster_entered") as services:
            self._enter_roster(services)
        with self._signed_in("oduya", "roster_entered") as services:
            enter_ties(services.roster, self._tables["people"]["tie"], "oduya", self._ids)
            keep_log(services.debriefs, self._tables["log"], self._when, self._clock)
        older, newer = self._tables["log"]["report"]
        newest_closed = self._history["incidents_begin"]
        with self._signed_in("whitfield", "report_issued") as services:
            issue_report(services.debriefs, older, self._when, newest_closed)
        with self._signed_in("reyes", "plans_written") as services:
            write_community(services.plans, self._tables["community"], self._ids)
            write_plans(services.plans, self._tables["plans"], self._ids)
            name_custodians(services, self._tables["family"], self._account_ids)
            hand_out_copies(services.plans, self._tables["plans"]["copies"], self._ids)
            walk_path(services, self._clock, self._tables["path"], self._when)
            printed_on = self._clock.now().astimezone(self._zone).date()
            add_documents(services.documents, self._tables["documents"], self._settings.agency_name, printed_on)
        with self._signed_in("whitfield", "incidents_begin") as services:
            log_community(services.plans, self._tables["community"], self._ids)
            issue_report(services.debriefs, newer, self._when, newest_closed)
            write_papers(services, self._tables["family"], "whitfield")
            enter_roads(services.debriefs, self._tables["incidents"]["road"], self._ids)
            event = DemoIncident(services.debriefs, self._ids, self._clock)
            event.live(incidents[0], self._when)
            self._clock.go(self._when.ago(self._history["roster_changed"]))
            enter_team(services.roster, self._tables["team"], self._ids, self._when)
            print_papers(services.roster, self._tables["people"]["paper"], self._settings.agency_name)
            change_people(services.roster, self._tables["people"]["change"], self._ids)
            self._clock.go(self._when.ago(self._history["on_call_planned"]))
            plan_on_call(services.roster, self._tables["on_call"], self._ids, self._when)
            event.live(incidents[1], self._when)
            self._clock.go(self._when.now)
            bring_up_to_date(services.plans, self._tables["plans"]["copies"])
            plan_calls(services.debriefs, self._tables["calls"], self._ids, self._when)
            services.roster.publish()
            leave_requests(services, self._tables["incidents"]["request"], self._when)
            look_back(services.plans, self._tables["reviews"])
            hear_notes(services, self._paths, self._tables["feedback"], self._when)
        with self._signed_in("oduya", "chaplain_came") as services:
            enter_day(services.debriefs, self._tables["chaplain"], self._when)
            write_papers(services, self._tables["family"], "oduya")
        self._write_note()

    def _set_up_station(self) -> None:
        first, *others = self._accounts.values()
        own_words = (self._settings.agency_name,)
        signed_in, _code = self._station.create(first.name, first.passphrase, first.roles, own_words)
        self._account_ids[first.key] = signed_in.actor.account_id
        try:
            accounts = self._services(signed_in).accounts
            for one in others:
                self._account_ids[one.key] = accounts.add(one.name, one.passphrase, one.roles).id
        finally:
            signed_in.end()

    def _enter_roster(self, services: "Services") -> None:
        for waiting in services.accounts.waiting_for_team():
            services.accounts.let_into_team(waiting.id)
        self._ids = enter_people(
            services.roster,
            self._tables["people"]["person"],
            self._settings.agency_name,
            self._account_ids,
            self._tables["on_call"]["cycle"]["weeks_ago"],
            self._when,
        )
        services.roster.teams_from_entries()

    def _write_note(self) -> None:
        """The names and passphrases for the sign-in page, the sergeant first: most of the demo is hers."""
        order = sorted(self._accounts.values(), key=lambda one: Role.COORDINATOR not in one.roles)
        people = [{"name": one.name, "role": one.does, "passphrase": one.passphrase} for one in order]
        write_whole(self._paths.demo_note, json.dumps({"people": people}, ensure_ascii=False, indent=1).encode())

    @contextmanager
    def _signed_in(self, key: str, since: str) -> Iterator["Services"]:
        """The services of this person, at that moment of the demo's history."""
        self._clock.go(self._when.ago(self._history[since]))
        account = self._accounts[key]
        signed_in = self._station.sign_in(account.name, account.passphrase)
        try:
            yield self._services(signed_in)
        finally:
            signed_in.end()

    def _services(self, signed_in: Any) -> "Services":
        from wellness_desktop.app.services import build_services

        return build_services(signed_in, self._station.tries, self._paths, self._settings, self._clock, self._zone)


def _account(one: dict[str, Any]) -> _Account:
    return _Account(one["key"], one["name"], one["does"], frozenset(map(Role, one["roles"])), one["passphrase"])


def _move(draft: Paths, paths: Paths) -> None:
    """Puts the finished files in place: the note first, the key file last."""
    kept = [paths.demo_note, paths.settings, paths.board, paths.answers, paths.note_address, paths.store, paths.keys]
    for target in kept:
        (draft.data / target.name).replace(target)


def _table(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problem(
            tr("Some of the program's own files are damaged."),
            tr("Your records are safe. Install the program again over the old one."),
        ) from error

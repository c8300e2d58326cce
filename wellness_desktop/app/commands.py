"""What the program does without its window: for county IT, scheduled tasks and tests (DESIGN 7)."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wellness_desktop import __version__
from wellness_desktop.app.roster_commands import ROSTER_PRINTS
from wellness_desktop.base.clock import Clock, station_zone
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.base.settings import Settings, load_settings

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services
    from wellness_desktop.library.service import Library
    from wellness_desktop.roster.printed_line import PrintedLine

CLOCK = Clock()
CLOCK_SLACK = timedelta(minutes=2)
"""What clocks may differ between two PCs that write to one store."""
WHOLE_LOG = 1_000_000


def run_command(options: Namespace) -> int:
    """Does what `options.command` names. Raises Problem, which becomes one sentence and exit status 2."""
    from wellness_desktop.app import pack_commands

    paths = find_paths(options.data_dir)
    commands: dict[str, Callable[[Namespace, Paths], None]] = {
        "demo": _demo,
        "check": _check,
        "backup": _backup,
        "restore": _restore,
        "import-contacts": _import_contacts,
        "export-contacts": _export_contacts,
        "print": _print,
        "page": _page,
        "make-key": pack_commands.make_key,
        "make-pack": pack_commands.make_pack,
        "install-pack": _install_pack,
        "version": _version,
    }
    commands[options.command](options, paths)
    return 0


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


# The commands


def _version(_options: Namespace, _paths: Paths) -> None:
    _say(f"Wellness Desktop {__version__}")


def _demo(_options: Namespace, paths: Paths) -> None:
    from wellness_desktop.app.start import make_demo_once

    make_demo_once(paths)
    _say(tr("The demo agency is ready. Its sign-in page shows the names and passphrases."))


def _check(options: Namespace, paths: Paths) -> None:
    with _signed_in(options, paths) as services:
        faults = [problem.title for problem in services.signed_in.store.check()]
        if services.signed_in.key_copy_was_used:
            faults.append(tr("The key file was damaged; its copy was used."))
        behind = _clock_is_behind(services)
    if faults:
        raise Problem(" ".join(faults), tr("Restore the newest backup, and keep the damaged files aside."))
    if behind:
        raise Problem(
            tr("This PC's clock is behind: some records are from later than now."),
            tr("Nothing is lost. Set the clock and its time zone right, then check again."),
        )
    _say(tr("The records and the key file are sound."))


def _clock_is_behind(services: "Services") -> bool:
    """Whether the audit log holds an entry from the future."""
    from wellness_desktop.accounts.audit import read_log

    with services.signed_in.store.read() as session:
        newest = max(entry.at for entry in read_log(session, WHOLE_LOG))
    return newest > CLOCK.now() + CLOCK_SLACK


def _backup(options: Namespace, paths: Paths) -> None:
    from wellness_desktop.accounts.audit import Event
    from wellness_desktop.accounts.roles import Can
    from wellness_desktop.store.backup import back_up

    with _signed_in(options, paths) as services:
        here = services.signed_in
        here.actor.require(Can.MANAGE_BACKUPS)
        folder = back_up(here.store, paths.keys, options.to.absolute())
        with here.store.work() as session:
            here.audit.record(session, here.actor, Event.BACKED_UP)
    _say(tr("The copy was written and opened once to be sure: {folder}", folder=folder))


def _restore(options: Namespace, paths: Paths) -> None:
    from wellness_desktop.store.restoring import restore

    # The copy itself says who may open it: whoever signs in to the copy may put it in place.
    source = options.source.absolute()
    _prove(options, source, paths)
    kept = restore(source, paths)
    _say(tr("The copy is in place. The records from before are kept in: {folder}", folder=kept))


def _prove(options: Namespace, source: Path, paths: Paths) -> None:
    """Opens the copy as the person asked for would, before anything is moved."""
    from wellness_desktop.base.files import make_private_folder
    from wellness_desktop.store.restoring import try_out

    name, passphrase = _credentials(options)
    make_private_folder(paths.data)
    faults = try_out(source, name, passphrase, paths.data, CLOCK)
    if faults:
        raise Problem(tr("The copy is damaged, so nothing was changed."), tr("Choose another copy."))


def _import_contacts(options: Namespace, paths: Paths) -> None:
    from wellness_desktop.roster.csv_table import read_list_file
    from wellness_desktop.roster.import_words import import_summary

    data = read_list_file(options.file)
    with _signed_in(options, paths) as services:
        preview = services.roster.import_preview(data, load_settings(paths.settings).agency_name)
        services.roster.import_people(preview)
    _say(import_summary(preview))


def _export_contacts(options: Namespace, paths: Paths) -> None:
    from wellness_desktop.roster.export_desk import form_for

    with _signed_in(options, paths) as services:
        data = services.roster.export_contacts(form_for(options.file.name))
        write_whole(options.file.absolute(), data)
    _say(tr("The people who agreed to be handed to other agencies were written."))


def _print(options: Namespace, paths: Paths) -> None:
    from wellness_desktop.app.handover_room import handover_print, handover_prints
    from wellness_desktop.app.plan_commands import PLAN_PRINTS, ask_for_plan, plan_print

    settings = load_settings(paths.settings)
    open_prints = {"help-card": _help_card, "handout": _handout, "forms": _forms}
    own_prints: dict[str, Callable[[Services, Namespace, Settings], bytes]] = {
        "phone-list": _phone_list,
    }
    own_prints["before-we-talk"] = lambda services, _wanted, _settings: services.debriefs.confidentiality_notice()
    own_prints |= {name: partial(_roster_print, name) for name in ROSTER_PRINTS}
    own_prints |= {
        name: lambda services, wanted, chosen: handover_print(services, wanted.what, paths, CLOCK, chosen)
        for name in handover_prints()
    }
    own_prints |= dict.fromkeys(PLAN_PRINTS, lambda services, wanted, _settings: plan_print(services, wanted))
    if options.what in open_prints:
        pdf = open_prints[options.what](options, settings)
    elif options.what in own_prints:
        if options.what in PLAN_PRINTS:
            ask_for_plan(options)
        with _signed_in(options, paths) as services:
            pdf = own_prints[options.what](services, options, settings)
    else:
        raise Problem(
            tr("There is no print of this name."),
            tr("Choose one of: {names}.", names=", ".join(sorted({*open_prints, *own_prints}))),
        )
    write_whole(options.out.absolute(), pdf)
    _say(tr("The PDF was written."))


def _page(options: Namespace, paths: Paths) -> None:
    from wellness_desktop.plans.copies.wording import answer_words

    with _signed_in(options, paths) as services:
        found = services.plans.copies.page_answer(" ".join(options.code))
        _say(" ".join(answer_words(found, services.plans.zone)))


def _install_pack(options: Namespace, paths: Paths) -> None:
    """Where a station exists, only its administrator may, who signs in; without one, whoever is at the PC."""
    from wellness_desktop.accounts.station import Station
    from wellness_desktop.app.pack_commands import install_pack

    if Station(paths, CLOCK).exists():
        with _signed_in(options, paths) as services:
            _say(install_pack(options, paths, CLOCK, services.signed_in))
    else:
        _say(install_pack(options, paths, CLOCK, None))


def _library(options: Namespace) -> "Library":
    from wellness_desktop.library.service import Library

    paths = find_paths(options.data_dir)
    return Library(agency_lines=paths.agency_lines, content=paths.content)


def _help_card(options: Namespace, settings: Settings) -> bytes:
    from wellness_desktop.library.prints import PrintSetup, help_sheet

    today = CLOCK.today(station_zone(settings.time_zone))
    lines = _library(options).help_lines(settings.state)
    return help_sheet(lines, (), PrintSetup(today, settings.paper, settings.agency_name))


def _handout(options: Namespace, settings: Settings) -> bytes:
    from wellness_desktop.library.prints import PrintSetup, handout

    if not options.guide:
        raise Problem(tr("Say which guide, for example: --guide G01."))
    today = CLOCK.today(station_zone(settings.time_zone))
    library = _library(options)
    setup = PrintSetup(today, settings.paper, settings.agency_name)
    return handout(library.guide(options.guide.upper()), library.help_lines(settings.state), (), setup)


def _forms(options: Namespace, settings: Settings) -> bytes:
    from wellness_desktop.app.forms_room import forms_print

    return forms_print(options, settings, CLOCK, find_paths(options.data_dir).content)


def _phone_list(services: "Services", options: Namespace, settings: Settings) -> bytes:
    from wellness_desktop.accounts.roles import Can

    everybody = services.signed_in.actor.may(Can.PRINT_CONFIDENTIAL)
    lines = printed_lines(_library(options), settings)
    return services.roster.print_phone_list(
        lines,
        everybody=everybody,
        agency=settings.agency_name,
        size=settings.paper,
    )


def _roster_print(name: str, services: "Services", options: Namespace, settings: Settings) -> bytes:
    return ROSTER_PRINTS[name](services, printed_lines(_library(options), settings), settings)


def printed_lines(library: "Library", settings: Settings) -> "list[PrintedLine]":
    """The support lines that stand at the end of the phone list: only those that may go on paper today."""
    from wellness_desktop.library.prints import for_cards
    from wellness_desktop.roster.printed_line import PrintedLine

    lines = for_cards(library.help_lines(settings.state), CLOCK.today(station_zone(settings.time_zone)))
    return [
        PrintedLine(line.name, line.ways, line.answered_by, id=line.id, always=line.day_and_night) for line in lines
    ]


# Opening the records


@contextmanager
def _signed_in(options: Namespace, paths: Paths) -> "Iterator[Services]":
    """The services of the person asked for, closed again in any case."""
    from wellness_desktop.accounts.station import Station
    from wellness_desktop.app.services import build_services
    from wellness_desktop.roster.review_periods import follow_settings

    settings = load_settings(paths.settings)
    follow_settings(settings)
    station = Station(paths, CLOCK)
    if not station.exists():
        raise Problem(tr("There are no records in this folder."), tr("Start the program once to set up the station."))
    name, passphrase = _credentials(options)
    signed_in = station.sign_in(name, passphrase)
    try:
        yield build_services(signed_in, station.tries, paths, settings, CLOCK, station_zone(settings.time_zone))
    finally:
        signed_in.end()


def _credentials(options: Namespace) -> tuple[str, str]:
    """Name and passphrase, asked once; kept for a command that needs them twice."""
    if not options.sign_in_name:
        raise Problem(tr("Say who is asking: --as NAME."))
    if not hasattr(options, "passphrase"):
        if not options.passphrase_stdin:
            raise Problem(tr("Pass the passphrase on standard input with --passphrase-stdin."))
        typed = sys.stdin.buffer.readline().decode(errors="replace")  # noise is a wrong passphrase, not a crash
        options.passphrase = typed.rstrip("\r\n")
    return options.sign_in_name, options.passphrase

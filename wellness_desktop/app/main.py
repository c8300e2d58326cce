"""The command line: starts the window, or does one thing without it (DESIGN 7)."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

REFUSED = 2
"""Exit status for a problem told in one plain sentence on standard error."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments say; returns the exit status: 0, or 2 with one sentence on standard error."""
    try:
        options, more = _window_parser().parse_known_args(arguments)
        if more:
            options = _parser().parse_args(arguments)
        if getattr(options, "command", None) is None:
            from wellness_desktop.app.start import open_window

            return open_window(options.data_dir, demo=options.demo)
        from wellness_desktop.app.commands import run_command

        return run_command(options)
    except Problem as problem:
        if sys.stderr is None:  # a windowed start on Windows has no terminal; start.py showed a box
            return REFUSED
        sys.stderr.write(" ".join(part for part in (problem.title, problem.advice) if part) + "\n")
        return REFUSED


class _Parser(argparse.ArgumentParser):
    """Meets a command it does not understand like everything else: one plain sentence."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse calls it so
        raise Problem(tr("This command was not understood."), tr("Add --help to see what there is."))


def _window_parser(**more: Any) -> argparse.ArgumentParser:
    """What opens the window. The commands are described only when something else was typed: describing all of
    them would take five milliseconds of every start.
    """
    parser = _Parser(prog="wellness-desktop", **({"add_help": False} | more))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=tr("keep the records in this folder"))
    parser.add_argument("--demo", action="store_true", help=tr("open the demo agency in a folder of its own"))
    return parser


def _parser() -> argparse.ArgumentParser:
    about = tr("Library, roster, incident support and crisis plans for small agencies. Works offline.")
    parser = _window_parser(description=about, add_help=True)
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))

    def command(name: str, sentence: str, keyed: bool = True) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=sentence, description=sentence)
        if keyed:
            one.add_argument("--as", dest="sign_in_name", metavar="NAME", help=tr("the account to sign in with"))
            one.add_argument(
                "--passphrase-stdin", action="store_true", help=tr("read the passphrase from standard input")
            )
        return one

    command("demo", tr("Make the demo agency in the data folder."), keyed=False)
    command("check", tr("Check the records and the key file for damage."))
    backup = command("backup", tr("Write an encrypted copy of the records."))
    backup.add_argument("to", type=Path, metavar="TO", help=tr("folder for the copy"))
    restore = command("restore", tr("Bring records back from a copy. The present ones are kept aside."))
    restore.add_argument("source", type=Path, metavar="FROM", help=tr("the copy"))
    take_in = command("import-contacts", tr("Add the people of a CSV, XLSX or vCard file, all of them or none."))
    take_in.add_argument("file", type=Path, metavar="FILE", help=tr("the file with people"))
    give_out = command("export-contacts", tr("Write the people who agreed, as .csv, .xlsx or .vcf."))
    give_out.add_argument("file", type=Path, metavar="FILE", help=tr("the file with people"))
    paper = command("print", tr("Write a print as PDF."))
    paper.add_argument(
        "what", metavar="WHAT", help=tr("phone-list, wall-sheet, team-roster, help-card, handout, binder, forms …")
    )
    paper.add_argument("--plan", metavar="ID", default="", help=tr("the plan, such as CP-01"))
    paper.add_argument("--role", metavar="ID", default="", help=tr("with role-cards: one role, such as R03"))
    paper.add_argument("--form", metavar="ID", default="", help=tr("the form, such as F-04"))
    paper.add_argument("--fillable", action="store_true", help=tr("the form as a PDF to fill in on screen"))
    paper.add_argument("--guide", metavar="ID", default="", help=tr("the guide, such as G01"))
    paper.add_argument("--out", type=Path, metavar="FILE", required=True, help=tr("the PDF to write"))
    page = command("page", tr("Say whether a page of a crisis plan on paper is current."))
    page.add_argument("code", nargs="+", metavar="CODE", help=tr("what stands on its foot: CP-01 S11-2 K7QM"))
    make_key = command("make-key", tr("Make a publisher's key for content packs."), keyed=False)
    make_key.add_argument("--name", required=True, help=tr("the publisher's name, as officers know it"))
    make_key.add_argument("--out", type=Path, metavar="FILE", required=True, help=tr("the private key to write"))
    make_pack = command("make-pack", tr("Make a signed content pack from a folder."), keyed=False)
    make_pack.add_argument("folder", type=Path, metavar="FOLDER", help=tr("the folder with pack.toml"))
    make_pack.add_argument("--key", type=Path, metavar="FILE", required=True, help=tr("the private key"))
    make_pack.add_argument("--out", type=Path, metavar="FILE", required=True, help=tr("the pack to write"))
    for one in (make_key, make_pack):
        one.add_argument("--passphrase-stdin", action="store_true", help=tr("read the key's passphrase"))
    install = command("install-pack", tr("Install a content pack, whole or not at all."))
    install.add_argument("file", type=Path, metavar="FILE", help=tr("the content pack"))
    command("version", tr("Print the version."), keyed=False)
    return parser

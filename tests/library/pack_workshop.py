"""A publisher's workshop for tests: keys, folders with content, packs; and the content folder of a PC."""

import atexit
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.packs.checking import Checker
from wellness_desktop.library.packs.container import Pack, pack_bytes, sha256, signed_bytes
from wellness_desktop.library.packs.content_check import CheckTemplates
from wellness_desktop.library.packs.desk import PackDesk
from wellness_desktop.library.packs.keys import PackKey
from wellness_desktop.library.packs.making import make_pack
from wellness_desktop.library.packs.manifest import Manifest, PackFile, manifest_bytes
from wellness_desktop.library.service import Library

TODAY = date(2026, 11, 24)
PROJECT = "Wellness Desktop project"
COUNTY = "Harmon County Wellness Office"

GUIDE = """+++
id = "{id}"
title = "{title}"
question = "What now?"
audience = ["officer"]
topics = ["sleep-shift-work"]
covers = ["IV.1"]
minutes = 4
summary = "How our county helps you rest."
card = true
do_now = ["Sit down.", "Drink water.", "Call someone."]
checked_on = {checked_on}
review_by = 2027-11-22
needs_review = ""
related = []

[[sources]]
key = "one"
title = "A source"
publisher = "Somebody"
year = 2020
url = "https://example.org/one"
+++

## Do this now

{body}
"""

LINE = """[[line]]
id = "{id}"
name = "{name}"
kind = "responders"
for_whom = "Anyone who works here."
call = "{call}"
hours = "Day and night"
answered_by = "A trained peer."
what_happens = "Someone listens."
confidence = "two sources"
print_ok = true
checked_on = {checked_on}
review_by = 2027-11-22
sources = ["https://example.org/a", "https://example.org/b"]
"""

RESOURCE = """[[resource]]
id = "{id}"
title = "A course of the county"
kind = "course"
topics = ["families"]
annotation = "A course for families."
seed = "pack"
checked_on = 2026-11-22
how_we_know = "Named on the county's page, read on the day given."
"""


def guide_text(
    id: str = "H01",  # noqa: A002 - the guide's own word
    title: str = "Rest in our county",
    body: str = "Close the blinds. [one]",
    checked_on: str = "2026-11-22",
) -> str:
    return GUIDE.format(id=id, title=title, body=body, checked_on=checked_on)


def line_text(
    id: str = "harmon-peers",  # noqa: A002 - the line's own word
    name: str = "Harmon peers",
    call: str = "1-555-555-0142",
    checked_on: str = "2026-11-22",
) -> str:
    return LINE.format(id=id, name=name, call=call, checked_on=checked_on)


USUAL = {
    "guides/h01-rest.md": guide_text(),
    "support_lines/harmon.toml": line_text(),
    "catalogue/harmon.toml": RESOURCE.format(id="harmon-course"),
}


def no_templates(_paths: list[Path]) -> None:
    """Stands in where no plan files are packed; with some, the plans' own loader is used."""


@dataclass
class Publisher:
    """Somebody who signs packs. Keys are made in memory; tests of key files make real ones."""

    name: str
    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def key(self) -> PackKey:
        return PackKey(self.name, self.private.public_key().public_bytes_raw().hex(), self.name == PROJECT)

    def sign(self, written: bytes) -> bytes:
        return self.private.sign(signed_bytes(written))

    def folder(self, where: Path, files: dict[str, str] | None = None, **facts: Any) -> Path:
        """A folder as a publisher keeps it."""
        found = {"id": "harmon-guides", "title": "Harmon County guides", "sequence": 1, "made_on": date(2026, 11, 23)}
        where.mkdir(parents=True, exist_ok=True)
        lines = [f"{name} = {_toml(value)}" for name, value in {**found, **facts}.items()]
        (where / "pack.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for name, text in (USUAL if files is None else files).items():
            (where / name).parent.mkdir(exist_ok=True)
            (where / name).write_text(text, encoding="utf-8")
        return where

    def make(
        self,
        where: Path,
        files: dict[str, str] | None = None,
        *,
        templates: CheckTemplates = no_templates,
        **facts: Any,
    ) -> Path:
        """A pack made from a folder, as make-pack does it; returns the file."""
        folder = self.folder(where / f"folder-{facts.get('sequence', 1)}", files, **facts)
        checker = Checker(_slim(), None, templates, TODAY)
        pack = make_pack(folder, self.key, self.private, checker, project=self.key.project)
        target = where / f"{pack.manifest.id}-{pack.manifest.sequence}.wdpack"
        target.write_bytes(pack_bytes(pack))
        return target

    def raw(self, files: dict[str, bytes], *, sign: bool = True, **facts: Any) -> bytes:
        """A pack that make-pack would refuse to make, signed all the same."""
        manifest = Manifest(
            **{
                "id": "harmon-guides",
                "title": "Harmon County guides",
                "publisher": self.name,
                "key": self.key.public,
                "sequence": 1,
                "made_on": date(2026, 11, 23),
                "needs_program": "0.1.0",
                "about": "",
                "withdraws": (),
                "withdrawn_numbers": (),
                "files": tuple(PackFile(name, len(data), sha256(data)) for name, data in sorted(files.items())),
                **facts,
            }
        )
        written = manifest_bytes(manifest)
        return pack_bytes(Pack(manifest, written, self.sign(written) if sign else bytes(64), files))


@dataclass
class Place:
    """The program's resources with the project's key of this test among them, and a content folder."""

    root: Path
    content: Path
    project: Publisher
    today: date = TODAY
    templates: CheckTemplates = no_templates

    def desk(self, **more: Any) -> PackDesk:
        facts: dict[str, Any] = {"signed_in": None, "station_exists": False, **more}
        return PackDesk(self.content, self.root, lambda: self.today, self.templates, **facts)

    def library(self) -> Library:
        return Library(root=self.root, content=self.content)

    def install(self, path: Path) -> Any:
        desk = self.desk()
        return desk.install(desk.look(path).pack)

    def shown(self) -> dict[str, Any]:
        """Everything that the library shows, to be compared."""
        library = self.library()
        return {
            "guides": library.guides(),
            "catalogue": library.catalogue(),
            "lines": library.lines("NJ"),
            "help": library.help_lines("NJ"),
            "plans": library.plan_files(),
        }


GUIDES = ("g01", "g12")
"""Enough of the shipped guides for these tests; reading all of them takes a tenth of a second each time."""


def root_with(target: Path, *publishers: Publisher) -> Path:
    """The shipped resources by links (two of the guides, one file of the catalogue), with these project keys."""
    shipped = resources_root()
    for folder in ("library/guides", "library/catalogue", "packs"):
        (target / folder).mkdir(parents=True)
    names = [
        *(
            f"library/{path.name}"
            for path in (shipped / "library").iterdir()
            if path.name not in ("guides", "catalogue")
        ),
        "library/catalogue/podcasts.toml",
        *(f"library/guides/{path.name}" for path in (shipped / "library/guides").iterdir() if path.name[:3] in GUIDES),
        *("support_lines", "plan_templates", "packs/retired_phrases.toml"),
    ]
    for name in names:
        (target / name).symlink_to(shipped / name, target_is_directory=(shipped / name).is_dir())
    keys = [f'[[key]]\nname = "{each.name}"\npublic = "{each.key.public}"\n' for each in publishers]
    (target / "packs" / "keys.toml").write_text("\n".join(keys), encoding="utf-8")
    return target


@cache
def _slim() -> Path:
    """What make-pack holds packs against: the same few guides, made once for the whole run."""
    folder = Path(mkdtemp(prefix="pack-workshop-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return root_with(folder / "root")


def _toml(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return value.isoformat() if isinstance(value, date) else f'"{value}"' if isinstance(value, str) else str(value)

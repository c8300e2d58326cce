"""Makes a pack from a folder, for publishers: the same folder, key and sequence always make the same bytes.

    pack.toml            id, title, sequence, made_on, needs_program, about, withdraws, withdrawn_numbers
    guides/*.md          catalogue/*.toml          support_lines/*.toml          plan_templates/*.toml

Everything that installing would refuse is refused here already, where the person who can mend it sits.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.checking import Checker
from wellness_desktop.library.packs.container import Pack, sha256, signed_bytes
from wellness_desktop.library.packs.manifest import (
    FOLDERS,
    MOST_FILE_BYTES,
    MOST_FILES,
    Manifest,
    PackFile,
    check_name,
    manifest_bytes,
)
from wellness_desktop.library.packs.refusals import spoiled_file
from wellness_desktop.library.retired_numbers import digits_of, fingerprint

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from wellness_desktop.library.packs.keys import PackKey

FACTS_FILE = "pack.toml"
_FACTS = frozenset({"id", "title", "sequence", "made_on", "needs_program", "about", "withdraws", "withdrawn_numbers"})


def make_pack(
    folder: Path, key: "PackKey", private: "Ed25519PrivateKey", checker: Checker, *, project: bool
) -> Pack:  # fmt: skip
    """The signed pack of a folder. Raises PackRefused, naming the file and what to mend, or Problem."""
    facts = _facts(folder)
    contents = _contents(folder)
    manifest = _manifest(facts, key, contents)
    written = manifest_bytes(manifest)
    checker.check(manifest, folder, project=project)
    return Pack(manifest, written, private.sign(signed_bytes(written)), contents)


def _facts(folder: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads((folder / FACTS_FILE).read_text(encoding="utf-8"))
    except OSError as error:
        raise Problem(
            tr("This folder holds no pack.toml."), tr("Nothing was written. See docs/content-packs.md for an example.")
        ) from error
    except (ValueError, RecursionError) as error:
        raise spoiled_file(FACTS_FILE, tr("the file is not written as it should be")) from error
    for name in sorted(set(found) - _FACTS):
        raise spoiled_file(FACTS_FILE, tr("the word “{name}” is not known here", name=name))
    for name in ("id", "title", "sequence", "made_on"):
        if name not in found:
            raise spoiled_file(FACTS_FILE, tr("the field “{name}” is missing", name=name))
    return found


def _manifest(facts: dict[str, Any], key: "PackKey", contents: dict[str, bytes]) -> Manifest:
    kinds: dict[str, type] = {"id": str, "title": str, "sequence": int, "made_on": date, "needs_program": str,
                              "about": str, "withdraws": list, "withdrawn_numbers": list}  # fmt: skip
    for name, value in facts.items():
        if type(value) is not kinds[name]:
            raise spoiled_file(FACTS_FILE, tr("the field “{name}” has a value of the wrong kind", name=name))
    return Manifest(
        id=facts["id"],
        title=facts["title"],
        publisher=key.name,
        key=key.public,
        sequence=facts["sequence"],
        made_on=facts["made_on"],
        needs_program=facts.get("needs_program", "0.1.0"),
        about=facts.get("about", ""),
        withdraws=tuple(sorted({str(each) for each in facts.get("withdraws", ())})),
        withdrawn_numbers=tuple(
            sorted({fingerprint(digits_of(str(each))) for each in facts.get("withdrawn_numbers", ())})
        ),
        files=tuple(PackFile(name, len(data), sha256(data)) for name, data in sorted(contents.items())),
    )


def _contents(folder: Path) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for place in sorted(folder.iterdir()):
        if place.name == FACTS_FILE or place.name.startswith(".") or place.suffix == ".txt":
            continue
        if place.name not in FOLDERS or not place.is_dir() or place.is_symlink():
            raise spoiled_file(
                place.name, tr("only pack.toml, notes that end in .txt and the four folders belong here")
            )
        for path in sorted(place.iterdir()):
            if path.name.startswith("."):
                continue
            name = f"{place.name}/{path.name}"
            contents[name] = _read(name, path)
            if len(contents) > MOST_FILES:
                raise spoiled_file(name, tr("a pack may hold {count} files at most", count=MOST_FILES))
    return contents


def _read(name: str, path: Path) -> bytes:
    try:
        check_name(name)
    except Problem as problem:
        raise spoiled_file(
            name, tr("its name may hold small letters, digits, - and _ only, and must end as its folder asks")
        ) from problem
    if path.is_symlink() or not path.is_file():
        raise spoiled_file(name, tr("it is no file of its own"))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise spoiled_file(name, tr("the file cannot be read")) from error
    if not data or len(data) > MOST_FILE_BYTES:
        raise spoiled_file(name, tr("it is empty, or larger than a file of a pack may be"))
    return data

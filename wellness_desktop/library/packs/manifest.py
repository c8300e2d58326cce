"""The manifest of a pack: what it is, who made it, and every file with its size and hash (docs/content-packs.md).

It is canonical JSON: one spelling only, so that what was signed and what is read are the same bytes.
Names of files are so narrow that none can leave its folder, hide, or collide with another on any system.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.refusals import PackRefused, against_the_format

FOLDERS = {"guides": ".md", "catalogue": ".toml", "support_lines": ".toml", "plan_templates": ".toml"}
"""The folders of a pack, flat, and how their files end."""
MOST_FILES = 400
MOST_FILE_BYTES = 512 * 1024
MOST_BYTES = 16 * 1024 * 1024
"""All files together. The whole library shipped with the program is a tenth of that."""
MOST_MANIFEST_BYTES = 256 * 1024
HIGHEST_SEQUENCE = 1_000_000
MOST_WITHDRAWN = 500
KINDS = ("guide", "line", "resource")
"""The kinds of entry that a pack may withdraw, as search hits name them."""

_ID = re.compile(r"[a-z][a-z0-9-]{2,39}")
_NAME = re.compile(r"([a-z_]{1,20})/([a-z0-9][a-z0-9_-]{0,59})(\.[a-z]{2,4})")
_HEX_32 = re.compile(r"[0-9a-f]{64}")
_NUMBER_MARK = re.compile(r"[0-9a-f]{16}")
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
_ENTRY = re.compile(r"(guide|line|resource):[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_WINDOWS_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
_KEYS = frozenset(
    {"about", "files", "id", "key", "made_on", "needs_program", "publisher", "sequence", "title", "withdraws",
     "withdrawn_numbers"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its name with its folder, its bytes counted and hashed."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself, under its publisher's signature."""

    id: str
    """Stays the same from version to version."""
    title: str
    publisher: str
    key: str
    """The publisher's public key, in hexadecimal."""
    sequence: int
    """Grows with every version; an older one is never taken."""
    made_on: date
    needs_program: str
    """The lowest version of the program that can use it."""
    about: str
    """What changed, in a sentence or two; may be blank."""
    withdraws: tuple[str, ...]
    """Entries that must not be shown any more, such as "line:old-hotline"."""
    withdrawn_numbers: tuple[str, ...]
    """Fingerprints (retired_numbers.py) of numbers that must not come back, so that no file holds the numbers."""
    files: tuple[PackFile, ...]

    def withdrawn(self, kind: str) -> frozenset[str]:
        """The ids of one kind that this pack withdraws."""
        return frozenset(each.partition(":")[2] for each in self.withdraws if each.startswith(kind + ":"))

    def names(self, folder: str) -> tuple[str, ...]:
        """The files of one folder."""
        return tuple(each.name for each in self.files if each.name.startswith(folder + "/"))


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest in its only spelling. Raises PackRefused for a manifest that could not be read again."""
    data = _canonical(_as_json(manifest))
    if read_manifest(data) != manifest:
        raise against_the_format(tr("its manifest cannot be written"))
    return data


def read_manifest(data: bytes) -> Manifest:
    """The manifest in these bytes. Raises PackRefused for anything that is not exactly as it should be."""
    found = _parsed(data)
    if set(found) != _KEYS:
        raise against_the_format(tr("its manifest lacks something or has something too much"))
    manifest = Manifest(
        id=_text(found, "id", _ID.fullmatch),
        title=_line(found, "title", 80),
        publisher=_line(found, "publisher", 80),
        key=_text(found, "key", _HEX_32.fullmatch),
        sequence=_number(found, "sequence", HIGHEST_SEQUENCE),
        made_on=_day(found, "made_on"),
        needs_program=_text(found, "needs_program", _VERSION.fullmatch),
        about=_line(found, "about", 400, may_be_blank=True),
        withdraws=_sorted_texts(found, "withdraws", _ENTRY.fullmatch, MOST_WITHDRAWN),
        withdrawn_numbers=_sorted_texts(found, "withdrawn_numbers", _NUMBER_MARK.fullmatch, MOST_WITHDRAWN),
        files=_files(found["files"]),
    )
    if not manifest.files and not manifest.withdraws:
        raise against_the_format(tr("it holds nothing"))
    return manifest


def check_name(name: str) -> None:
    """Raises PackRefused unless the name is one of ours: a known folder, small letters, the right ending."""
    found = _NAME.fullmatch(name)
    if found is None or found[1] not in FOLDERS or found[3] != FOLDERS[found[1]]:
        raise against_the_format(tr("a file in it has a name that is not allowed"))
    if _WINDOWS_NAMES.fullmatch(found[2]):
        raise against_the_format(tr("a file in it has a name that is not allowed"))


def version_numbers(version: str) -> tuple[int, ...]:
    """A version such as 0.1.0 for comparing; what follows the numbers (0.2.0rc1) is left out."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _parsed(data: bytes) -> dict[str, Any]:
    """The JSON, proved to be in its only spelling (so no key stands twice and no number is odd)."""
    if len(data) > MOST_MANIFEST_BYTES:
        raise against_the_format(tr("its manifest is too long"))
    try:
        found = json.loads(data.decode("utf-8"))
        spelled_alike = isinstance(found, dict) and _canonical(found) == data
    except (ValueError, RecursionError) as error:
        raise against_the_format(tr("its manifest cannot be read")) from error
    if not spelled_alike:
        raise against_the_format(tr("its manifest is not in the one permitted spelling"))
    return dict(found)


def _canonical(value: Any) -> bytes:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode("utf-8")  # fmt: skip


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "about": manifest.about,
        "files": [{"name": each.name, "sha256": each.sha256, "size": each.size} for each in manifest.files],
        "id": manifest.id,
        "key": manifest.key,
        "made_on": manifest.made_on.isoformat(),
        "needs_program": manifest.needs_program,
        "publisher": manifest.publisher,
        "sequence": manifest.sequence,
        "title": manifest.title,
        "withdrawn_numbers": list(manifest.withdrawn_numbers),
        "withdraws": list(manifest.withdraws),
    }


def _wrong(name: str) -> PackRefused:
    return against_the_format(tr("“{name}” in its manifest is not as it should be", name=name))


def _text(found: dict[str, Any], name: str, is_good: Callable[[str], object]) -> str:
    value = found[name]
    if not isinstance(value, str) or not is_good(value):
        raise _wrong(name)
    return value


def _line(found: dict[str, Any], name: str, longest: int, *, may_be_blank: bool = False) -> str:
    """A line that shows as it stands: printable, and without marks that turn the reading direction around."""

    def is_good(text: str) -> bool:
        return len(text) <= longest and text == text.strip() and text.isprintable() and (may_be_blank or bool(text))

    return _text(found, name, is_good)


def _number(found: dict[str, Any], name: str, most: int) -> int:
    value = found[name]
    if type(value) is not int or not 1 <= value <= most:
        raise _wrong(name)
    return value


def _day(found: dict[str, Any], name: str) -> date:
    text = _text(found, name, re.compile(r"\d{4}-\d\d-\d\d").fullmatch)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _wrong(name) from error


def _sorted_texts(
    found: dict[str, Any], name: str, is_good: Callable[[str], object], most: int
) -> tuple[str, ...]:  # fmt: skip
    value = found[name]
    if not isinstance(value, list) or len(value) > most:
        raise _wrong(name)
    if not all(isinstance(each, str) and is_good(each) for each in value) or not _rises(value):
        raise _wrong(name)
    return tuple(value)


def _files(value: Any) -> tuple[PackFile, ...]:
    if not isinstance(value, list) or len(value) > MOST_FILES:
        raise against_the_format(tr("it holds too many files"))
    files = tuple(_file(each) for each in value)
    if not _rises([each.name for each in files]):
        raise against_the_format(tr("a file in it stands twice or out of order"))
    if sum(each.size for each in files) > MOST_BYTES:
        raise against_the_format(tr("it is larger than a pack may be"))
    return files


def _file(value: Any) -> PackFile:
    if not isinstance(value, dict) or set(value) != {"name", "sha256", "size"}:
        raise _wrong("files")
    file = PackFile(
        _text(value, "name", bool), _number(value, "size", MOST_FILE_BYTES), _text(value, "sha256", _HEX_32.fullmatch)
    )
    check_name(file.name)
    return file


def _rises(texts: Iterable[str]) -> bool:
    """Sorted, and none twice."""
    return all(one < other for one, other in pairwise(texts))

"""A pack as one file: a first line that says what it is, the manifest, the signature, then the files one after another.

Nothing in it is compressed and nothing has a place of its own, so there is nothing to blow up and no second
directory that could disagree with the first; the same folder always makes the same bytes; and anyone can read the
whole pack in a text editor before trusting it. That is why it is not a zip file (docs/content-packs.md).
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.manifest import MOST_BYTES, MOST_MANIFEST_BYTES, Manifest, read_manifest
from wellness_desktop.library.packs.refusals import against_the_format, damaged, newer_format, not_a_pack

ENDING = ".wdpack"
FIRST_LINE = b"Wellness Desktop content pack 1\n"
_ANY_FIRST_LINE = re.compile(rb"Wellness Desktop content pack \d{1,3}\n")
SIGNATURE_BYTES = 64
_SIGNATURE = re.compile(rb"[0-9a-f]{128}")
_MOST_WHOLE = MOST_BYTES + MOST_MANIFEST_BYTES + 1024


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack in memory: whole, every hash right, the signature not looked at yet."""

    manifest: Manifest
    manifest_bytes: bytes
    """The manifest exactly as signed."""
    signature: bytes
    contents: dict[str, bytes]


def read_pack(path: Path) -> Pack:
    """The pack in the file. Raises PackRefused, or Problem when the file cannot be read."""
    try:
        if not path.is_file():
            raise not_a_pack()
        if path.stat().st_size > _MOST_WHOLE:
            raise against_the_format(tr("it is larger than a pack may be"))
        with path.open("rb") as file:
            data = file.read(_MOST_WHOLE + 1)
    except OSError as error:
        raise Problem(
            tr("The pack could not be read."), tr("Check that the stick is still connected, then try again.")
        ) from error
    return parse(data)


def parse(data: bytes) -> Pack:
    """The pack in these bytes. Raises PackRefused for anything but a whole one."""
    if not data.startswith(FIRST_LINE):
        raise newer_format() if _ANY_FIRST_LINE.match(data) else not_a_pack()
    start = len(FIRST_LINE)
    written, start = _line(data, start, MOST_MANIFEST_BYTES)
    manifest = read_manifest(written)
    signature, start = _line(data, start, SIGNATURE_BYTES * 2)
    if not _SIGNATURE.fullmatch(signature):
        raise damaged()
    return Pack(manifest, written, bytes.fromhex(signature.decode()), _contents(data, start, manifest))


def pack_bytes(pack: Pack) -> bytes:
    """The pack as one file; the same pack is always the same bytes."""
    files = [pack.contents[each.name] for each in pack.manifest.files]
    return b"".join(
        [FIRST_LINE, pack.manifest_bytes, b"\n", pack.signature.hex().encode(), b"\n", *files]
    )  # fmt: skip


def signed_bytes(written: bytes) -> bytes:
    """What the signature is made over: the first line too, so that no other file's signature fits."""
    return FIRST_LINE + written


def sha256(data: bytes) -> str:
    """The hash that a manifest names a file by."""
    return hashlib.sha256(data).hexdigest()


def _line(data: bytes, start: int, longest: int) -> tuple[bytes, int]:
    end = data.find(b"\n", start, start + longest + 1)
    if end < 0:
        raise damaged()
    return data[start:end], end + 1


def _contents(data: bytes, start: int, manifest: Manifest) -> dict[str, bytes]:
    """Each file's bytes; together they must be exactly what follows, and each must have its hash."""
    if len(data) - start != sum(each.size for each in manifest.files):
        raise damaged()
    contents: dict[str, bytes] = {}
    for each in manifest.files:
        contents[each.name] = data[start : start + each.size]
        start += each.size
        if sha256(contents[each.name]) != each.sha256:
            raise damaged()
    return contents

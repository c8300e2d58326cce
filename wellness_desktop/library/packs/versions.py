"""Which version of a pack may follow which: never an older one, and never the same one again, even once it is out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wellness_desktop import __version__
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.container import Pack, sha256
from wellness_desktop.library.packs.installed import Installed, Version
from wellness_desktop.library.packs.keys import PackKey
from wellness_desktop.library.packs.manifest import Manifest, version_numbers
from wellness_desktop.library.packs.refusals import PackRefused, newer_format

MOST_PACKS = 40
KEPT_VERSIONS = 2
"""The one in use and the one before, to go back to."""


def require_new(manifest: Manifest, listed: Sequence[Installed], program: str = __version__) -> Installed | None:
    """What is known of the pack so far. Raises PackRefused when this version may not follow."""
    if version_numbers(program) < version_numbers(manifest.needs_program):
        raise newer_format()
    known = known_pack(listed, manifest.id, manifest.key)
    if known is None:
        _require_place(manifest, listed)
        return None
    if manifest.sequence == known.highest:
        raise PackRefused(
            tr("This version of the pack was installed before."),
            tr("Nothing was changed. If it was taken out, put it back under Settings, Library updates."),
        )
    if manifest.sequence < known.highest:
        raise PackRefused(
            tr("This pack is older than the one that was installed before."),
            tr("Nothing was changed. Ask its publisher for the newest version."),
        )
    return known


def known_pack(listed: Sequence[Installed], pack_id: str, key: str) -> Installed | None:
    """The pack of this id under this key, whether in use or not."""
    return next((each for each in listed if (each.id, each.key) == (pack_id, key)), None)


def with_version(
    listed: Sequence[Installed], pack: Pack, key: PackKey, today: date
) -> tuple[tuple[Installed, ...], Installed, Version]:
    """The list once this version is installed and in use; the pack in it, and its version."""
    manifest = pack.manifest
    known = known_pack(listed, manifest.id, manifest.key)
    new = Version(manifest.sequence, sha256(pack.manifest_bytes), today)
    # The version in use is the one to go back to; what was put aside before it is forgotten.
    before = known.current or (known.versions[-1] if known.versions else None) if known else None
    versions = (before, new) if before else (new,)
    made = Installed(
        id=manifest.id,
        key=manifest.key,
        title=manifest.title,
        publisher=key.name,
        project=key.project,
        highest=manifest.sequence,
        in_use=manifest.sequence,
        versions=versions[-KEPT_VERSIONS:],
    )
    after = (*listed, made) if known is None else tuple(made if each is known else each for each in listed)
    return after, made, new


def with_use(listed: Sequence[Installed], pack: Installed, sequence: int | None) -> tuple[Installed, ...]:
    """The list with another kept version of the pack in use, or none."""
    if sequence is not None and sequence not in {each.sequence for each in pack.versions}:
        raise PackRefused(tr("This version of the pack is not kept any more."), tr("Nothing was changed."))
    return tuple(
        replace(each, in_use=sequence) if (each.id, each.key) == (pack.id, pack.key) else each for each in listed
    )


def _require_place(manifest: Manifest, listed: Sequence[Installed]) -> None:
    if len(listed) >= MOST_PACKS:
        raise PackRefused(
            tr("This station holds as many packs as it can."), tr("Nothing was changed. Ask whoever keeps this PC.")
        )
    same = next((each for each in listed if each.id == manifest.id and each.in_use is not None), None)
    if same is not None:
        raise PackRefused(
            tr("Another publisher's pack bears the same name: {publisher}.", publisher=same.publisher),
            tr("Nothing was changed. Take that pack out first if this one is to stand in its place."),
        )

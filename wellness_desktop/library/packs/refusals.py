"""Why a pack is refused, in sentences that whoever made it can act on. A refusal always means: nothing was changed."""

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr


class PackRefused(Problem):
    """The pack was not taken; everything is as it was."""


def not_a_pack() -> PackRefused:
    """Another kind of file, or one from before the format existed."""
    return PackRefused(
        tr("This file is not a content pack."),
        tr("Nothing was changed. Choose a file that ends in .wdpack, or ask its publisher for it again."),
    )


def newer_format() -> PackRefused:
    """A pack in a format that this program does not know yet."""
    return PackRefused(
        tr("This pack needs a newer version of the program."),
        tr("Nothing was changed. Update the program first, then install the pack."),
    )


def damaged() -> PackRefused:
    """Cut off, or altered since it was signed: on the way it comes to the same."""
    return PackRefused(
        tr("This pack is damaged or was changed after it was signed."),
        tr("Nothing was changed. Copy it onto the stick again, or ask its publisher for it again."),
    )


def against_the_format(fault: str) -> PackRefused:
    """Whole, but not written as a pack must be. `fault` is a clause in words."""
    return PackRefused(
        tr("This pack is not written as it should be: {fault}.", fault=fault),
        tr("Nothing was changed. Tell its publisher what stands here."),
    )


def spoiled_file(name: str, fault: str) -> PackRefused:
    """One of its files cannot be used. `fault` is a clause that says what to mend."""
    return PackRefused(
        tr("A file in this pack has a mistake: {name}: {fault}.", name=name, fault=fault),
        tr("Nothing was changed. Mend that file and make the pack again, or tell its publisher."),
    )


def not_for_this_publisher(fault: str) -> PackRefused:
    """What only the project may do. `fault` is a whole sentence."""
    return PackRefused(fault, tr("Nothing was changed. Tell the publisher of the pack what stands here."))

"""Packs, keys and what they hold, in the words of the page and the command line."""

from collections.abc import Sequence
from datetime import date

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.library.line_freshness import long_day
from wellness_desktop.library.packs.desk import Looked, Row, State
from wellness_desktop.library.packs.installed import Installed
from wellness_desktop.library.packs.keys import PackKey

MOST_TITLES = 8


def state_words(row: Row) -> str:
    """How a pack stands, in a word or two."""
    return {
        State.IN_USE: tr("In use"),
        State.OUT: tr("Taken out"),
        State.DAMAGED: tr("Damaged"),
        State.UNTRUSTED: tr("Publisher not trusted"),
    }[row.state]


def state_advice(row: Row) -> str:
    """What to do about it; blank where nothing needs doing."""
    if row.state is State.DAMAGED:
        return tr("Files of this pack were changed or lost on this PC. What is left of it is shown; take it out, "
                  "or install its next version.")  # fmt: skip
    if row.state is State.UNTRUSTED:
        return tr("This station does not trust the publisher's key. Take the pack out, or add the key again.")
    return ""


def chosen_words(row: Row) -> str:
    """Everything about one pack of the list, for where its columns have no room."""
    pack = row.pack
    sequence = pack.in_use or pack.versions[-1].sequence
    installed = next(each.installed_on for each in pack.versions if each.sequence == sequence)
    parts = (
        tr("{title}: {version}, by {publisher}.", title=pack.title,
           version=version_words(sequence, row.made_on.get(sequence)), publisher=pack.publisher),
        tr("{state}, installed {day}.", state=state_words(row), day=long_day(installed)),
        tr("Holds {things}.", things=holds_words(row.holds)) if row.holds else "",
        row.about,
        state_advice(row),
    )  # fmt: skip
    return " ".join(part for part in parts if part)


def version_words(sequence: int, made_on: date | None) -> str:
    """A version as people name it."""
    if made_on is None:
        return tr("Version {number}", number=sequence)
    return tr("Version {number}, made {day}", number=sequence, day=long_day(made_on))


def holds_words(holds: dict[str, int]) -> str:
    """What a pack holds, counted."""
    counted = [
        ("guides", tr_count("{count} guide", "{count} guides", holds.get("guides", 0))),
        (
            "support_lines",
            tr_count("{count} file of lines", "{count} files of lines", holds.get("support_lines", 0)),
        ),
        (
            "catalogue",
            tr_count("{count} file of the catalogue", "{count} files of the catalogue", holds.get("catalogue", 0)),
        ),
        ("plan_templates", tr_count("{count} plan", "{count} plans", holds.get("plan_templates", 0))),
    ]
    return ", ".join(words for folder, words in counted if holds.get(folder))


def publisher_words(key: PackKey) -> str:
    """Who signed, and what that means."""
    if key.project:
        return tr("{name}, the project that makes this program", name=key.name)
    return tr("{name}, a publisher that this station trusts", name=key.name)


def titles_words(titles: Sequence[str]) -> str:
    """A list of titles that stays short."""
    shown = "; ".join(titles[:MOST_TITLES])
    more = len(titles) - MOST_TITLES
    if more <= 0:
        return shown
    return tr("{titles}; and {count} more", titles=shown, count=more)


def look_facts(looked: Looked) -> list[tuple[str, str]]:
    """What installing a pack would do: name and value."""
    manifest, checked = looked.pack.manifest, looked.checked
    before = looked.before
    return [
        (tr("Publisher"), publisher_words(looked.key)),
        (tr("Version"), version_words(manifest.sequence, manifest.made_on)),
        (tr("Installed so far"), _before_words(before)),
        (tr("What changed"), manifest.about),
        (tr("Adds"), titles_words(checked.adds)),
        (tr("Changes"), titles_words(checked.replaces)),
        (tr("Plans"), titles_words([plan.upper() for plan in checked.plans])),
        (tr("Takes away"), titles_words(checked.withdraws)),
    ]


def _before_words(before: Installed | None) -> str:
    if before is None:
        return ""
    if before.in_use is None:
        return tr("Version {number} was taken out", number=before.highest)
    return tr("Version {number}", number=before.in_use)

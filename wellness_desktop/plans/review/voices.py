"""Whether all three groups were heard (crisis_plans.md K). Pure."""

from collections.abc import Iterable

from wellness_desktop.base.language import tr
from wellness_desktop.plans.review.kinds import Voice
from wellness_desktop.plans.review.values import NewVoice

FROM_COMMUNITY = 2
"""At least so many people of the community."""


def unheard(sheets: Iterable[NewVoice]) -> tuple[str, ...]:
    """Who is still to be asked, in sentences; empty when everybody was heard."""
    found = list(sheets)
    count = {voice: sum(one.voice is voice for one in found) for voice in Voice}
    missing = []
    if not count[Voice.LEADERS]:
        missing.append(tr("No sheet of the leaders is typed in."))
    if not count[Voice.LINE]:
        missing.append(tr("No sheet of line staff, dispatch or civilians is typed in."))
    if count[Voice.COMMUNITY] < FROM_COMMUNITY:
        missing.append(tr("Two people of the community are asked; {count} so far.", count=count[Voice.COMMUNITY]))
    if not any(one.voice is Voice.COMMUNITY and one.outside for one in found):
        missing.append(tr("Nobody from outside our own partners was heard yet."))
    return tuple(missing)

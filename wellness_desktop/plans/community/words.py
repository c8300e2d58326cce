"""What is said about partners and the log, on the screen and on paper."""

from datetime import date

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.community.engagement import Month, hours_text
from wellness_desktop.plans.community.partners import AgreementEnd, DueList, Partner, Talk
from wellness_desktop.roster.when import day_text


def due_words(due: DueList, partners: int) -> list[str]:
    """What the register asks for today, a line each."""
    lines = []
    if due.not_contacted:
        lines.append(
            tr_count(
                "{count} partner was not spoken with for 180 days.",
                "{count} partners were not spoken with for 180 days.",
                len(due.not_contacted),
            )
        )
    elif partners:
        lines.append(tr("Everybody was spoken with in the last 180 days."))
    lines += [agreement_words(one) for one in due.agreements]
    if due.no_leader:
        lines.append(no_leader_words(due.no_leader))
    return lines


def agreement_words(one: AgreementEnd) -> str:
    """Which agreement ends when."""
    return tr("{what}: ends {day}.", what=one.what, day=day_text(one.ends))


def no_leader_words(quarter: str) -> str:
    """That no leader was seen in town for a quarter."""
    return tr("{quarter}: no leader in the log. Choose one event of this quarter to go to.", quarter=quarter)


def last_words(one: Partner, today: date) -> str:
    """When we spoke last."""
    if one.last_contact is None:
        return tr("never yet")
    days = (today - one.last_contact).days
    if not days:
        return tr("today")
    return tr_count("{count} day ago", "{count} days ago", days)


def talk_words(talk: Talk) -> str:
    """One talk in a line."""
    places = {"day": day_text(talk.day), "who": talk.by}
    said = tr("{day}: {who} met them.", **places) if talk.met else tr("{day}: {who} spoke with them.", **places)
    return f"{said} {talk.note}".strip()


def partner_pairs(one: Partner, today: date) -> list[tuple[str, str]]:
    """Everything known of a partner, by name and value; empty values too."""
    said = one.line.details
    met = one.last_meeting
    return [
        (tr("Numbers"), " · ".join(one.line.numbers)),
        (tr("Last talk"), last_words(one, today)),
        (tr("Last met"), day_text(met) if met else ""),
        (tr("Kind"), one.line.kind_words),
        (tr("Speaks for"), said.speaks_for),
        (tr("Languages"), said.languages),
        (tr("Hours"), said.hours),
        (tr("If not there"), said.backup),
        (tr("Knows about"), said.knows_what),
        (tr("Knows here"), said.knows_whom),
        (tr("Trusted by"), said.trusted_by),
        (tr("May be called"), agreed_words(said.agreed_on)),
        (tr("Agreement"), said.agreement),
        (tr("Agreement ends"), day_text(said.agreement_ends) if said.agreement_ends else ""),
        (tr("We promised"), said.promised),
        (tr("We gave"), said.given),
    ]


def agreed_words(agreed_on: date | None) -> str:
    """Whether they agreed to be called in a crisis."""
    return tr("yes, since {day}", day=day_text(agreed_on)) if agreed_on else tr("not asked yet")


def month_words(month: Month) -> str:
    """One month of the chart in a sentence."""
    if not month.events:
        return tr("{month}: nothing.", month=month.name)
    return tr(
        "{month}: {events}, {led} with a leader, {hours}.",
        month=month.name,
        events=tr_count("{count} event", "{count} events", month.events),
        led=month.led,
        hours=hours_text(month.minutes),
    )

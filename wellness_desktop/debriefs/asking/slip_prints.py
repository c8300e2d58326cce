"""The slip for whoever would rather hand over paper: call me, at this number, between these hours."""

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.asking.requests import CallWish
from wellness_desktop.paper.print_setup import Paper


def call_slip(wish: CallWish | None, numbers: list[tuple[str, str]], paper: Paper) -> bytes:
    """One sheet to fold and hand to a helper; blank to write on without a `wish`. `numbers` answer meanwhile."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    body = [b.heading(tr("Please call me"), 1)]
    body.append(b.text(tr("For somebody of the support team, and for nobody else."), "lead"))
    if wish is None:
        labels = [tr("Reach me at"), tr("Call me"), tr("Between … and …"), tr("Who should call"), tr("Who should not")]
        body.append(b.fill_lines(labels))
        body.append(b.checklist([tr("Text before you call")]))
    else:
        rows = [(tr("Reach me at"), wish.reach), (tr("Call me"), wish.name), (tr("When"), wish.when)]
        rows += [(tr("Who should call"), wish.who)]
        if wish.text_first:
            rows.append((tr("First"), tr("Text before you call")))
        head = [tr("What"), tr("Answer")]
        body.append(b.table(head, [[name, value] for name, value in rows if value], [1, 3], row_heads=True))
    told = [
        tr("Fold this sheet and hand it to a helper, or put it into a closed envelope with the helper's name on it."),
        tr("Nobody needs to know why. The helper shreds it after the call."),
    ]
    body.append(b.note(b.bullets(told), title=tr("What to do with it")))
    if numbers:
        body.append(b.heading(tr("Who answers now"), 2))
        body += [b.contact_line(name, number) for name, number in numbers]
    sheet = Sheet(
        title=tr("Please call me"),
        printed_on=paper.local,
        size=paper.size,
        large=paper.large,
        agency=paper.agency,
        mark=tr("Personal"),
    )
    return make(sheet, body)

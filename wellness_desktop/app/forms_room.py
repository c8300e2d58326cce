"""Forms for whoever asks: in the search, at the front door, and on the command line."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.clock import Clock, station_zone
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import Settings

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.kit.hits import Group, Hit
    from wellness_desktop.plans.forms.prints import FormPaper

MOST_HITS = 4


def with_forms(text: str, library: "list[Hit]") -> "list[Group]":
    """What the library found, and the forms that `text` means; forms first where it can hardly mean anything else.

    A blank form holds nothing, so no sign-in is needed.
    """
    from wellness_desktop.kit.hits import Group, Hit
    from wellness_desktop.plans.forms.files import shipped_forms
    from wellness_desktop.plans.forms.finding import find_forms, names_form

    forms = shipped_forms().forms.values()
    hits = [
        Hit(("form", form.id), tr("{code}  {title}", code=form.id, title=form.title), form.use, "clipboard-list")
        for form in find_forms(forms, text)[:MOST_HITS]
    ]
    groups = [Group(tr("In the library"), library), Group(tr("Forms"), hits)]
    if hits and names_form(forms, text):
        groups.reverse()
    return [group for group in groups if group.hits]


def open_form(program: "Program", form_id: str) -> None:
    """Shows the form among the plans' forms; at the front door, offers it blank."""
    rooms = program.own_rooms
    if rooms is not None and rooms.actor.may(Can.SEE_PLANS):
        page: Any = program.go("plans")
        page.show_forms(form_id)
        return
    from wellness_desktop.plans.forms.files import shipped_forms

    form = shipped_forms().form(form_id)

    def make(_task: object) -> bytes:
        from wellness_desktop.plans.forms.prints import form_pdf

        return form_pdf(form, _blank(program.settings, program.clock))

    def offer(pdf: bytes) -> None:
        title = tr("{code}  {title}", code=form.id, title=form.title)
        program.open_rooms.offer(program.frame, title, pdf)

    def failed(error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        program.tell(error)

    program.tasks.start(make, done=offer, failed=failed, words=tr("Preparing the print"))


def forms_print(options: Namespace, settings: Settings, clock: Clock, content: Path) -> bytes:
    """`print forms`: all of them, those of `--plan`, or one with `--form`, to fill in with `--fillable`."""
    from wellness_desktop.app.plan_files import plan_templates
    from wellness_desktop.plans.forms.files import shipped_forms
    from wellness_desktop.plans.forms.prints import form_pdf, forms_pack

    files = shipped_forms()
    if options.form:
        form = files.form(options.form)
        return form_pdf(form, _blank(settings, clock, fillable=options.fillable and form.fillable))
    if options.fillable:
        raise Problem(tr("Say which form, for example: --form F-04."))
    sheets, title = list(files.forms.values()), tr("Forms")
    if options.plan:
        overlay = plan_templates(content).overlays.get(options.plan.upper())
        if overlay is None:
            raise Problem(tr("There is no such plan."), tr("Use the code of a plan, such as CP-01."))
        sheets = [form for form in sheets if form.id in overlay.forms]
        title = tr("{plan}: forms", plan=overlay.id)
    return forms_pack(sheets, title, _blank(settings, clock))


def _blank(settings: Settings, clock: Clock, *, fillable: bool = False) -> "FormPaper":
    """Paper with nothing of the station on it but the agency's name."""
    from wellness_desktop.plans.forms.prints import FormPaper
    from wellness_desktop.plans.print_pieces import PrintStyle

    now = clock.now().astimezone(station_zone(settings.time_zone))
    style = PrintStyle(now, None, settings.paper)
    return FormPaper(style, settings.agency_name, fillable, {"agency": settings.agency_name})

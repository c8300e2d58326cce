"""A form that a plan file brings along: a list of labels, printed as boxes or as a table."""

from wellness_desktop.plans.forms.sheets import ROW, FormField, FormSheet, Need, Part, PartKind
from wellness_desktop.plans.items import Form, Template

TABLE_ROWS = 10


def form_of(form: Form, template: Template) -> FormSheet:
    """The plan's own form as a sheet: "lines" become boxes, "log" and "sheet" a table."""
    if form.layout == "lines" or not form.fields:
        boxes = tuple(FormField(f"field{number}", label, ROW // 2) for number, label in enumerate(form.fields, start=1))
        part = Part(PartKind.BOXES, fields=boxes)
    else:
        columns = tuple(
            FormField(f"column{number}", label, min(max(len(label) // 4, 2), ROW))
            for number, label in enumerate(form.fields, start=1)
        )
        part = Part(PartKind.TABLE, columns=columns, rows=TABLE_ROWS, lines=2)
    steps = (form.note,) if form.note else ()
    return FormSheet(
        form.id,
        form.title,
        form.use,
        Need.NIGHT,
        steps,
        (part,),
        template.template,
        template.checked_on,
        template.review_by,
        sealed=form.layout == "sealed",
    )

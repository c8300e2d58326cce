"""Whether the parts of the plan files fit together: every id exists, every place can be filled.

Tests run it over the shipped files; the program runs it when it reads them, since a chaplain may have edited one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from wellness_desktop.base.language import tr
from wellness_desktop.plans.items import Field, Item, Template, wording
from wellness_desktop.plans.places import place_names

KINDS = ("line", "text", "number", "date", "contact")
NEEDS = ("must", "should", "may")
LAYOUTS = ("", "lines", "log", "sheet", "sealed", "section")
REVIEWERS = ("counsel", "clinician")
MOST_OBJECTIVES = 7


def first_fault(core: Template, overlays: Iterable[Template]) -> str | None:
    """The first thing that does not fit, in words, or None."""
    return next(faults(core, overlays), None)


def faults(core: Template, overlays: Iterable[Template]) -> Iterator[str]:
    """Everything that does not fit, one sentence each."""
    yield from _faults_of(core, core)
    for overlay in overlays:
        fault = next(_order_faults(core, overlay), None)
        if fault is not None:
            yield fault
            continue
        yield from _faults_of(core, overlay)


def _faults_of(core: Template, own: Template) -> Iterator[str]:
    known = _Known(core, own)
    yield from _twice(core, own)
    for item in own.items():
        yield from known.faults(item)
    yield from _field_faults(known, own)
    for section in own.section:
        if section.leaf not in known.sections:
            yield _says(own, section.id, tr("its leaf is no section"))
    for form in own.form:
        if form.layout not in LAYOUTS:
            yield _says(own, form.id, tr("its layout is not known"))
    reviewers = {*own.needs_review, *(one for section in own.section for one in section.needs_review)}
    if not reviewers <= set(REVIEWERS):
        yield _says(own, own.id, tr("needs_review may name counsel and clinician only"))


class _Known:
    """The ids that items of `own` may name."""

    def __init__(self, core: Template, own: Template) -> None:
        self.own = own
        self.sections = {section.id for section in core.section}
        self.boxes = {box.id for box in core.box + own.box}
        self.roles = {role.id for role in core.role + own.role}
        self.topics = {topic.id for topic in core.topic + own.topic}
        self.fields = {field.id: field for field in core.field + own.field}
        self.contacts = {field.id for field in self.fields.values() if field.kind == "contact"}
        self.sources = {source.key for source in core.source + own.source}

    def faults(self, item: Item) -> Iterator[str]:
        wanted = (
            ("section", self.sections, tr("its section is not known")),
            ("box", self.boxes, tr("its time box is not known")),
            ("role", self.roles, tr("its role is not known")),
            ("by", self.roles, tr("its role is not known")),
            ("contact", self.contacts, tr("its contact is not a field of that kind")),
            ("source", self.sources, tr("its source is not listed")),
        )
        for name, ids, fault in wanted:
            value = getattr(item, name, "")
            if value and value not in ids:
                yield _says(self.own, item.id, fault)
        for role in getattr(item, "not_also", ()):
            if role not in self.roles:
                yield _says(self.own, item.id, tr("not_also names a role that is not known"))
        for place in place_names(f"{wording(item)} {getattr(item, 'note', '')}"):
            if not self.is_place(place):
                yield _says(self.own, item.id, tr("the place {place} cannot be filled", place=f"{{{place}}}"))

    def is_place(self, place: str) -> bool:
        name, _, part = place.partition(".")
        if part:
            return part in ("name", "phone") and (name in self.contacts or name in self.roles)
        return name in self.fields or name in self.roles


def _field_faults(known: _Known, own: Template) -> Iterator[str]:
    for field in own.field:
        if field.topic not in known.topics:
            yield _says(own, field.id, tr("its topic is not known"))
        if field.section not in known.sections:
            yield _says(own, field.id, tr("its section is not known"))
        if field.source and field.source not in known.sources:
            yield _says(own, field.id, tr("its source is not listed"))
        yield from (_says(own, field.id, fault) for fault in _own_faults(field))
    for partner in own.partners:
        if partner not in known.contacts:
            yield _says(own, partner, tr("a partner must be a field of kind contact"))


def _own_faults(field: Field) -> Iterator[str]:
    if field.kind not in KINDS:
        yield tr("its kind is not known")
    if field.need not in NEEDS:
        yield tr("its need is not known")
    if field.minutes < 1:
        yield tr("it takes at least one minute")


def _twice(core: Template, own: Template) -> Iterator[str]:
    """Ids that stand twice; an item may bear the id of what it replaces."""
    parts = [own] if own is core else [core, own]
    ids = Counter(
        one.id
        for part in parts
        for one in (*part.items(), *part.field, *part.form, *part.box, *part.signer, *part.avoid, *part.must)
        if getattr(one, "replaces", "") != one.id
    )
    ids += Counter(f"topic {topic.id}" for part in parts for topic in part.topic)
    yield from (_says(own, one, tr("this id stands twice")) for one, count in ids.items() if count > 1)


def _order_faults(core: Template, overlay: Template) -> Iterator[str]:
    """What an overlay says about the core: it must all be there before the two are put together."""
    core_items = {item.id: item for item in core.items()}
    for item in overlay.items():
        if item.replaces and type(core_items.get(item.replaces)) is not type(item):
            yield _says(overlay, item.id, tr("it replaces something that the core does not have"))
    for left in overlay.without:
        if left.id not in core_items:
            yield _says(overlay, left.id, tr("the core has no such item to leave out"))
    replaced = {item.replaces for item in overlay.items()} | {left.id for left in overlay.without}
    yield from _call_faults(core, overlay, replaced)
    chosen = (
        (overlay.messages, core.message + overlay.message),
        (overlay.forms, core.form + overlay.form),
        (overlay.clocks, core.clock + overlay.clock),
    )
    gone = replaced - {item.id for item in overlay.items()}
    for ids, there in chosen:
        for one in ids:
            if one in gone or one not in {item.id for item in there}:
                yield _says(overlay, one, tr("it is listed but stands nowhere"))
    steps = {step.id for step in core.step + overlay.step}
    for step in overlay.step:
        if step.after and step.after not in steps:
            yield _says(overlay, step.id, tr("it should follow a step that is not there"))
    if len(core.objective) + sum(not item.replaces for item in overlay.objective) > MOST_OBJECTIVES:
        yield _says(overlay, "objective", tr("a plan has at most seven objectives"))


def _call_faults(core: Template, overlay: Template, replaced: set[str]) -> Iterator[str]:
    """Each call of the plan stands once in its order, and reaches somebody."""
    calls = {call.id for call in core.call if call.id not in replaced} | {call.id for call in overlay.call}
    if Counter(overlay.call_order) != Counter(calls):
        odd = sorted(calls.symmetric_difference(overlay.call_order)) or [tr("one of them twice")]
        yield _says(overlay, "call_order", tr("it must name each call once: {calls}", calls=", ".join(odd)))
    for call in overlay.call:
        if not (call.role or call.contact or call.everyone or call.how):
            yield _says(overlay, call.id, tr("it names nobody to call"))


def _says(template: Template, item_id: str, fault: str) -> str:
    return tr("{plan}, {item}: {fault}", plan=template.id, item=item_id, fault=fault)

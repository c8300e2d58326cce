"""What the family papers ask, taken from the blank forms F-01 to F-03: one list for paper and screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wellness_desktop.base.language import tr
from wellness_desktop.plans.forms.files import shipped_forms
from wellness_desktop.plans.forms.sheets import FieldKind, FormField, FormSheet, Part, PartKind
from wellness_desktop.plans.packets.values import FORMS

LINES_TO_GROW = 2
"""An answer that has this many lines on paper is typed into a field of several lines."""
NOT_ASKED = frozenset({"written_on", "look_again", "member", "agency"})
"""The program knows these: who is signed in, and the days."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer, or to leave open."""

    key: str
    """Names the answer among all; made of the form's own ids, so that a form may grow."""
    label: str
    lines: int = 1
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together: a part of a form, or one row of a table."""

    title: str
    questions: tuple[Question, ...]
    row: int = 0
    """Of a table, from 1; zero for a part that is asked once."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands beside the questions, with whose word it is."""

    title: str
    texts: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    """One step of the long form."""

    form: str
    title: str
    groups: tuple[Group, ...]
    warning: Advice | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(one.key for group in self.groups for one in group.questions)

    def answered(self, answers: Mapping[str, str]) -> int:
        """How many of its questions have an answer."""
        return sum(bool(answers.get(key, "").strip()) for key in self.keys)


@cache
def sections() -> tuple[Section, ...]:
    """The steps in order. A spoiled form is left out, as it is on paper; its answers stay sealed."""
    forms = shipped_forms().forms
    return tuple(section for form_id in FORMS if form_id in forms for section in _of_form(forms[form_id]))


def others(answers: Mapping[str, str]) -> dict[str, str]:
    """Answers to questions that no form asks any more: never lost, printed at the end."""
    known = {key for section in sections() for key in section.keys}
    return {key: words for key, words in answers.items() if key not in known}


def _of_form(form: FormSheet) -> list[Section]:
    warning = next((_warning(part, form) for part in form.part if part.kind is PartKind.NOTE), None)
    found = []
    for part in form.part:
        groups = _groups(part, form.key)
        if groups:
            found.append(Section(form.id, part.title or form.title, groups, warning))
            warning = None
    return found


def _groups(part: Part, key: str) -> tuple[Group, ...]:
    if part.kind is PartKind.BOXES:
        asked = tuple(_question(f"{key}.{one.id}", one, one.lines) for one in part.fields if one.id not in NOT_ASKED)
        return (Group("", asked),) if asked else ()
    if part.kind is PartKind.TABLE:
        base = f"{key}.{part.columns[0].id}"
        heads = part.heads or tuple(tr("No. {number}", number=number) for number in range(1, part.rows + 1))
        return tuple(
            Group(
                head,
                tuple(_question(f"{base}.{row}.{one.id}", one, 1) for one in part.columns),
                0 if part.heads else row,
            )
            for row, head in enumerate(heads, start=1)
        )
    return ()


def _question(key: str, field: FormField, lines: int) -> Question:
    options = field.options if field.kind in {FieldKind.ONE_OF, FieldKind.CHOICE} else ()
    return Question(key, field.label, lines, options)


def _warning(part: Part, form: FormSheet) -> Advice:
    return Advice(part.title, part.texts, " ".join(form.sources))

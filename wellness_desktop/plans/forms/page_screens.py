"""The forms within the page of the plans: their screen, and what its buttons do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.tasks import Tasks

if TYPE_CHECKING:
    from wellness_desktop.plans.forms.forms_view import FormsView
    from wellness_desktop.plans.forms.sheets import FormSheet
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.plans.sheets.printing import PaperPrinting


class FormsScreens(ScreensPage):
    """What `PlansPage` shows and does about forms."""

    _plans: "Plans"
    _tasks: Tasks
    _plan: str
    leave: Callable[[], None]
    _show: Callable[[QWidget, str, str], None]
    _printing: "PaperPrinting"

    @screen
    def forms(self) -> "FormsView":
        """Every form."""
        from wellness_desktop.plans.forms.forms_view import FormsView

        made = FormsView(self._plans, self.screens_parent)
        made.print_wanted.connect(self._print_form)
        made.save_wanted.connect(self._save_form)
        made.pack_wanted.connect(self._print_forms)
        return self.take_in(made)

    def show_forms(self, form: str = "") -> None:
        """The forms, at one when it is named; else those of the open plan."""
        self.leave()
        with self.attempt():
            self._show(self.forms, tr("Forms"), tr("Print one to write on, or save it to fill in on screen."))
            self.forms.start(form, "" if form else self._plan)

    def _print_form(self, form: "FormSheet") -> None:
        title = tr("{code}  {title}", code=form.id, title=form.title)
        self._printing.start_other(title, form.file_name, self._maker(form, fillable=False))

    def _print_forms(self, plan: str) -> None:
        make = partial(self._plans.forms_pack, plan, large=self.forms.large.value())
        title = tr("{plan}: forms", plan=plan.upper()) if plan else tr("Forms")
        self._printing.start_other(title, "forms.pdf", make)

    def _save_form(self, form: "FormSheet", path: str) -> None:
        """Writes the form to fill in where somebody chose. It is theirs from then on."""
        make = self._maker(form, fillable=True)
        self._tasks.start(
            lambda _task: write_whole(Path(path), make()),
            done=lambda _done: self.banner.say(
                tr("Saved. Open it in a PDF reader and type into it."),
                detail=tr("The file is yours: this program keeps nothing of it. It is not encrypted."),
            ),
            failed=self._printing.not_printed,
            words=tr("Preparing the form"),
        )

    def _maker(self, form: "FormSheet", *, fillable: bool) -> Callable[[], bytes]:
        """Makes the form as the ticks beside it say."""
        view = self.forms
        large, known, dates = view.large.value(), view.known.value(), view.dates()
        return partial(self._plans.form, form.id, fillable=fillable, large=large, known=known, dates=dates)

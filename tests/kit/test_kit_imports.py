"""What the front door needs of the kit loads nothing heavy, and quickly."""

import subprocess
import sys

FRONT_DOOR = (
    *("theme", "page", "card", "reflow", "text", "button", "chip", "empty", "banner", "rail", "searchbox"),
    *("helpbutton", "cover", "qr", "passphrase", "form", "fields", "tasks", "table", "facts", "beside"),
)
HEAVY = ("sqlalchemy", "alembic", "reportlab", "cryptography", "phonenumbers", "icalendar", "PySide6.QtPdf")
ALLOWED = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}


def modules_after(*names: str) -> set[str]:
    lines = "\n".join(f"import wellness_desktop.kit.{name}" for name in names)
    script = f"import sys\n{lines}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stdout.split())


def test_the_front_door_loads_only_the_four_parts_of_qt_it_needs() -> None:
    loaded = modules_after(*FRONT_DOOR)
    qt = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert qt == ALLOWED
    assert not [name for name in loaded if name.startswith(HEAVY)]


def test_the_way_to_print_is_known_without_loading_it() -> None:
    loaded = modules_after("printing", "timeline", "moment", "dialogs", "progress")
    assert not [name for name in loaded if name.startswith((*HEAVY, "PySide6.QtPrintSupport"))]


def test_plain_python_parts_stay_plain() -> None:
    for name in ("when", "spans", "tokens", "style_sheet"):
        assert not [loaded for loaded in modules_after(name) if loaded.startswith("PySide6")], name

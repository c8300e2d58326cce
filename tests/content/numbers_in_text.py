"""Finds telephone numbers in a text, however they are written, and says which of them must not stand there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader

KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
LONG = 10
"""Digits of a whole number. One of that length counts anywhere in a row of digits, a shorter one only by itself."""
_BETWEEN = " \t\n.()/+*·\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2212-"
"""What people and layouts put between the digits of one number."""
_ROW = re.compile(rf"\d(?:[{re.escape(_BETWEEN)}]{{0,3}}\d)*")
_WORD = re.compile(r"[A-Z0-9][A-Z0-9\u2010\u2011-]*")
_VANITY = re.compile(
    r"(?<![\w-])(?:1[\s.-]{0,2})?\(?(?:8\d\d|9\d\d)\)?[\s.-]{1,2}(?=[A-Z0-9-]*[A-Z]{2})[A-Z0-9-]{4,}(?![\w-])"
)
"""1-800-COPLINE, (800) 950-NAMI: an area code, then letters or letters among digits."""
_SPELLED = re.compile(r"\b(\d{5,6}) \(([A-Z0-9]{4,})\)")
"""435748 (HELP4U): a short number with the word that spells it."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What may stand nowhere: digits, and words."""

    digits: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[dict[str, Any]]) -> "Withdrawn":
        """From the entries of withdrawn_numbers.toml."""
        listed = list(entries)
        return cls(
            tuple(dict.fromkeys(_bare(each) for entry in listed for each in entry["digits"])),
            tuple(word.lower() for entry in listed for word in entry["words"]),
        )

    def found_in(self, text: str) -> list[str]:
        """Every withdrawn number or route in the text."""
        return [*self._digits_in(text), *(word for word in self.words if word in " ".join(text.lower().split()))]

    def _digits_in(self, text: str) -> Iterator[str]:
        rows = [as_digits(row) for row in _ROW.findall(text)]
        spelled = [as_digits(word) for word in vanity_numbers(text)]
        spelled += [digits for word in _WORD.findall(text) if len(digits := as_digits(word)) >= LONG - 3]
        for wanted in self.digits:
            if len(wanted) >= LONG:
                # Letters may be more than are dialed, so the beginning counts.
                if any(wanted in row for row in rows) or any(_bare(each).startswith(wanted) for each in spelled):
                    yield wanted
            elif wanted in rows or any(re.fullmatch(rf"\W*{wanted}\W*", part) for part in text.split()):
                yield wanted


def as_digits(text: str) -> str:
    """What a phone dials: letters as on its keys, nothing else."""
    return "".join(sign for sign in text.upper().translate(KEYS) if sign in "0123456789")


def vanity_numbers(text: str) -> list[str]:
    """Numbers that are written with letters."""
    return [found.rstrip("-") for found in _VANITY.findall(text.replace("\u2011", "-").replace("\u00a0", " "))]


def wrong_letters(text: str, dialed: Iterable[str]) -> list[str]:
    """Numbers with letters that spell none of the numbers that are `dialed`; the network ignores letters too many."""
    known = {_bare(as_digits(each)) for each in dialed if each}
    found = [each for each in vanity_numbers(text) if ".\n" not in each]  # a sentence ended there: 988, then DRAFT
    wrong = [each for each in found if _bare(as_digits(each))[:LONG] not in known]
    return wrong + [f"{digits} ({word})" for digits, word in _SPELLED.findall(text) if as_digits(word) != digits]


def pdf_text(pdf: bytes) -> str:
    """The words of a PDF, as another library reads them: pages, form fields, what is said of pictures, bookmarks."""
    reader = PdfReader(BytesIO(pdf))
    parts = [page.extract_text() for page in reader.pages]
    parts += [str(value) for value in (reader.metadata or {}).values()]
    parts += [
        f"{name} {field.get('/V', '')} {field.get('/TU', '')}" for name, field in (reader.get_fields() or {}).items()
    ]
    parts += list(_alternatives(reader))
    return "\n".join(parts)


def _alternatives(reader: PdfReader) -> Iterator[str]:
    """Alternative texts stand in the structure tree, beside the pages."""
    for number in range(len(reader.xref.get(0, {})) + 1 if hasattr(reader, "xref") else 0):
        found = reader.get_object(number) if number else None
        if isinstance(found, dict) and "/Alt" in found:
            yield str(found["/Alt"])


def _bare(digits: str) -> str:
    """Without the leading 1, which some write and some do not; no area code begins with one."""
    return digits[1:] if len(digits) > LONG and digits.startswith("1") else digits


def texts_of(widget: Any) -> Sequence[str]:
    """Everything a person or a screen reader can read in a widget, shown or not."""
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractItemView,
        QComboBox,
        QLabel,
        QLineEdit,
        QTextEdit,
        QWidget,
    )

    found = []
    for each in [widget, *widget.findChildren(QWidget)]:
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            found.append(each.text())
        if isinstance(each, QTextEdit):
            found.append(each.toPlainText())
        if isinstance(each, QComboBox):
            found += [each.itemText(place) for place in range(each.count())]
        model = each.model() if isinstance(each, QAbstractItemView) else None
        if model is not None:
            for row in range(model.rowCount()):
                for column in range(max(1, model.columnCount()) if hasattr(model, "columns") else 1):
                    index = model.index(row, column)
                    found += [str(model.data(index, role) or "") for role in (0, 11)]
    return [words for words in found if words]

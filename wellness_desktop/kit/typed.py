"""What stands in a field, right or wrong, as a plain JSON value: so that a draft can be kept and shown again.

A field made of parts says it itself, by `typed()` and `set_typed(kept)`. Passphrases belong into no draft.
"""

from enum import Enum
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from wellness_desktop.kit.fields import ChecksField, ChoiceField, NotesField, RadioField, TickField


def can_be_read(field: QWidget) -> bool:
    """Whether the field has a place in a draft; a passphrase and a field that only shows something have none."""
    return hasattr(field, "typed") or isinstance(
        field, (QLineEdit, NotesField, TickField, ChecksField, ChoiceField, RadioField)
    )


def typed_in(field: Any) -> Any:
    """What stands in the field."""
    if hasattr(field, "typed"):
        return field.typed()
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, NotesField):
        return field.toPlainText()
    if isinstance(field, ChecksField):
        return [_plain(value) for value in field.value()]
    return _plain(field.value())


def type_in(field: Any, kept: Any) -> None:
    """Shows in the field what `typed_in` gave, silently.

    What does not fit any more, such as a choice that is no longer offered, leaves the field as it is.
    """
    if hasattr(field, "set_typed"):
        field.set_typed(kept)
    elif isinstance(field, QLineEdit) and isinstance(kept, str):
        field.setText(kept)
    elif isinstance(field, NotesField) and isinstance(kept, str):
        field.set_value(kept)
    elif isinstance(field, TickField):
        field.set_value(kept is True)
    elif isinstance(field, ChecksField) and isinstance(kept, list):
        field.set_value([value for value in _offered(field) if _plain(value) in kept])
    elif isinstance(field, (ChoiceField, RadioField)):
        for value in _offered(field):
            if _plain(value) == kept:
                field.set_value(value)


def _offered(field: Any) -> list[Any]:
    """The values one can choose from."""
    if isinstance(field, ChoiceField):
        return [field.itemData(place).value for place in range(field.count())]
    return list(field._values)


def _plain(value: Any) -> Any:
    """A choice as JSON can hold it: enums by their value, ids as text."""
    if isinstance(value, Enum):
        return value.value
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)

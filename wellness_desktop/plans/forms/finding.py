"""Finds a form by what people call it: its code, its title, or other words for it."""

from collections.abc import Collection, Iterable

from wellness_desktop.base.names import name_key
from wellness_desktop.plans.forms.sheets import FormSheet

_EMPTY_WORDS = frozenset({"form", "forms", "blank", "a", "an", "the", "for", "of", "to", "and", "sheet", "print"})

NOT_AT_ALL = 3


def find_forms(forms: Iterable[FormSheet], text: str) -> list[FormSheet]:
    """The forms that `text` means: every word that says something begins a word of theirs. Names come first.

    Somebody who types only "forms" gets them all.
    """
    typed = name_key(text).split()
    wanted = [word for word in typed if word not in _EMPTY_WORDS]
    if not typed or (not wanted and not {"form", "forms"} & set(typed)):
        return []
    ranked = [(_rank(form, wanted), form.id, form) for form in forms]
    return [form for rank, _, form in sorted(ranked, key=lambda one: one[:2]) if rank < NOT_AT_ALL]


def names_form(forms: Collection[FormSheet], text: str) -> bool:
    """Whether `text` can hardly mean anything but a form: it says "form", a code, or a name of several words."""
    typed = name_key(text).split()
    if {"form", "forms"} & set(typed):
        return True
    codes = {code for form in forms for code in (name_key(form.id), form.key)}
    return " ".join(typed) in codes or (len(typed) > 1 and any(_rank(form, typed) == 0 for form in forms))


def searchable(form: FormSheet) -> str:
    """Everything a form is found by."""
    return " ".join((form.id, form.key, form.title, form.use, *form.words))


def _rank(form: FormSheet, wanted: list[str]) -> int:
    """0: called so; 1: by words of its title or of another name for it; 2: by what it is for; 3: not at all."""
    names = [name_key(name) for name in (form.id, form.key, form.title, *form.words)]
    if " ".join(wanted) in names:
        return 0
    if _all_begin(wanted, " ".join(names)):
        return 1
    return 2 if _all_begin(wanted, name_key(searchable(form))) else NOT_AT_ALL


def _all_begin(wanted: list[str], text: str) -> bool:
    there = text.split()
    return all(any(word.startswith(one) for word in there) for one in wanted)

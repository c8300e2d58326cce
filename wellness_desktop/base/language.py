"""One way for every visible sentence to be translated, in services and prints as much as in pages.

Qt's own tr() would bind services and prints to Qt. The standard library's gettext serves all rooms,
and its catalogues are kept in resources/translations.
"""

from collections.abc import Callable

_translate: Callable[[str], str] | None = None
_translate_count: Callable[[str, str, int], str] | None = None


def tr(sentence: str, **places: object) -> str:
    """The sentence in the person's language, with its {named places} filled.

    Pass whole sentences; never glue pieces.
    """
    text = _translate(sentence) if _translate else sentence
    return text.format(**places) if places else text


def tr_count(one: str, many: str, count: int, **places: object) -> str:
    """The singular or plural sentence for `count`, which is also the place {count}."""
    text = _translate_count(one, many, count) if _translate_count else (one if count == 1 else many)
    return text.format(count=count, **places)


def use_language(translate: Callable[[str], str], translate_count: Callable[[str, str, int], str]) -> None:
    """Called once by app/ at start, before the first sentence is shown."""
    global _translate, _translate_count  # noqa: PLW0603 - the one place where a language is chosen
    _translate = translate
    _translate_count = translate_count

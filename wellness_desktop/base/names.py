"""How names are compared, sorted and searched."""

import unicodedata


def name_key(text: str) -> str:
    """Text folded for search and sorting: no case, no accents, single spaces.

    Kept in its own column, since databases disagree about case and order (findings/store.md 5).
    """
    if text.isascii():
        return " ".join(text.lower().split())
    split = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())

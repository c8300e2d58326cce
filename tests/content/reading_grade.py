"""The Flesch-Kincaid grade of a guide: how many years of school its sentences ask for."""

import re

_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"(?<![ctgs])i[ao]|sui(?=c)|(?<!p)eo(?!u)|(?<![gq])ua(?!r)|io(?=l)|uou")
"""Neighboring vowels that are spoken apart: suicide, radio, violence, actual."""


def grade(markdown: str) -> float:
    """The grade of the running text; headings, addresses and citations do not count."""
    sentences = _sentences(markdown)
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """Vowel groups, without the silent endings and with those spoken apart; near a dictionary, on average."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    if len(bare) <= 3:
        return 1
    count = len(_VOWELS.findall(bare)) + len(_APART.findall(bare))
    if bare.endswith("e") and not bare.endswith(("le", "ee", "ye")):
        count -= 1
    if bare.endswith("ed") and not bare.endswith(("ted", "ded", "eed")):
        count -= 1
    if bare.endswith("es") and not bare.endswith(("ses", "zes", "ces", "ges", "ches", "shes", "xes", "les", "ees")):
        count -= 1
    return max(1, count)


def _sentences(markdown: str) -> list[list[str]]:
    found: list[list[str]] = []
    for block in _blocks(markdown):
        for part in re.split(r"[.!?]+[\"”’)]*\s+|$", block):
            words = re.findall(r"[A-Za-z][A-Za-z'’-]*", part)
            if words:
                found.append(words)
    return found


def _blocks(markdown: str) -> list[str]:
    """Paragraphs and list items, each of which ends a sentence."""
    text = re.sub(r"https?://\S+|\[[a-z0-9.,; -]+\]", " ", markdown)
    text = re.sub(r"\]\([^)]*\)", " ", text)
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    blocks: list[str] = [""]
    for line in lines:
        starts = re.match(r"\s*(?:>|[-*+] |\d+[.)] )", line)
        if not line.strip() or starts:
            blocks.append("")
        blocks[-1] += " " + re.sub(r"^[\s>*+-]*(?:\d+[.)] )?", "", line)
    return [re.sub(r"[*_`|]", "", block) for block in blocks if block.strip()]

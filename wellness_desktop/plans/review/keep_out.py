"""Words that do not belong into a public record: who got support, and what a lawyer said. Pointed out, never blocked.

Pure. A name counts only beside a word of support in the same sentence: that somebody was on duty is no secret.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key

SHORTEST_NAME = 3
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*")
_SUPPORT = re.compile(
    r"\b(?:peer support|peer team|counsel(?:ing|ling|or|lor)\w*|therap\w+|clinicians?|psych\w+|eap|chaplain\w*"
    r"|debrief\w*|defus\w+|cis[dm]|ptsd|ptsi|traumati[sz]ed|suicid\w+|medicat\w+|treatment|rehab\w*|sick leave"
    r"|stress leave|fit(?:ness)?[ -]for[ -]duty|mental(?:ly)?|depress\w+|panic\w*|anxi\w+|drinking|sober|cried"
    r"|crying|broke down|support session|one-on-one|nightmares?)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:attorneys?|lawyers?|legal advice|legal counsel|(?:town|city|county|our) counsel|privileged|liabilit\w+"
    r"|liable|negligen\w+|lawsuits?|settlement|litigation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KeepOut:
    """Something to take out before the report is printed."""

    where: str
    words: str
    """The sentence."""
    hint: str


def keep_out(texts: Iterable[tuple[str, str]], names: Iterable[str]) -> tuple[KeepOut, ...]:
    """What to look at in these texts, each given with where it stands. `names` are those of our people."""
    known = {name_key(part) for name in names for part in name.split() if len(part) >= SHORTEST_NAME} - _TITLES
    found = []
    for where, text in texts:
        for sentence in _SENTENCE.split(text):
            hint = _hint(sentence, known)
            if hint:
                found.append(KeepOut(where, sentence.strip(), hint))
    return tuple(found)


def _hint(sentence: str, known: set[str]) -> str:
    support = _SUPPORT.search(sentence)
    if support is not None:
        person = next((word for word in _WORD.findall(sentence) if word[0].isupper() and _bare(word) in known), None)
        if person is not None:
            return tr(
                "“{name}” stands beside “{word}”. Who got support stays out: take the name out, or the sentence.",
                name=person,
                word=support.group(),
            )
    legal = _LEGAL.search(sentence)
    if legal is not None:
        return tr("“{word}”: what a lawyer advised stays out of this record.", word=legal.group())
    return ""


def _bare(word: str) -> str:
    return name_key(word.removesuffix("'s").removesuffix("’s"))


_TITLES = {name_key(word) for word in ("Chief", "Officer", "Sergeant", "Captain", "Special", "Agent", "Sgt.", "Rev.")}

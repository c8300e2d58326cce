"""A guide as it is read on the screen: its Markdown with title, dates, numbered sources and links inside the program.

Links use three schemes only: https to show an address, tel to show a number, app to stay in the program.
"""

import re
from collections.abc import Iterable
from datetime import date

from wellness_desktop.base.language import tr
from wellness_desktop.library.guides import Citation, Guide
from wellness_desktop.library.line_freshness import long_day
from wellness_desktop.library.prints import review_note

GUIDE_LINK = "app:guide/"
SOURCE_LINK = "app:source/"
_NUMBER = re.compile(r"(?<![\w-])(?:1-)?8\d\d-\d{3}-\d{4}(?![\w-])")
_FEWEST_WORDS = 3
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def reading_text(guide: Guide, others: Iterable[Guide], today: date) -> str:
    """The whole guide as Markdown: heading, facts, text, sources, guides to read next."""
    known = list(others)
    # Numbers and titles first: what citations and sources add must not be linked again.
    body = _with_guide_links(_with_number_links(guide.body), guide, known)
    cited = Citation(f" [[{{number}}]]({SOURCE_LINK}{{number}})")
    parts = [
        f"# {literal(guide.title)}",
        f"*{literal(guide.question)}*",
        _facts(guide, today),
        guide.cited(cited, body),
        _sources(guide),
        _next(guide, known),
    ]
    return "\n\n".join(part for part in parts if part)


def literal(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def _facts(guide: Guide, today: date) -> str:
    words = [
        tr("{minutes} minutes to read. Checked {day}.", minutes=guide.minutes, day=long_day(guide.checked_on)),
        tr("This text is older than it should be; check facts and numbers.") if guide.stale(today) else "",
        review_note(guide),
    ]
    return literal(" ".join(word for word in words if word))


def _with_number_links(body: str) -> str:
    return _NUMBER.sub(lambda found: f"[{found[0]}](tel:{found[0]})", body)


def _with_guide_links(body: str, guide: Guide, others: Iterable[Guide]) -> str:
    """Makes each quoted title of another guide a link to it; after "guide", "read" or "see" its beginning will do."""
    known, lowered = list(others), body.lower()
    for other in known:
        if other.id == guide.id:
            continue
        link = rf"\g<open>[\g<title>]({GUIDE_LINK}{other.id})\g<close>"
        # A plain look first: a pattern for each of fifty guides would take longer than laying the text out.
        if other.title.lower() in lowered:
            body = _title_pattern(re.escape(other.title)).sub(link, body)
        short = _short_title(other, known)
        if short and short.lower() in lowered:
            body = _title_pattern(re.escape(short), r"\b(?:guide|read|see) ").sub(link, body)
    return body


def _title_pattern(title: str, before: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?P<open>{before}[\"“])(?P<title>{title})(?P<close>[.,]?[\"”])", re.IGNORECASE)


def _short_title(guide: Guide, others: Iterable[Guide]) -> str:
    """How a text may call the guide for short: up to its colon or its "when"; blank when another begins so too."""
    short = re.split(r":| when ", guide.title, maxsplit=1)[0]
    if short == guide.title or len(short.split()) < _FEWEST_WORDS:
        return ""
    same = [other for other in others if other.title.lower().startswith(short.lower())]
    return short if len(same) == 1 else ""


def _sources(guide: Guide) -> str:
    if not guide.sources:
        return ""
    lines = [f"## {tr('Sources')}", ""]
    for place, source in enumerate(guide.sources, 1):
        facts = ", ".join(part for part in (source.publisher, str(source.year or "")) if part)
        link = f"[{literal(source.title)}]({source.url})"
        lines.append(f"{place}. {link}{'. ' + literal(facts) if facts else ''}.")
    return "\n".join(lines)


def _next(guide: Guide, others: Iterable[Guide]) -> str:
    titles = {other.id: other.title for other in others}
    related = [one for one in guide.related if one in titles]
    if not related:
        return ""
    return "\n".join(
        [f"## {tr('Read next')}", "", *(f"- [{literal(titles[one])}]({GUIDE_LINK}{one})" for one in related)]
    )

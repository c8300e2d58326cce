"""What the search index holds of each guide, line and catalogue entry."""

from collections.abc import Iterable, Iterator, Mapping

from wellness_desktop.library.catalogue import Resource, Vocabulary
from wellness_desktop.library.guides import NO_CITATION, Guide, headings, plain_text
from wellness_desktop.library.index import APART, Document
from wellness_desktop.library.lines import Line
from wellness_desktop.library.synonyms import folded_words

GUIDE, LINE, RESOURCE = "guide", "line", "resource"
_GUIDE_WEIGHT, _LINE_WEIGHT, _UNSURE_LINE_WEIGHT = 1.5, 1.0, 0.5
_RESOURCE_WEIGHT = {"core": 0.0, "peripheral": -1.5, "off-topic": -4.0}


def documents(
    guides: Iterable[Guide],
    lines: Iterable[Line],
    resources: Iterable[Resource],
    words: Vocabulary,
    asked: Mapping[str, Iterable[str]],
) -> Iterator[Document]:
    """Everything that can be found without signing in. `asked` holds by id what people type who need it."""
    for guide in guides:
        yield Document(
            kind=GUIDE,
            ref=guide.id,
            title=guide.title,
            summary=guide.summary,
            tags=_joined(*guide.do_now, *headings(guide.body), *_labels(words, guide.topics)),
            body=_joined(*guide.do_now, plain_text(guide.cited(NO_CITATION))),
            weight=_GUIDE_WEIGHT,
            asked=_asked(guide.question, *asked.get(guide.id, ())),
        )
    for line in lines:
        yield Document(
            kind=LINE,
            ref=line.id,
            title=line.name,
            summary=line.for_whom,
            tags=_joined(line.call, line.letters, line.how_to_text, line.id, *line.languages),
            body=_joined(line.answered_by, line.what_happens, line.privacy),
            state=line.state,
            weight=_LINE_WEIGHT if line.print_ok else _UNSURE_LINE_WEIGHT,
            asked=_asked(*asked.get(line.id, ())),
        )
    for resource in resources:
        about = (resource.series, resource.publisher, *resource.authors, resource.publication_id)
        yield Document(
            kind=RESOURCE,
            ref=resource.id,
            title=resource.shown_title,
            summary=resource.annotation,
            tags=_joined(
                *about,
                words.label(resource.kind),
                str(resource.year or ""),
                *_labels(words, resource.topics),
            ),
            body="",
            weight=_RESOURCE_WEIGHT.get(resource.relevance, 0.0),
            asked=_asked(*asked.get(resource.id, ())),
        )


def _labels(words: Vocabulary, slugs: Iterable[str]) -> list[str]:
    return [words.label(slug) for slug in slugs]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _asked(*phrases: str) -> str:
    """Phrases, each between two signs that keep it apart, so that a whole one can be told from a part of one."""
    return " ".join(f"{APART} {' '.join(folded_words(phrase))} {APART}" for phrase in phrases)

"""The agency's own documents: read, found and kept inside the encrypted store, never as a file (DESIGN 6.2).

Everybody who may sign in reads them: they are policies, leaflets and forms, and the page says that nothing about a
person belongs there. Reading and searching leave no line in any log; adding, renaming and removing do.
"""

from functools import cached_property
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.library.agency import index, refusals
from wellness_desktop.library.agency.keeping import Keeping, present, shown, value_of
from wellness_desktop.library.agency.records import DocumentRecord, DocumentTextRecord, PieceRecord
from wellness_desktop.library.agency.values import AgencyDocument, DocumentHit, kind_words
from wellness_desktop.library.search import Term, read_terms
from wellness_desktop.library.synonyms import Synonyms, folded_words, load_synonyms

MOST_HITS = 12
ENOUGH = 6
"""With fewer documents than this that hold every word, those that hold some of them follow."""


class AgencyDocuments(Keeping):
    """Use cases for one person signed in. Safe to use from several threads."""

    def documents(self) -> list[AgencyDocument]:
        """Every document, by title."""
        self._require(Can.SEE_DOCUMENTS)
        with self._store.read() as session:
            rows = session.scalars(select(DocumentRecord).where(*shown()))
            found = [value_of(row) for row in rows]
        return sorted(found, key=lambda document: (document.title.casefold(), document.added_at))

    def document(self, document_id: UUID) -> AgencyDocument:
        """One document. Raises Problem when it is not there any more."""
        self._require(Can.SEE_DOCUMENTS)
        with self._store.read() as session:
            return value_of(present(session, document_id))

    def copy_of(self, resource_id: str) -> AgencyDocument | None:
        """The agency's own copy of an entry of the public catalogue, the newest where there are several."""
        self._require(Can.SEE_DOCUMENTS)
        wanted = select(DocumentRecord).where(*shown(), DocumentRecord.resource_id == resource_id)
        with self._store.read() as session:
            row = session.scalars(wanted.order_by(DocumentRecord.added_at.desc()).limit(1)).first()
            return value_of(row) if row is not None else None

    def content(self, document_id: UUID) -> bytes:
        """The document's bytes, exactly as they were added. Raises Problem when they do not come back so."""
        self._require(Can.SEE_DOCUMENTS)
        with self._store.read() as session:
            record = present(session, document_id)
            pieces = select(PieceRecord.data).where(PieceRecord.document_id == document_id)
            whole = bytearray()
            for data in session.scalars(pieces.order_by(PieceRecord.position).execution_options(yield_per=4)):
                whole += data
            digest = record.digest
        data = bytes(whole)
        if sha256(data).hexdigest() != digest:
            raise refusals.torn()
        return data

    def text(self, document_id: UUID) -> str:
        """The words that the search finds the document by, pages apart by a form feed; empty for a picture."""
        self._require(Can.SEE_DOCUMENTS)
        with self._store.read() as session:
            present(session, document_id)
            words = select(DocumentTextRecord.text).where(DocumentTextRecord.document_id == document_id)
            return session.scalars(words).one_or_none() or ""

    def search(self, phrase: str, limit: int = MOST_HITS) -> list[DocumentHit]:
        """The documents that answer a phrase, the best first; forgives a slip and knows the words of the field."""
        self._require(Can.SEE_DOCUMENTS)
        words = folded_words(phrase)
        if not words:
            return []
        with self._store.read() as session:
            if not index.has_tables(session):
                return []
            terms = read_terms(index.Words(session), self._synonyms, words, not phrase[-1:].isspace())
            return self._hits(session, terms, limit)

    # ---- inside ----

    @cached_property
    def _synonyms(self) -> Synonyms:
        return load_synonyms(resource("library", "synonyms.toml"))

    def _hits(self, session: Session, terms: list[Term], limit: int) -> list[DocumentHit]:
        all_of = " AND ".join(term.query for term in terms)
        any_of = " OR ".join(term.query for term in terms)
        found = index.matching(session, all_of, limit)
        if len(terms) > 1 and len(found) < min(ENOUGH, limit):
            seen = {each.document for each in found}
            found += [each for each in index.matching(session, any_of, limit) if each.document not in seen]
        found = found[:limit]
        ids = [UUID(each.document) for each in found]
        rows = session.scalars(select(DocumentRecord).where(*shown(), DocumentRecord.id.in_(ids)))
        there = {str(row.id): value_of(row) for row in rows}
        return [
            _hit(there[each.document], index.snippet(session, any_of, each.row), each.page)
            for each in found
            if each.document in there
        ]


def _hit(document: AgencyDocument, snippet: str, page: int) -> DocumentHit:
    words = kind_words(document)
    note = tr("{what} · page {page}", what=words, page=page) if page else words
    return DocumentHit(str(document.id), document.title, snippet or document.about, note, page)

"""What comes in: every kind is known by its bytes, and everything odd is refused in one sentence or made harmless."""

import os
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.library.agency_files import (
    COMPATIBLE,
    WORD,
    docx,
    jpeg,
    jpeg_head,
    locked_pdf,
    paragraph,
    pdf,
    png,
    raw_docx,
)
from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.library.agency import limits
from wellness_desktop.library.agency.formats import clean_line, title_of
from wellness_desktop.library.agency.intake import Intake, read_file, take_in
from wellness_desktop.library.agency.passages import LONGEST, clean, passages
from wellness_desktop.library.agency.values import PAGE_BREAK, Format, Searched

QUICK = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def refused(name: str, data: bytes, words: str) -> Problem:
    with pytest.raises(Problem, match=words) as caught:
        take_in(name, data)
    problem = caught.value
    assert problem.advice, "every refusal says what to do instead"
    assert problem.title.endswith(".")
    return problem


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "data", "kind"),
        [
            ("a.pdf", pdf("words"), Format.PDF),
            ("a.PDF", b"\n\n" + pdf("words"), Format.PDF),
            ("a", pdf("words"), Format.PDF),
            ("a.docx", docx(paragraph("words")), Format.DOCX),
            ("a.txt", b"words", Format.TEXT),
            ("a.txt", "wörds".encode("utf-16"), Format.TEXT),
            ("a.txt", "w\u00f6rds \u2013 old".encode("cp1252"), Format.TEXT),
            ("a.md", b"# words", Format.MARKDOWN),
            ("a.md", b"How the mark %PDF- begins", Format.MARKDOWN),
            ("a.html", b"<p>words</p>", Format.HTML),
            ("a.txt", b"<!DOCTYPE html><html><script>x</script><p>words</p>", Format.HTML),
            ("a.jpg", jpeg(8, 8), Format.JPEG),
            ("a.png", png(8, 8), Format.PNG),
            ("photo.png", jpeg(8, 8), Format.JPEG),
        ],
    )
    def test_known_by_its_bytes(self, name: str, data: bytes, kind: Format) -> None:
        assert take_in(name, data).format is kind

    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("a.pdf", b"", "is empty"),
            ("a.txt", b" \n\t ", "no words"),
            ("a.exe", b"MZ" + bytes(300), "kind of file cannot be added"),
            ("a.txt", b"MZ" + bytes(300), "not what its name says"),
            ("a.pdf", b"MZ" + bytes(300), "not what its name says"),
            ("policy.pdf", png(4, 4), "not what its name says"),
            ("photo.jpg", pdf("x"), "not what its name says"),
            ("photo.png", b"#!/bin/sh\nrm -rf /", "not what its name says"),
            ("notes.txt", docx(paragraph("x")), "not what its name says"),
            ("sheet.csv", b"a,b,c", "kind of file cannot be added"),
            ("letter.rtf", b"{\\rtf1 words}", "kind of file cannot be added"),
            ("letter.txt", b"{\\rtf1 words}", "not what its name says"),
            ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Word, or one with a password"),
            ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Word, or one with a password"),
            ("a.zip", b"PK\x03\x04" + bytes(40), "kind of file cannot be added"),
        ],
    )
    def test_refused_by_kind(self, name: str, data: bytes, words: str) -> None:
        refused(name, data, words)

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("General_order 12.pdf", "General order 12"),
            ("C:\\Users\\x\\Plan.v2.docx", "Plan.v2"),
            ("/home/x/Plan.txt", "Plan"),
            ("invoice\u202efdp.txt", "invoice fdp"),
            ("a\nb\x00c.md", "a b c"),
            (".pdf", "—"),
            ("x" * 500 + ".pdf", "x" * 200),
        ],
    )
    def test_titles_come_from_names_without_tricks(self, name: str, title: str) -> None:
        assert title_of(name).replace(".pdf", "—") == title

    @given(st.text(max_size=300))
    @QUICK
    def test_a_line_is_one_line(self, text: str) -> None:
        line = clean_line(text, 200)
        assert len(line) <= 200
        assert line == " ".join(line.split())
        assert line.isprintable()


class TestReadingFiles:
    def test_a_huge_file_is_refused_before_it_is_read(self, tmp_path: Path) -> None:
        huge = tmp_path / "huge.pdf"
        with huge.open("wb") as file:
            file.truncate(500 * 1024 * 1024)
        tracemalloc.start()
        with pytest.raises(Problem, match="larger than 100 MB"):
            read_file(huge)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 1_000_000

    def test_a_file_that_grows_is_not_read_beyond_the_limit(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("wellness_desktop.library.agency.intake.MOST_BYTES", 1000)
        growing = tmp_path / "a.txt"
        growing.write_bytes(b"x" * 900)
        real = Path.stat(growing)
        growing.write_bytes(b"x" * 5000)
        monkeypatch.setattr(Path, "stat", lambda *_, **__: real)
        with pytest.raises(Problem, match="larger than"):
            read_file(growing)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    def test_a_pipe_or_folder_is_no_document_and_nobody_waits_for_it(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.pdf")
        for path in (tmp_path / "pipe.pdf", tmp_path):
            with pytest.raises(Problem, match="Only files"):
                read_file(path)

    @pytest.mark.parametrize("name", ["missing.pdf", "bad\0name.pdf"])
    def test_a_file_that_cannot_be_read(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(Problem, match="could not be read"):
            read_file(tmp_path / name)


class TestPdf:
    def test_a_password_is_asked_for(self) -> None:
        refused("a.pdf", locked_pdf("secret words", asks=True), "protected with a password")

    def test_one_that_only_forbids_changes_is_read(self) -> None:
        assert "open words" in take_in("a.pdf", locked_pdf("open words", asks=False)).text

    @pytest.mark.parametrize("cut", [40, 300])
    def test_a_torn_pdf_is_refused(self, cut: int) -> None:
        refused("a.pdf", pdf("words", "more words")[:cut], "damaged")

    def test_what_a_web_server_added_at_the_end_is_no_trouble(self) -> None:
        assert take_in("a.pdf", pdf("words", "more words") + b"\r\n<!-- served by x -->\r\n").pages == 2

    def test_pages_of_pictures_are_found_by_title_only(self) -> None:
        taken = take_in("scan.pdf", pdf("", ""))
        assert (taken.pages, taken.searched, taken.text) == (2, Searched.TITLE, "")

    def test_a_very_long_one_is_searched_at_its_beginning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("wellness_desktop.library.agency.extract_pdf.MOST_PDF_PAGES", 3)
        taken = take_in("a.pdf", pdf(*(f"page {number}" for number in range(9))))
        assert (taken.pages, taken.searched) == (9, Searched.BEGINNING)
        assert taken.text.count(PAGE_BREAK) == 2

    def test_far_too_many_pages_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("wellness_desktop.library.agency.extract_pdf.MOST_PAGES", 3)
        refused("a.pdf", pdf("1", "2", "3", "4"), "more than 3 pages")

    def test_a_page_that_draws_without_end_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Forms inside forms: ten levels of ten would draw ten thousand million times."""
        monkeypatch.setattr("wellness_desktop.library.agency.extract_pdf.MOST_PAGE_SECONDS", 0.5)
        began = time.monotonic()
        taken = take_in("a.pdf", nested_forms(levels=10, each=10))
        assert time.monotonic() - began < 20
        assert taken.pages == 1

    def test_a_stop_is_heard_inside_a_page(self) -> None:
        asked = 0

        def stop(_current: int, _total: int) -> None:
            nonlocal asked
            asked += 1
            if asked > 2:
                raise Cancelled

        with pytest.raises(Cancelled):
            take_in("a.pdf", pdf("\n".join(["word"] * 60) * 1, *["\n".join(["w"] * 60)] * 20), stop)

    def test_nothing_of_it_is_written_anywhere(self, capfd: pytest.CaptureFixture[str]) -> None:
        for cut in (200, 500, 800):
            try:
                take_in("a.pdf", pdf("secret words")[:cut])
            except Problem:
                continue
        told = capfd.readouterr()
        assert told.out == told.err == ""


def nested_forms(levels: int, each: int) -> bytes:
    """A PDF whose page draws a form that draws a form, and so on, several times each."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        4: b"<</Length 5>>stream\n/F Do\nendstream",
    }
    for level in range(levels):
        draws = b"/F Do " * each if level < levels - 1 else b"BT ET "
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level)
        objects[5 + level] = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%b/Length %d>>stream\n%b\nendstream" % (
            inner,
            len(draws),
            draws,
        )
    objects[5 + levels] = objects[4]
    written, places = b"%PDF-1.4\n", {}
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    return written + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


class TestWord:
    def test_the_words_in_their_order(self) -> None:
        body = (
            paragraph("Peer support", "Title")
            + paragraph("Purpose", "Heading1")
            + "<w:p><w:r><w:t>Split </w:t></w:r><w:r><w:t>in</w:t><w:tab/><w:t>runs</w:t></w:r></w:p>"
            + "<w:sdt><w:sdtContent>" + paragraph("In a content control") + "</w:sdtContent></w:sdt>"
            + "<w:p><w:ins><w:r><w:t>Inserted.</w:t></w:r></w:ins>"
            + "<w:del><w:r><w:delText>Deleted</w:delText></w:r></w:del></w:p>"
            + paragraph("First", listed=True) + paragraph("Second", "ListParagraph")
            + "<w:tbl><w:tr><w:tc>" + paragraph("Name") + "</w:tc>"
            + "<w:tc>" + paragraph("Phone") + "</w:tc></w:tr></w:tbl>"
            + "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText><w:t>Linked</w:t></w:r></w:p>"
            + "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>Box</w:t></w:r></mc:Choice>"
            + "<mc:Fallback><w:r><w:t>Doubled</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        )  # fmt: skip
        taken = take_in("a.docx", docx(body, notes=f"<w:footnote>{paragraph('A note')}</w:footnote>"))
        assert taken.text.splitlines() == [
            "Peer support", "Purpose", "Split in runs", "In a content control", "Inserted.", "First", "Second",
            "Name | Phone", "Linked", "Box", "A note",
        ]  # fmt: skip

    def test_pictures_only_is_said(self) -> None:
        refused("a.docx", docx("<w:p/>", more={"word/media/a.png": png(2, 2)}), "no words")

    def test_a_bomb_is_refused_by_its_list_before_anything_is_unpacked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("wellness_desktop.library.agency.extract_docx.MOST_EXPANDED", 30_000_000)
        bomb = docx(paragraph("x"), more={f"word/media/{number}": bytes(8_000_000) for number in range(4)})
        assert len(bomb) < 100_000
        tracemalloc.start()
        refused("a.docx", bomb, "unpacks to far more")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 3_000_000

    def test_a_bomb_of_words_is_refused(self) -> None:
        body = f'<w:document xmlns:w="{WORD}">'.encode() + b" " * (limits.MOST_WORDS_EXPANDED + 1)
        refused("a.docx", raw_docx(body), "unpacks to far more")

    def test_too_many_words(self) -> None:
        refused("a.docx", docx(paragraph("word " * 9) * 60_000), "too long to be read here")

    def test_too_many_parts(self) -> None:
        refused("a.docx", docx(paragraph("x"), more={f"p/{n}": b"" for n in range(5001)}), "unpacks to far more")

    def test_a_list_that_lies_about_a_size_is_a_damaged_file(self) -> None:
        whole = docx(paragraph("words " * 2000))
        with zipfile.ZipFile(BytesIO(whole)) as parts:
            size = parts.getinfo("word/document.xml").file_size
        lying = whole.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
        refused("a.docx", lying, "damaged")

    @pytest.mark.parametrize(
        "entities",
        [
            '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE d SYSTEM "https://example.org/evil.dtd">',
        ],
    )
    def test_entities_are_refused(self, entities: str) -> None:
        words = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("x")}</w:body></w:document>'
        body = f'<?xml version="1.0"?>{entities}{words}'
        refused("a.docx", raw_docx(body.encode()), "something that Word never writes")

    def test_endless_nesting_is_refused(self) -> None:
        body = f'<w:document xmlns:w="{WORD}" xmlns:mc="{COMPATIBLE}">' + "<w:p>" * 100_000
        refused("a.docx", raw_docx(body.encode()), "something that Word never writes")

    @pytest.mark.parametrize("body", [b"", b"<", b"\xff\xfe", b"<a/>", b"<w:document>"])
    def test_words_that_are_no_xml(self, body: bytes) -> None:
        with pytest.raises(Problem):
            take_in("a.docx", raw_docx(body))

    def test_a_part_with_a_password(self) -> None:
        whole = bytearray(docx(paragraph("x")))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = whole.find(mark)
            while at >= 0:
                whole[at + place] |= 1
                at = whole.find(mark, at + 4)
        refused("a.docx", bytes(whole), "protected with a password")


class TestWebPages:
    def test_only_words_are_left(self) -> None:
        page = b"""<!doctype html><html><head><title>T</title><style>p{background:url(https://x.example/a.png)}</style>
            <script src="https://x.example/a.js">document.write('Script')</script></head><body onload="steal()">
            <h1>Leave &amp; pay</h1><p>One<br>two <img src="https://x.example/p.png" alt="a picture"> three</p>
            <ul><li>First <b>item</b><li>Second</ul><iframe src="https://x.example">Frame</iframe>
            <table><tr><td>Name<td>Phone</tr></table><a href="javascript:alert(1)">Link</a><svg><text>Drawn</text></svg>
            <noscript>No</noscript></body></html>"""
        taken = take_in("a.html", page)
        assert taken.text.splitlines() == [
            "Leave & pay", "One two a picture three", "First item", "Second", "Name | Phone", "Link",
        ]  # fmt: skip

    @pytest.mark.parametrize("page", ["<script>" * 50 + "evil", "<style>x", "<p><title>x", "<html>"])
    def test_tags_that_never_end_hide_what_they_hold(self, page: str) -> None:
        refused("a.html", page.encode(), "no words")

    def test_deep_nesting_is_no_trouble(self) -> None:
        assert take_in("a.html", b"<div>" * 50_000 + b"words").text == "words"

    def test_a_huge_page_is_refused(self) -> None:
        refused("a.html", b"<p>word</p>" * 1_000_000, "too long to be read here")


class TestPictures:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.png", png(60_000, 60_000, whole=False)),
            ("a.jpg", jpeg_head(60_000, 60_000)),
            ("a.png", png(9_000, 9_000, whole=False)),
            ("a.png", png(40_000, 10, whole=False)),
        ],
    )
    def test_more_dots_than_fit_into_memory(self, name: str, data: bytes) -> None:
        refused(name, data, "more than 50 million dots")

    def test_a_phone_photo_fits(self) -> None:
        assert take_in("a.jpg", jpeg_head(8064, 6048)).searched is Searched.TITLE

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.png", png(4, 4)[:20]),
            ("a.png", png(0, 4)),
            ("a.jpg", b"\xff\xd8\xff\xd9"),
            ("a.jpg", b"\xff\xd8\xff" + bytes(400)),
            ("a.jpg", jpeg(8, 8)[:30]),
            ("a.png", png(400, 400)[:600]),
        ],
    )
    def test_damaged(self, name: str, data: bytes) -> None:
        refused(name, data, "damaged")


class TestPassages:
    @given(st.lists(st.text(alphabet="ab \n", max_size=4000), max_size=6))
    @QUICK
    def test_no_word_is_lost_and_none_is_long(self, pages: list[str]) -> None:
        text = PAGE_BREAK.join(clean(page) for page in pages)
        found = list(passages(text))
        assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())
        assert all(len(each.text) <= LONGEST + 1 for each in found)
        assert [each.page for each in found] == sorted(each.page for each in found)

    @given(st.text(max_size=400))
    @QUICK
    def test_clean_text_holds_no_marks(self, text: str) -> None:
        assert not set(clean(text)) & set(map(chr, range(32))) - {"\n"}
        clean(text).encode("utf-8")


def test_a_stop_while_reading_words() -> None:
    def stop(_current: int, _total: int) -> None:
        raise Cancelled

    for name, data in (
        ("a.pdf", pdf("x")),
        ("a.docx", docx(paragraph("x"))),
        ("a.html", b"<p>x"),
        ("a.png", png(2, 2)),
    ):
        with pytest.raises(Cancelled):
            take_in(name, data, stop)


SEEDS = [
    ("a.pdf", pdf("words to spoil", "more", outline=("one", "two"))),
    ("a.docx", docx(paragraph("words to spoil", "Heading1") * 3)),
    ("a.html", b"<html><body><h1>Words</h1><p>to &amp; spoil</p><ul><li>x</ul></body></html>"),
    ("a.md", b"# Words\n\n[to](https://x.example) ![spoil](y.png)"),
    ("a.png", png(9, 9)),
    ("a.jpg", jpeg(9, 9)),
]


def _taken_or_refused(name: str, data: bytes) -> Intake | None:
    """Either a document or one sentence, never anything else, and soon."""
    began = time.monotonic()
    try:
        taken = take_in(name, data)
    except Problem:
        taken = None
    assert time.monotonic() - began < 30
    if taken is not None:
        assert list(passages(taken.text)) is not None
        taken.text.encode("utf-8")
    return taken


@given(seed=st.sampled_from(SEEDS), places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12))
@QUICK
def test_spoiled_bytes_are_taken_or_refused(seed: tuple[str, bytes], places: list[tuple[float, int]]) -> None:
    name, data = seed[0], bytearray(seed[1])
    for place, value in places:
        data[int(place * (len(data) - 1))] = value
    _taken_or_refused(name, bytes(data))


@given(seed=st.sampled_from(SEEDS), start=st.floats(0, 1), end=st.floats(0, 1), again=st.integers(0, 3))
@QUICK
def test_cut_and_doubled_bytes_are_taken_or_refused(
    seed: tuple[str, bytes], start: float, end: float, again: int
) -> None:
    name, data = seed
    first, last = sorted((int(start * len(data)), int(end * len(data))))
    _taken_or_refused(name, data[:first] + data[first:last] * again + data[last:])


@given(name=st.sampled_from([name for name, _ in SEEDS]), data=st.binary(max_size=2000))
@QUICK
def test_any_bytes_are_taken_or_refused(name: str, data: bytes) -> None:
    _taken_or_refused(name, data)


@pytest.mark.slow
@given(
    seed=st.sampled_from(SEEDS),
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=40),
    cut=st.floats(0.2, 1),
)
@settings(deadline=None, max_examples=3000, suppress_health_check=list(HealthCheck))
def test_spoiled_bytes_for_long(seed: tuple[str, bytes], places: list[tuple[float, int]], cut: float) -> None:
    name, data = seed[0], bytearray(seed[1])
    for place, value in places:
        data[int(place * (len(data) - 1))] = value
    _taken_or_refused(name, bytes(data[: max(1, int(cut * len(data)))]))

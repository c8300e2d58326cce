"""What the reader shows, and that its text view can load, run and open nothing."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from wellness_desktop.library.reading import literal, reading_text
from wellness_desktop.library.safe_browser import SafeBrowser
from wellness_desktop.library.service import Library

TODAY = date(2026, 11, 24)
HARMFUL = [
    "http://evil.example/x.png",
    "https://evil.example/x.png",
    "file:///etc/passwd",
    "/etc/passwd",
    "//host/share/x",
    "qrc:/x.png",
    "data:image/png;base64,AAAA",
    "bundled:../../library/topics.toml",
    "bundled:/etc/passwd",
]


def test_the_text_links_sources_numbers_and_other_guides(library: Library) -> None:
    text = reading_text(library.guide("G01"), library.guides(), TODAY)
    assert text.startswith("# If you are the one thinking of ending it")
    assert "Checked November 22, 2026" in text
    assert "[[1]](app:source/1)" in text
    assert "[1-800-267-5463](tel:1-800-267-5463)" in text
    assert "## Sources" in text
    assert "(app:guide/G15)" in text, "a quoted title leads to its guide"
    assert "A clinician has not read this text yet." in text
    assert "older than it should be" not in text


def test_a_guide_that_is_named_for_short_is_linked_after_its_kind(library: Library) -> None:
    guide, others = library.guide("G01"), library.guides()
    said = replace(
        guide,
        body='## Now\n\nThe guide "After the funeral" helps. Read "Words that are safe." He said: "Back to work."',
    )
    text = reading_text(said, others, TODAY)
    assert '"[After the funeral](app:guide/G22)" helps' in text
    assert '"[Words that are safe](app:guide/G05)."' in text
    assert 'He said: "Back to work."' in text, "words that somebody says are no title"


def test_every_guide_that_a_text_names_can_be_opened_from_it(library: Library) -> None:
    titles = {guide.title.lower() for guide in library.guides()}
    for guide in library.guides():
        text = reading_text(guide, library.guides(), TODAY)
        assert not re.findall(r'\bguide "([^"\[]+)"', text), guide.id
        quoted = [found.lower() for found in re.findall(r'"([^"]+?)[.,]?"', guide.body)]
        for title in titles & set(quoted) - {guide.title.lower()}:
            assert re.search(rf"\[{re.escape(title)}\]\(app:guide/", text, re.IGNORECASE), f"{guide.id}: {title}"


def test_an_old_guide_says_so(library: Library) -> None:
    assert "older than it should be" in reading_text(library.guide("G01"), (), date(2028, 1, 1))


def test_literal_text_is_no_markup(qtbot: QtBot) -> None:
    document = QTextDocument()
    words = "a *b* _c_ [d](e) <f> `g` # h | i \\ j"
    document.setMarkdown(literal(words))
    assert document.toPlainText().strip() == words


class TestSafeBrowser:
    def test_html_stays_characters(self, qtbot: QtBot) -> None:
        browser = SafeBrowser()
        qtbot.addWidget(browser)
        browser.show_markdown("One <script>alert(1)</script> <img src='http://evil.example/x.png'> two\n\n<b>bold</b>")
        assert "<script>" in browser.toPlainText()
        assert "<b>bold</b>" in browser.toPlainText()

    @pytest.mark.parametrize("address", HARMFUL)
    def test_nothing_but_our_pictures_is_read(self, qtbot: QtBot, tmp_path: Path, address: str) -> None:
        (tmp_path / "ours.png").write_bytes(b"picture")
        browser = SafeBrowser(pictures=tmp_path)
        qtbot.addWidget(browser)
        kind = QTextDocument.ResourceType.ImageResource.value
        assert bytes(browser.loadResource(kind, QUrl(address)).data()) == b""
        assert bytes(browser.loadResource(kind, QUrl("bundled:ours.png")).data()) == b"picture"
        browser.show_markdown(f"![x]({address})")
        browser.resize(300, 200)
        browser.grab()

    @pytest.mark.parametrize(
        ("link", "followed"),
        [
            ("https://example.org", True),
            ("tel:988", True),
            ("app:guide/G01", True),
            ("javascript:alert(1)", False),
            ("file:///etc/passwd", False),
            ("data:text/html,x", False),
            ("mailto:a@example.org", False),
            ("vbscript:x", False),
        ],
    )
    def test_only_some_links_are_followed_and_none_is_opened(self, qtbot: QtBot, link: str, followed: bool) -> None:
        browser = SafeBrowser()
        qtbot.addWidget(browser)
        seen: list[str] = []
        browser.followed.connect(seen.append)
        browser.anchorClicked.emit(QUrl(link))
        assert seen == ([link] if followed else [])
        assert not browser.openExternalLinks()
        assert not browser.openLinks()

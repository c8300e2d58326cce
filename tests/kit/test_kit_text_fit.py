"""Large numbers get smaller where there is little room, and come to rest (kit/text.py)."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.support.looks import look, settle, show_at
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text


def _page() -> tuple[Page, list[Text]]:
    """Five big numbers, each beside something as large as a QR code, in cards of equal width."""
    page, numbers, cards = Page("Numbers"), [], []
    for words in ("1-800-267-5463", "Call or text 988", "(507) 555-0131", "Text BLUE to 741741", "1-800-COPLINE"):
        card, picture = Card(words, "phone"), QWidget()
        picture.setFixedSize(240, 240)
        numbers.append(Text(words, "huge", card))
        row = QHBoxLayout()
        row.addWidget(numbers[-1], 1)
        row.addWidget(picture)
        card.body.addLayout(row)
        cards.append(card)
    page.body.addWidget(Reflow(cards, page, most=2))
    return page, numbers


def test_big_numbers_come_to_rest_at_any_width_and_text_size(qtbot, qapp):
    page, numbers = _page()
    qtbot.addWidget(page)
    for percent in (100, 200, 100, 200):
        with look(qapp, "light", percent):
            for width in range(780, 1200, 40):
                show_at(qapp, page, width, 640)
                resting = [(each.width(), each.font().pointSizeF()) for each in numbers]
                settle(qapp)
                assert [(each.width(), each.font().pointSizeF()) for each in numbers] == resting
                assert page.scroll.widget().width() <= page.scroll.viewport().width()

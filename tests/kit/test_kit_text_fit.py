"""Words ask for the same room at any width, large numbers get smaller, and pages come to rest (kit/text.py)."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from tests.support.looks import look, settle, show_at
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.theme import apply_theme


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


WORDS = [
    "Sign in",
    "Keep policies, leaflets and forms here, to be read without internet.",
    "A name of somebody & a reason. " * 12,
    "One line\nand another",
]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("kind", ["body", "muted", "title"])
@pytest.mark.parametrize("centered", [False, True])
@pytest.mark.parametrize("selectable", [False, True])
def test_words_ask_for_the_same_room_at_any_width(qtbot, qapp, words, kind, centered, selectable):
    text = Text(words, kind, selectable=selectable)
    qtbot.addWidget(text)
    if centered:
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    wanted, least = text.sizeHint(), text.minimumSizeHint()
    assert wanted == QLabel.sizeHint(text), "as Qt says while the words fill the label"
    for width in (200, 800, 1400, 2400):
        show_at(qapp, text, width, 60)
        text.setText(words + " ")
        text.setText(words)  # measured afresh
        assert (text.sizeHint(), text.minimumSizeHint()) == (wanted, least)


@pytest.mark.parametrize("before", ["Call", "Call them at", "Call them now at", "Please call them at"])
def test_a_number_asks_for_the_room_of_its_unbroken_line(qtbot, qapp, before):
    text = NumberText(f"{before} (507) 555-0131 or 1-800-267-5463")
    qtbot.addWidget(text)
    wanted = QLabel.sizeHint(text)
    show_at(qapp, text, 2000, 60)
    assert text.sizeHint() == wanted


class _Guard(QObject):
    """Counts how often a page gets another size before it comes to rest; ends it where Qt would fill the stack."""

    ENDLESS = 50

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.resized = 0
        page.scroll.widget().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.resized += event.type() == QEvent.Type.Resize
        return self.resized > self.ENDLESS


def test_an_empty_state_in_plain_widgets_lets_the_page_come_to_rest(qtbot, qapp):
    page = Page("Library", "Read, search and print. Nothing here is kept about you, and nobody is told what you read.")
    qtbot.addWidget(page)
    holder = QWidget(page)
    stack, outer = QStackedLayout(holder), QWidget(holder)
    stack.addWidget(outer)
    inner = QWidget(outer)
    QVBoxLayout(outer).addWidget(inner, 1)
    state = EmptyState(
        "lock",
        "The agency's own documents are in the encrypted records.",
        "Sign in",
        page.refresh,
        inner,
        detail="Policies, leaflets and forms that this agency added. Sign in to read and search them.",
    )
    QVBoxLayout(inner).addWidget(state)
    page.body.addWidget(holder, 1)
    guard = _Guard(page)
    page.show()
    with look(qapp):  # whatever happens, the next test has the look that all share
        for height in range(500, 660, 4):
            show_at(qapp, page, 1190, height)
            for percent in (200, 100):
                guard.resized = 0
                apply_theme(qapp, "light", percent)
                settle(qapp)
                assert guard.resized < guard.ENDLESS, (height, percent)


def test_a_long_word_goes_on_in_the_next_line(qtbot, qapp):
    name = "n" * 200 + ".txt"
    words = Text(name, "strong")
    qtbot.addWidget(words)
    show_at(qapp, words, 300, 400)
    assert words.width() == 300
    assert words.minimumSizeHint().width() <= 300
    assert words.text() == name

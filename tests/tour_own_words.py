"""The tour's walk through a plan's own words: changing a line, striking out a name."""

from tests.tour_window import Window


def own_words(w: Window) -> None:
    """Begins and ends at the page of a plan."""
    w.press("Read here")
    w.press("Change the words")
    w.quiet()
    w.shot("plan-words", main=True)
    w.press("Done changing")
    w.press("Back")
    w.press("Without one of us")
    w.shot("plan-without-one", main=True)
    w.press("Back")

"""Words that hurt are pointed out, never forbidden."""

from wellness_desktop.plans.items import Avoid
from wellness_desktop.plans.wording import doubts

AVOID = (
    Avoid("one", ("no comment",), "Say what you do not know."),
    Avoid("two", ("routine", "hero"), "Nothing is routine."),
)


def test_a_phrase_is_found_in_any_case_and_over_a_line_end() -> None:
    found = doubts("We have No\ncomment on this ROUTINE stop.", AVOID)
    assert [(one.phrase, one.why) for one in found] == [
        ("No\ncomment", "Say what you do not know."),
        ("ROUTINE", "Nothing is routine."),
    ]


def test_only_whole_words_count() -> None:
    assert doubts("Heroine, heroism, routinely.", AVOID) == ()

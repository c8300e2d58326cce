"""Back and forward through guides, against a plain model of it."""

from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.library.trail import Trail

STEPS = st.lists(st.sampled_from(["back", "forward", "G01", "G02", "G03"]), max_size=30)


@given(STEPS)
def test_goes_like_a_browser(steps: list[str]) -> None:
    trail = Trail()
    behind: list[str] = []
    ahead: list[str] = []
    here = ""
    for step in steps:
        if step == "back":
            assert trail.can_go_back == bool(behind)
            found = trail.back()
            assert found == (behind[-1] if behind else "")
            if behind:
                ahead.append(here)
                here = behind.pop()
        elif step == "forward":
            assert trail.can_go_forward == bool(ahead)
            found = trail.forward()
            assert found == (ahead[-1] if ahead else "")
            if ahead:
                behind.append(here)
                here = ahead.pop()
        else:
            trail.open(step)
            if step != here:
                behind += [here] if here else []
                here, ahead = step, []
        assert trail.here == here


def test_places_outlive_the_reader_but_not_forgetting() -> None:
    trail = Trail()
    trail.open("G01")
    trail.stopped("G01", 420)
    trail.stopped("G02", 7)
    trail.stopped("G02", 0)
    trail.close()
    assert trail.here == ""
    assert (trail.place("G01"), trail.place("G02")) == (420, 0)
    trail.forget()
    assert trail.place("G01") == 0

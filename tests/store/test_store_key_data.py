"""How the key file is spelled, and that no bytes of any kind break its reader."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.people import Station
from wellness_desktop.store import lock
from wellness_desktop.store.key_data import Unreadable, WrittenByNewer, from_bytes, to_bytes
from wellness_desktop.store.lock import alone
from wellness_desktop.store.problems import Busy

ROOT = Path(__file__).parents[2]


def test_a_file_comes_out_as_it_went_in(station: Station) -> None:
    text = station.path.read_bytes()
    assert to_bytes(from_bytes(text)) == text


def test_the_file_is_canonical_json(station: Station) -> None:
    text = station.path.read_text()
    assert json.dumps(json.loads(text), sort_keys=True, separators=(",", ":")) + "\n" == text


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(Unreadable):
        from_bytes(data)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.data())
def test_no_entry_of_a_wrong_kind_breaks_the_reader(station: Station, data: st.DataObject) -> None:
    import hashlib

    from wellness_desktop.store.boxes import canonical

    facts = json.loads(station.path.read_bytes())
    del facts["sum"]
    facts[data.draw(st.sampled_from(sorted(facts)))] = data.draw(anything)
    facts["sum"] = hashlib.sha256(canonical(facts)).hexdigest()
    try:
        from_bytes(json.dumps(facts).encode())
    except (Unreadable, WrittenByNewer):
        return


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_every_accident_is_noticed(station: Station, data: st.DataObject) -> None:
    text = station.path.read_bytes().rstrip()
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != text[place]))
    spoiled = text[:place] + bytes([other]) + text[place + 1 :]
    with pytest.raises(Unreadable):
        from_bytes(spoiled)


HOLDS = """
import sys
from pathlib import Path
from wellness_desktop.store.lock import alone
with alone(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_waited_for_and_goes_with_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "station.keys"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(target)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline().strip() == b"mine"
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.1)
    started = time.monotonic()
    with pytest.raises(Busy), alone(target):
        pytest.fail("two at once")
    assert time.monotonic() - started >= 0.1
    holder.kill()
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    with alone(target):
        assert os.listdir(tmp_path) == ["station.keys.lock"]  # noqa: PTH208 - names only

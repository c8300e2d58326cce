"""CP-T7: what a member wrote stands nowhere in clear: no file of the station, no backup, log, print or export."""

import base64
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import inspect, literal_column, select
from sqlalchemy import table as sql_table

from tests.conftest import ROOT
from tests.plans.packet_people import CHICAGO, CHIEF, DANA, KIM, TOM, Town, make_town, packets_of
from wellness_desktop.accounts.drafts import Drafts
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.base.paths import find_paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.plans.packets.values import Reason
from wellness_desktop.plans.service import Plans
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.backup import back_up

CANARY = "Zugspitze Quendel 4711"
ACCENTED = "Wänny Überfluß Ørbæk"


def spellings(words: str) -> Iterator[bytes]:
    """As bytes that a careless write would leave: each encoding, in hex, and in base64 at each of its three places."""
    for plain in (words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be"), words.casefold().encode()):
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for shift in range(3):
            # The letters at both ends hang on what stands beside; those between do not.
            yield base64.b64encode(b"x" * shift + plain)[4:-4]
            yield base64.urlsafe_b64encode(b"x" * shift + plain)[4:-4]


MARKS = {one for words in (CANARY, ACCENTED) for one in spellings(words)}


def found_in(data: bytes) -> bool:
    return any(mark in data for mark in MARKS)


def test_the_search_finds_every_spelling() -> None:
    """Or the tests below could not fail."""
    for words in (CANARY, ACCENTED):
        for data in (words.encode(), words.encode("utf-16-le"), base64.b64encode(b"a note: " + words.encode())):
            assert found_in(b"before" + data + b"after")
        assert found_in(words.encode().hex().encode())


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Papers written twice, a draft of them, an envelope, an opening, and a request that waits; all logged."""
    noted = logging.FileHandler(tmp_path_factory.mktemp("lived", numbered=False) / "all.log")
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(noted)
    root.setLevel(logging.DEBUG)
    folder = Path(noted.baseFilename).parent / "town"
    ids = make_town(folder)
    town = Town(folder)
    with town.packets(CHIEF) as chief:
        chief.begin_custody([ids[DANA], ids[TOM]])
    answers = {"f01.legal_name": CANARY, "f01.not_told": ACCENTED, "f03.music": CANARY * 20, "f99.gone": ACCENTED}
    with town.sign_in(KIM) as mine:
        kim = packets_of(mine, town.clock)
        done = kim.save_packet(answers, seen=0)
        kim.save_packet({**answers, "f01.pets": CANARY}, seen=done.value.sealing)
        Drafts(mine).keep("family-papers", {"answers": answers, "step": 1})
        kim.note_envelope(ids[KIM], KIM, "Safe")
    with town.packets(TOM) as tom:
        tom.ask_to_open(ids[KIM], Reason.DEATH)
    with town.packets(DANA) as dana:
        opened = dana.confirm_opening(dana.requests()[0].id)
        assert CANARY in opened.papers.answers["f03.music"]
        assert CANARY not in repr(opened)
        assert CANARY not in repr(dana.my_packet())
    with town.packets(TOM) as tom:
        tom.ask_to_open(ids[KIM], Reason.HURT)
    yield town
    root.removeHandler(noted)
    root.setLevel(before)
    noted.close()


def test_the_words_stand_in_no_file_no_table_and_no_log(lived: Town, tmp_path: Path) -> None:
    town, paths = lived, find_paths(lived.folder)
    with town.sign_in(CHIEF) as mine:
        back_up(mine.store, paths.keys, tmp_path / "backups")
        with mine.store.read() as work:
            for table in inspect(work.connection()).get_table_names():
                for row in work.execute(select(literal_column("*")).select_from(sql_table(table))):
                    assert not any(found_in(_bytes(value)) for value in row), table
    folders = (lived.folder.parent, tmp_path)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 4
    assert [path.name for path in files if found_in(path.read_bytes())] == []


@pytest.mark.slow
def test_the_words_stand_in_no_print_of_the_plans(lived: Town) -> None:
    with lived.sign_in(CHIEF) as mine:
        for pdf in _prints(mine, lived):
            assert not found_in(pdf)


def test_only_these_files_may_take_the_papers() -> None:
    """Whoever adds one asks first: does it keep, log, print or search their words?"""
    package = ROOT / "wellness_desktop"
    takes = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if "plans.packets" in path.read_text(encoding="utf-8") and "packets" not in path.parts
    }
    assert takes == {
        "app/demo_family.py",
        "app/family_room.py",
        "app/services.py",
        "app/today_room.py",
        "plans/service.py",
        "today/family_matters.py",
        "today/service.py",
    }


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _prints(signed: SignedIn, town: Town) -> Iterator[bytes]:
    """What the plans print of a whole agency, uncompressed to its text."""
    args = signed.store, signed.actor, signed.keyring, town.clock, signed.audit, CHICAGO
    plans = Plans(*args, Roster(*args, town.folder / "board.json"), Settings())
    for pdf in (plans.binder("CP-01"), plans.quick_card("CP-01"), plans.forms_pack("CP-01"), plans.form("F-01")):
        yield pdf
        yield "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).encode()

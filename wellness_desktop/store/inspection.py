"""Is the store sound? Every page, every index, every reference."""

from collections.abc import Iterator
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.store.engine import KeyedFile
from wellness_desktop.store.problems import damaged, problem_for


def find_faults(file: KeyedFile) -> list[Problem]:
    """One Problem for each kind of fault found. Never raises for a damaged store: that is the answer."""
    try:
        connection = file.connect(read_only=True)
    except Exception as error:
        problem = problem_for(error)
        if problem is None:
            raise
        return [problem]
    try:
        return list(_faults(connection))
    finally:
        connection.close()


def _faults(connection: Any) -> Iterator[Problem]:
    if _answers(connection, "integrity_check(1)") != [("ok",)] or _answers(connection, "cipher_integrity_check"):
        yield damaged()
        return  # references cannot be followed across damaged pages
    lost = len(_answers(connection, "foreign_key_check"))
    if lost:
        yield Problem(
            tr("Some records refer to others that are gone."),
            tr("The records can be used. Restore the newest backup if something is missing."),
        )


def _answers(connection: Any, pragma: str) -> list[tuple[Any, ...]]:
    try:
        return list(connection.execute(f"PRAGMA {pragma}").fetchall())
    except Exception as error:
        if problem_for(error) is None:
            raise
        return [("unreadable",)]

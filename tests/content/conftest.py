"""The shipped content, read once, and what is allowed in it."""

import tomllib
from pathlib import Path

import pytest

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.service import Library


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def recommendations() -> set[str]:
    with (resources_root() / "library" / "recommendations.toml").open("rb") as file:
        return {entry["code"] for entry in tomllib.load(file)["recommendation"]}


@pytest.fixture(scope="session")
def withdrawn() -> list[dict[str, list[str]]]:
    with (Path(__file__).parent / "withdrawn_numbers.toml").open("rb") as file:
        return tomllib.load(file)["withdrawn"]

"""What the program is made of: name, version and license of every part, as installed on this PC (SEC-35, SEC-41)."""

import platform
import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

PARTS = (
    "PySide6-Essentials",
    "PySide6-Pdf",
    "SQLAlchemy",
    "alembic",
    "sqlcipher3",
    "cryptography",
    "reportlab",
    "platformdirs",
    "tzlocal",
    "tzdata",
    "phonenumbers",
    "icalendar",
    "openpyxl",
    "pypdf",
    "shamir-mnemonic",
)
"""The dependencies of pyproject.toml; a test keeps the two alike."""

SHIPPED = (("Lucide icons", "ISC"), ("Noto Sans", "OFL-1.1"))
"""What is shipped as files."""

SILENT = {"sqlcipher3": "Zlib"}
"""Packages whose metadata name no license; read from their license files."""

LONGEST = 60
"""Some packages put their whole license where its name belongs."""


@dataclass(frozen=True, slots=True)
class Library:
    """One part of the program."""

    name: str
    version: str
    license: str


def libraries() -> list[Library]:
    """Every part that is installed, by name; parts that a packaged build cannot name are left out."""
    found = [Library("Python", platform.python_version(), "PSF-2.0"), *_engines()]
    for name in PARTS:
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        found.append(Library(about["Name"], about["Version"], _license(about)))
    found += [Library(name, "", license_name) for name, license_name in SHIPPED]
    return sorted(found, key=lambda part: part.name.casefold())


def _engines() -> list[Library]:
    """The encrypted store's engine and the cryptographic library inside the wheels, where they are loaded already."""
    engines = []
    cipher = sys.modules.get("sqlcipher3")
    if cipher is not None:
        engines.append(Library("SQLite", str(cipher.dbapi2.sqlite_version), "Public domain"))
    backend = sys.modules.get("cryptography.hazmat.backends.openssl.backend")
    if backend is not None:
        engines.append(Library("OpenSSL", backend.backend.openssl_version_text().split()[1], "Apache-2.0"))
    return engines


def _license(about: PackageMetadata) -> str:
    """The license by its short name: as expression, as classifier, or the first words of the field."""
    if "License-Expression" in about:
        return about["License-Expression"]
    told = re.split(r"[\n\r]", about["License"])[0].strip() if "License" in about else ""
    if told and len(told) <= LONGEST:
        return told
    lines = about.get_all("Classifier", [])
    classified = [line.rsplit("::", 1)[1].strip() for line in lines if line.startswith("License ::")]
    return ", ".join(dict.fromkeys(classified)) or SILENT.get(about["Name"], "")

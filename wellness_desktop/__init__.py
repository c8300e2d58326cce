"""Wellness Desktop: library, roster, incident support and crisis plans for small agencies, offline."""

__version__ = "0.1.0"

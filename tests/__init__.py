"""Tests, and what they share (support/)."""

"""How sealed records begin. Apart from sealing.py, so that records need no cryptography."""

SEAL_MARK = b"WDS1"

"""Why no packet was made."""

from __future__ import annotations


class PacketError(Exception):
    """A packet cannot be made; the message says why, without a value of a file."""

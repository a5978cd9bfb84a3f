"""Frames to plain Python values."""

from d9311.frames import records, rows

__all__ = ["records", "rows"]

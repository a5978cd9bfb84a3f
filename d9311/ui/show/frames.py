"""Frames to plain Python values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


def plain(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return the frame with Python objects and None for every missing value."""
    as_objects = frame.astype("object")
    return as_objects.where(as_objects.notna(), None)


def records(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries of Python values, None where a value is missing."""
    return [{str(name): value for name, value in row.items()} for row in plain(frame).to_dict("records")]

"""Frames as measures give them, to plain Python values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


def shared(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return a frame of one's own that holds the rows of a cached one: Arrow's columns are never written to.

    So a run need not read a cached frame anew, and none changes what another gets. Not a shallow copy: the
    cached frame would keep a reference to each of them, hundreds to a column.
    """
    return frame.copy()


def records(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries of Python values by column, None where a value is missing."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in rows(frame)]


def rows(frame: pandas.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows as tuples of Python values, None where a value is missing."""
    return list(zip(*(values(series) for _, series in frame.items()), strict=True))


def values(series: pandas.Series) -> list[Any]:
    """Return the values of a column, None where one is missing.

    A column that came from Arrow gives them by itself, many times quicker than pandas does one by one.
    """
    import pandas

    if isinstance(series.dtype, pandas.ArrowDtype):
        import pyarrow

        plain: list[Any] = pyarrow.array(series.array).to_pylist()
        return plain
    missing = series.isna().to_list()
    return [None if gone else value for value, gone in zip(series.to_list(), missing, strict=True)]


def beside(
    frame: pandas.DataFrame, other: pandas.DataFrame, names: Sequence[str], on: str
) -> pandas.DataFrame:
    """Return a frame with columns of the row of `other` that has the same value of `on`: at most one has it.
    They are missing where none has. To join them takes pandas many times longer.
    """
    import numpy

    places = {value: place for place, value in enumerate(values(other[on]))}
    taken = numpy.array([places.get(value, -1) for value in values(frame[on])], dtype=int)
    return frame.assign(**{name: other[name].array.take(taken, allow_fill=True) for name in names})

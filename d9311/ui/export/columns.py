"""The columns of a shown table as an export has them: heading, kind and plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from d9311.ui.export.outline import Shown
from d9311.ui.show.frames import plain
from d9311.ui.show.headings import heading, shown
from d9311.ui.show.kinds import DECIMALS, DRAWN, INTERVALS, PARTS, POINTS, RATES, SIGNED, kind_of

if TYPE_CHECKING:
    import pandas

RATIOS = {"ratio_low": "%.2f"}


@dataclass(frozen=True)
class Column:
    """One column: `kind` is that of `kind_of`, `form` the printf form of a decimal.

    Values are those of the screen (a rate over too few is None there, too), as Python values: rates 0 to 1,
    differences in points.
    """

    name: str
    heading: str
    kind: str
    values: list[Any]
    form: str = ""


def written_columns(table: Shown) -> list[Column]:
    """Return the columns seen on the screen, an interval as the one text that stands there."""
    names = [name for name in table.columns if name != DRAWN]
    written = shown(table.frame, names)
    return [_column(table, name, written) for name in names]


def all_columns(table: Shown) -> list[Column]:
    """Return the columns seen, in their order, then all others; an interval as its two ends.

    No two have one heading.
    """
    seen = [part for name in table.columns for part in (name, INTERVALS.get(name)) if part in table.frame]
    names = [str(name) for name in dict.fromkeys((*seen, *table.frame.columns)) if name != DRAWN]
    of_screen = [name for name in names if name in table.columns or name in (*RATES, *POINTS, *PARTS)]
    written = shown(table.frame, of_screen)
    columns: dict[str, Column] = {}
    for name in names:
        column = _end(table, name) if name in _ENDS else _column(table, name, written)
        if column.heading in columns:
            column = _renamed(column)
        columns[column.heading] = column
    return list(columns.values())


_ENDS = {
    **dict.fromkeys(INTERVALS, "low"),
    **dict.fromkeys(INTERVALS.values(), "high"),
}


def _column(table: Shown, name: str, written: pandas.DataFrame) -> Column:
    raw = table.frame[name].reset_index(drop=True)
    kind = "text" if name in INTERVALS else kind_of(name, raw)
    values = written.get(name, raw)
    if kind == "rate":  # exact, and blank where the screen is
        values = raw.where(values.notna())
    elif kind == "money":
        values = raw
    return Column(name, heading(name, table.labels), kind, _plain(values), DECIMALS.get(name, ""))


def _end(table: Shown, name: str) -> Column:
    """Return one end of an interval as a number."""
    low = name if name in INTERVALS else next(one for one, other in INTERVALS.items() if other == name)
    said = f"{heading(low, table.labels)}, {_ENDS[name]}"
    raw = table.frame[name].reset_index(drop=True)
    if low in SIGNED:
        return Column(name, said, "points", _plain(raw.astype("Float64") * 100))
    form = RATIOS.get(low, "")
    return Column(name, said, "decimal" if form else "rate", _plain(raw), form)


def _renamed(column: Column) -> Column:
    said = f"{column.heading} ({column.name.replace('_', ' ')})"
    return Column(column.name, said, column.kind, column.values, column.form)


def _plain(values: pandas.Series) -> list[Any]:
    found = plain(values.to_frame()).iloc[:, 0].tolist()
    return [value.tolist() if hasattr(value, "tolist") else value for value in found]

"""How numbers in tables are written: on paper, and on screen where the browser would do it wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from d9311.figures.words import signed, with_minus
from d9311.ui.show import words
from d9311.ui.show.kinds import DECIMALS, SIGNED_KINDS, kind_of

if TYPE_CHECKING:
    import pandas
    from pandas.io.formats.style import Styler

WRITTEN: dict[str, Callable[[Any], str]] = {
    "rate": words.percent,
    "points": lambda value: signed(float(value)),
    "parts": lambda value: signed(float(value), 1),
    "money": words.exact_dollars,
    "count": words.count,
    "wait": lambda value: with_minus(f"{float(value):,.1f}".removesuffix(".0")),
}
MOST = 2_000  # rows; the texts of more would take the server longer than the table itself


def number_of(value: Any, kind: str, form: str = "") -> str:
    """Write the number of a cell by its kind, see `kind_of`, or by the printf form of a decimal."""
    return with_minus(form % float(value)) if kind == "decimal" else WRITTEN[kind](value)


def with_texts(shown: pandas.DataFrame) -> pandas.DataFrame | Styler:
    """Return a shown frame with texts beside the numbers of those columns that need them.

    The numbers stay numbers: the table sorts by them, and sets them at the right.
    """
    texts = {name: write for name in shown if (write := writer(str(name), shown[name]))}
    return shown.style.format(texts, na_rep=words.UNKNOWN) if texts else shown


def writer(name: str, values: pandas.Series) -> Callable[[Any], str] | None:
    """Return how the numbers of a shown column are written where one is less than nothing, or a difference
    is nothing: the browser's formats have a hyphen for a minus, and `+0`. Else None.
    """
    kind = kind_of(name, values)
    if kind not in (*WRITTEN, "decimal") or len(values) > MOST:
        return None
    numbers = values.dropna().astype("float64")
    if not (numbers <= 0 if kind in SIGNED_KINDS else numbers < 0).any():
        return None
    if kind == "money" and is_large(numbers):
        return words.whole_dollars
    if kind == "rate":  # in percent already
        return lambda value: words.percent(value / 100)
    return lambda value: number_of(value, kind, DECIMALS.get(name, ""))


def is_large(dollars: pandas.Series) -> bool:
    """Tell whether a column of dollars goes without cents, as large amounts do on cards."""
    return bool((dollars.abs() >= words.WHOLE_DOLLARS).any())

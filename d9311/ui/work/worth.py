"""What open items of work may still bring: one sum with its range, wherever it is shown; no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

DEFINITION = (
    "The expected dollars of all items that are to do, whatever the period, but of those that are past their "
    "deadline: what is at stake in each, times the share of its like that was won before. Range: the ends of "
    "each item's 95% interval added up, as if every share erred the same way. An item whose like nobody "
    "ever won or lost, or whose amount is not known, adds nothing."
)
EXPECTED = ("expected_dollars", "expected_low", "expected_high")
AMOUNTS = ("is_past_deadline", *EXPECTED)


@dataclass(frozen=True)
class Worth:
    """What `items` open items may bring in dollars, from `low` to `high`, null where nothing is expected.

    Summed over the `known` ones: those that are not among the `past`, whose deadline is over, and of which
    something is expected.
    """

    items: int
    past: int
    known: int
    dollars: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def unknown(self) -> int:
        """Return how many items are in time and bring nobody knows what."""
        return self.items - self.past - self.known


def worth_of(items: pandas.DataFrame) -> Worth:
    """Return the worth of rows of the worklist, of which it needs the columns AMOUNTS."""
    import pyarrow
    from pyarrow import compute

    table = pyarrow.table({name: pyarrow.array(items[name].array, from_pandas=True) for name in AMOUNTS})
    in_time = compute.invert(table["is_past_deadline"])
    known = table.filter(compute.and_(in_time, compute.is_valid(table["expected_dollars"])))
    sums = (compute.sum(known[name], min_count=0).as_py() if len(known) else None for name in EXPECTED)
    return Worth(len(items), len(items) - compute.sum(in_time, min_count=0).as_py(), len(known), *sums)

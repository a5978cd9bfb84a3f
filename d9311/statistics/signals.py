"""From counts to signals: which payers, practices, providers, plans and months differ by more than chance.

Each function finishes a measure: it takes the counts of its query as an Arrow table and returns the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from d9311.statistics import control_chart, funnel, shrinkage

if TYPE_CHECKING:
    import pyarrow


def group_signals(counts: pyarrow.Table) -> pyarrow.Table:
    """Return funnel limits, shrunk rates and a signal beside each group's counts.

    `counts`: the group columns, then decided, approved, approval_rate, ci_low, ci_high. Limits are null where
    the groups leave nothing to compare: one group, or all approved, or none. Shrunk rates are null below
    five groups.
    """
    import pyarrow

    groups = counts.to_pylist()
    won, totals = [group["approved"] for group in groups], [group["decided"] for group in groups]
    shrunk: Sequence[shrinkage.Shrunk | None] = shrinkage.shrink(won, totals) or [None] * len(groups)
    for group, judged, drawn in zip(groups, funnel.judge(won, totals), shrunk, strict=True):
        group |= dict(zip(LIMITS, judged.limits or (None,) * len(LIMITS), strict=True))
        group |= dict(zip(SHRUNK, (drawn.rate, drawn.low, drawn.high) if drawn else (None,) * 3, strict=True))
        group["signal"] = judged.signal
    numbers = [(name, pyarrow.float64()) for name in (*LIMITS, *SHRUNK)]
    schema = pyarrow.schema([*counts.schema, *numbers, ("signal", pyarrow.string())])
    return pyarrow.Table.from_pylist(groups, schema)


LIMITS = ("limit_95_low", "limit_95_high", "limit_998_low", "limit_998_high")
SHRUNK = ("shrunk_rate", "shrunk_low", "shrunk_high")


def approval_signals(counts: pyarrow.Table) -> pyarrow.Table:
    """Return the control chart of the mature months beside each month's counts.

    `counts`: month, decided, approved, approval_rate, mature, in order of months. Immature months keep their
    counts and have neither limits nor rules.
    """
    import pyarrow

    months = counts.to_pylist()
    mature = [
        control_chart.Month(row["month"], row["approved"], row["decided"]) for row in months if row["mature"]
    ]
    points = {point.month: point for point in control_chart.chart(mature)}
    for row in months:
        point = points.get(row["month"])
        is_drawn = point is not None and point.rate is not None
        row["centre"] = point.centre if point and is_drawn else None
        row["limit_low"] = point.low if point else None
        row["limit_high"] = point.high if point else None
        row["rules"] = ";".join(point.rules) if point else ""
    numbers = [(name, pyarrow.float64()) for name in ("centre", "limit_low", "limit_high")]
    schema = pyarrow.schema([*counts.schema, *numbers, ("rules", pyarrow.string())])
    return pyarrow.Table.from_pylist(months, schema)

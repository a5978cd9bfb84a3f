"""How claims are decided in time: approval, denial and a used-up benefit compete to be
a claim's first decision.

Aalen-Johansen cumulative incidence: the share of claims sent that have ended in a given way by a day, with
the undecided counted as long as they were watched. Treating a denial as "not yet approved" would promise
approvals that never come. Sources: Aalen and Johansen 1978, Scandinavian Journal of Statistics 5:141-150;
variance by the delta method and log(-log) interval: Marubini and Valsecchi 1995, Analysing Survival Data,
section 10.2; Choudhury 2002, Statistics in Medicine 21:1129-1144.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any

from d9311.statistics.intervals import Z_95
from d9311.statistics.time_to_decision import CurvePoint, LifeDay, kaplan_meier

if TYPE_CHECKING:
    import pyarrow

CAUSES = ("approved", "denied", "exhausted")
SHARES = ("undecided", *CAUSES)
LARGEST_EXPONENT = 700.0  # beyond it the interval is 0 to 1 to the last digit, and floats end


@dataclass(frozen=True)
class CauseDay:
    """One day of a life table with causes: claims undecided as it begins, how many end by each cause,
    how many are watched no longer.
    """

    day: int
    at_risk: int
    ended: Mapping[str, int]
    censored: int

    @property
    def events(self) -> int:
        """Return how many are decided on this day, whatever the decision."""
        return sum(self.ended.values())


def cumulative_incidence(days: Sequence[CauseDay], cause: str) -> list[CurvePoint]:
    """Return the share ended by one cause after each day of a life table, with its 95% interval.

    Variance of the share F after a day, summed over the days t up to it, on each of which n claims are at
    risk, d decided, h of them by this cause, the share S undecided before it and F(t) ended by this cause
    after it: sum((F - F(t))^2 d / (n (n - d))) + sum(S^2 h (n - h) / n^3) - 2 sum((F - F(t)) S h / n^2), the
    first sum without a day on which all at risk are decided; at least 0. The interval is None while the share
    is 0, and at share 1: where all are decided, and by this cause alone.
    """
    points, share, undecided, is_alone = [], 0.0, 1.0, True
    # running sums of the three parts of the variance, so that it takes one pass
    a = b = c = d = e = own = 0.0
    for one in days:
        n, events, here = one.at_risk, one.events, one.ended.get(cause, 0)
        share += undecided * here / n
        own += undecided**2 * (n - here) * here / n**3
        d += undecided * here / n**2
        e += share * undecided * here / n**2
        if n > events:
            weight = events / (n * (n - events))
            a, b, c = a + weight, b + share * weight, c + share * share * weight
        undecided *= (n - events) / n
        is_alone &= here == events
        if is_alone and not undecided:
            share = 1.0  # the sum may come out a few bits below
        variance = share * share * a - 2 * share * b + c + own - 2 * (share * d - e)
        points.append(CurvePoint(one.day, share, *_log_log(share, max(variance, 0.0))))
    return points


def _log_log(share: float, variance: float) -> tuple[float | None, float | None]:
    if not 0 < share < 1:
        return None, None
    spread = exp(min(Z_95 * sqrt(variance) / (share * -log(share)), LARGEST_EXPONENT))
    return share**spread, share ** (1 / spread)


def decision_curve(life_tables: pyarrow.Table) -> pyarrow.Table:
    """Finish the query decision_curve: the shares and their intervals beside each day's counts.

    Takes is_pooled, payer, day, at_risk, approved, denied, exhausted, censored, ordered by group and day;
    the rows of all payers together are named `all`.
    """
    import pyarrow

    rows = life_tables.to_pylist()
    finished: list[dict[str, Any]] = []
    for _, group in groupby(rows, key=lambda row: (row["is_pooled"], row["payer"])):
        finished += _with_shares(list(group))
    counts = [(name, pyarrow.int64()) for name in ("day", "at_risk", *CAUSES, "censored")]
    shares = [(name, pyarrow.float64()) for share in SHARES for name in _columns(share)]
    return pyarrow.Table.from_pylist(
        finished, pyarrow.schema([("payer", pyarrow.string()), *counts, *shares])
    )


def _with_shares(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    days = [
        CauseDay(row["day"], row["at_risk"], {cause: row[cause] for cause in CAUSES}, row["censored"])
        for row in rows
    ]
    curves = {cause: cumulative_incidence(days, cause) for cause in CAUSES}
    curves["undecided"] = _undecided(days)
    for place, row in enumerate(rows):
        row["payer"] = "all" if row["is_pooled"] else row["payer"]
        for share, curve in curves.items():
            point = curve[place]
            row |= dict(zip(_columns(share), (point.share, point.low, point.high), strict=True))
    return rows


def _undecided(days: Sequence[CauseDay]) -> list[CurvePoint]:
    """Return the Kaplan-Meier curve at every day, also those on which nothing is decided."""
    life_table = [LifeDay(one.day, one.at_risk, one.events, one.censored) for one in days]
    at_events = {point.day: point for point in kaplan_meier(life_table)}
    points, last = [], CurvePoint(0, 1.0, None, None)
    for one in days:
        last = at_events.get(one.day, last)
        points.append(last)
    return points


def _columns(share: str) -> tuple[str, str, str]:
    return f"share_{share}", f"{share}_low", f"{share}_high"


def after(rows: Sequence[Mapping[str, Any]], days: int) -> dict[str, Any] | None:
    """Return how claims of one group stand so many days after they were sent,
    from its rows of decision_curve.

    None where no claim has been watched for so long while some are undecided: then nobody knows yet.
    """
    until = [row for row in rows if row["day"] <= days]
    later = next((row for row in rows if row["day"] > days), None)
    is_over = bool(rows) and rows[-1]["share_undecided"] <= 0
    if later is None and not is_over and not any(row["day"] == days for row in until):
        return None
    start = {name: None for share in SHARES for name in _columns(share)} | {
        f"share_{share}": float(share == "undecided") for share in SHARES
    }
    found = {name: until[-1][name] for name in start} if until else start
    return {"days": days, "watched": later["at_risk"] if later else 0, **found}

"""Work that waits: open claims by age, the ledger of consultations and billings, and time to a decision."""

from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import Rate, add_rates, say_few
from .layout import UNSELECTED, count_axis, empty, most, row_chart, row_texts, say_left_out
from .palette import APPROVED, FIRST, GAP, QUIET
from .words import count, dollars, labels, lines, named, of, sentence, wrapped

# Buckets that ask for something: money left on the table, or a billing that an audit would question.
ASKING = ("consulted, never billed", "billed without record")
OLD = ("61-90", "91-120", "over 120")


def ar_aging(frame: Any) -> go.Figure:
    """Open episodes by days since they were sent, with what was billed; `ar_aging`'s frame."""
    rows = records(frame)
    if not any(row["episodes"] for row in rows):
        return empty("No open episode in this selection.")
    colours = [GAP if row["bucket"] in OLD else QUIET for row in rows]
    ages = [f"{row['bucket']} days" for row in rows]
    return _bars(rows, "episodes", ages, colours, "open<br>episodes")


def reconciliation(frame: Any) -> go.Figure:
    """The ledger: every consultation and every unlinked billing in one bucket; `reconciliation`'s frame."""
    rows = records(frame)
    if not any(row["count"] for row in rows):
        return empty("No consultation and no billing in this selection.")
    colours = [
        GAP if row["bucket"] in ASKING else APPROVED if place == 0 else QUIET
        for place, row in enumerate(rows)
    ]
    return _bars(
        rows, "count", [wrapped(sentence(row["bucket"]), 26) for row in rows], colours, "count<br>and billed"
    )


def decision_time(frame: Any) -> go.Figure:
    """Median days from first sent to first decided with its interval, and the day by which 90% are decided.

    `frame` as `decision_time` gives it; undecided claims count as still waiting (Kaplan-Meier). A median
    that is not reached is said in words. Of many payers the thirty with most decided are drawn.
    """
    every = records(frame)
    if not any(row["episodes"] for row in every):
        return empty("No episode with the date on which it was sent in this selection.")
    rows = [*every[:1], *most(every[1:], lambda row: row["decided"])]
    names = ["<b>All payers</b>", *labels([named(row["payer"], "payer") for row in rows[1:]])]
    axis = {"rangemode": "tozero", "showgrid": True, "nticks": 5, "ticksuffix": " d"}
    notes = [of(row["decided"], row["episodes"]) for row in rows]
    figure = row_chart(names, notes, "decided<br>of sent", axis=axis)
    medians = [_days(row, place, "median_days") for place, row in enumerate(rows)]
    add_rates(figure, medians, APPROVED, "half decided (median)")
    add_rates(
        figure,
        [_days(row, place, "p90_days") for place, row in enumerate(rows)],
        FIRST,
        "90% decided",
        "diamond",
    )
    say_few(figure, "none decided", medians)
    slow = [median.row for median in medians if median.rate is None and median.evidence != "few"]
    row_texts(figure, dict.fromkeys(slow, "under half decided yet"))
    say_left_out(figure, len(rows) - 1, len(every) - 1, "those with most decided")
    return figure


def _days(row: dict[str, Any], place: int, column: str) -> Rate:
    low, high = (row["median_low"], row["median_high"]) if column == "median_days" else (None, None)
    hover = _hover(row, is_pooled=place == 0)
    return Rate(place, (row["payer"],), row["decided"], row["decided"], row[column], low, high, hover)


def _hover(row: dict[str, Any], is_pooled: bool) -> str:
    days = [
        f"{words}: {count(row[column])} days" if row[column] is not None else f"{words}: not reached"
        for words, column in (("median", "median_days"), ("90% decided", "p90_days"))
    ]
    low, high = row["median_low"], row["median_high"]
    span = (
        f"95% interval {count(low)} to {'not reached' if high is None else count(high)} days"
        if low is not None
        else ""
    )
    return lines(
        f"<b>{'All payers' if is_pooled else wrapped(named(row['payer'], 'payer'), 40)}</b>",
        days[0],
        span,
        days[1],
    )


def _bars(
    rows: list[dict[str, Any]], column: str, names: list[str], colours: list[str], title: str
) -> go.Figure:
    notes = [f"<b>{count(row[column])}</b><br>{dollars(row['billed'])}" for row in rows]
    axis = count_axis(max(row[column] for row in rows))
    figure = row_chart(names, notes, title, legend=False, axis=axis)
    figure.add_trace(
        go.Bar(
            x=[row[column] for row in rows],
            y=list(range(len(rows))),
            orientation="h",
            customdata=[[row["bucket"]] for row in rows],
            hovertext=[
                lines(
                    f"<b>{sentence(row['bucket'])}</b>",
                    f"{count(row[column])}, {dollars(row['billed'])} billed",
                )
                for row in rows
            ],
            hoverinfo="text",
            unselected=UNSELECTED,
            marker={"color": colours, "line": {"width": 0}},
        )
    )
    return figure

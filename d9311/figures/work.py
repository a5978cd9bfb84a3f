"""Work that waits: open claims by age, the ledger of consultations and billings, and time to a decision."""

from typing import Any

import plotly.graph_objects as go

from .layout import empty, records, row_chart, row_text
from .palette import APPROVED, FIRST, GAP, QUIET
from .words import count, dollars, lines, named, of, sentence, wrapped

# Buckets that ask for something: money left on the table, or a billing that an audit would question.
ASKING = ("consulted, never billed", "billed without record")
OLD = ("61-90", "91-120", "over 120")


def ar_aging(frame: Any) -> go.Figure:
    """Open episodes by days since they were sent, with what was billed; `ar_aging`'s frame."""
    rows = records(frame)
    if not any(row["episodes"] for row in rows):
        return empty("No open episode in this selection.")
    colours = [GAP if row["bucket"] in OLD else QUIET for row in rows]
    labels = [f"{row['bucket']} days" for row in rows]
    return _bars(rows, "episodes", labels, colours, "open<br>episodes")


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
    """Median days from first sent to first decided with its interval, and the day by which 90 % are decided.

    `frame` as `decision_time` gives it; undecided claims count as still waiting (Kaplan-Meier). A median
    that is not reached is said in words.
    """
    rows = records(frame)
    if not any(row["episodes"] for row in rows):
        return empty("No sent episode in this selection.")
    labels = [
        "<b>All payers</b>" if place == 0 else wrapped(named(row["payer"], "payer"))
        for place, row in enumerate(rows)
    ]
    notes = [of(row["decided"], row["episodes"]) for row in rows]
    axis = {"rangemode": "tozero", "showgrid": True, "nticks": 5, "ticksuffix": " d"}
    figure = row_chart(labels, notes, "decided<br>of sent", axis=axis)
    for place, row in enumerate(rows):
        if row["median_days"] is None:
            row_text(figure, place, "under half decided yet" if row["episodes"] >= 5 else "too few")
    _add_days(figure, rows, "median_days", "half decided (median)", APPROVED, "circle")
    _add_days(figure, rows, "p90_days", "90 % decided", FIRST, "diamond")
    return figure


def _add_days(
    figure: go.Figure, rows: list[dict[str, Any]], column: str, name: str, colour: str, symbol: str
) -> None:
    shown = [(place, row) for place, row in enumerate(rows) if row[column] is not None]
    figure.add_trace(
        go.Scatter(
            x=[row[column] for _, row in shown],
            y=[place for place, _ in shown],
            mode="markers",
            name=name,
            customdata=[[row["payer"]] for _, row in shown],
            hovertext=[_hover(row, place == 0) for place, row in shown],
            hoverinfo="text",
            marker={"color": colour, "size": 11, "symbol": symbol, "line": {"width": 0}},
            error_x=_days_interval([row for _, row in shown]) if column == "median_days" else None,
        )
    )


def _days_interval(rows: list[dict[str, Any]]) -> dict[str, Any]:
    # A bound that is not reached gets no whisker rather than a false one.
    up = [0 if row["median_high"] is None else row["median_high"] - row["median_days"] for row in rows]
    down = [0 if row["median_low"] is None else row["median_days"] - row["median_low"] for row in rows]
    whisker = {"color": APPROVED, "thickness": 2.5, "width": 0}
    return {"symmetric": False, "array": up, "arrayminus": down, **whisker}


def _hover(row: dict[str, Any], pooled: bool) -> str:
    days = [
        f"{words}: {count(row[column])} days" if row[column] is not None else f"{words}: not reached"
        for words, column in (("median", "median_days"), ("90 % decided", "p90_days"))
    ]
    low, high = row["median_low"], row["median_high"]
    span = (
        f"95 % interval {count(low)} to {'not reached' if high is None else count(high)} days"
        if low is not None
        else ""
    )
    return lines(
        f"<b>{'All payers' if pooled else wrapped(named(row['payer'], 'payer'), 40)}</b>",
        days[0],
        span,
        days[1],
    )


def _bars(
    rows: list[dict[str, Any]], column: str, labels: list[str], colours: list[str], title: str
) -> go.Figure:
    notes = [f"<b>{count(row[column])}</b><br>{dollars(row['billed'])}" for row in rows]
    axis = {"rangemode": "tozero", "showgrid": True, "nticks": 4}
    figure = row_chart(labels, notes, title, legend=False, axis=axis)
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
            marker={"color": colours, "line": {"width": 0}},
        )
    )
    return figure

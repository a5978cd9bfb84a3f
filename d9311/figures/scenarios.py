"""What medical professionals were consulted about: shares, months, and how those consultations fared."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import Rate, add_rates, say_few
from .layout import AXIS, UNSELECTED, base, drop_lone_legend, empty, percent_axis_to, row_chart
from .months import BAR, MONTH_AXIS, every_month, middle, month_range
from .palette import APPROVED, FIRST, GUIDE, QUIET
from .words import count, interval, lines, of, percent, sentence, words, wrapped

NAMED = ("bleeding_disorder", "cardiac_prophylaxis", "cancer_treatment", "uncontrolled_diabetes")
LAST = ("other", "unclassified")
NOTHING = "No consultation in this selection."
SMALL = 74


def scenario_share(frame: Any) -> go.Figure:
    """Share of consultations with its interval, the four named scenarios first; `scenario_frequency`'s frame.

    A consultation with two scenarios counts in both, so the shares can pass 100% together.
    """
    rows = _ordered(records(frame))
    if not any(row["consultations"] for row in rows):
        return empty(NOTHING)
    whole = _all_consultations(rows)
    rates = [_share(row, place, whole) for place, row in enumerate(rows)]
    highest = max(rate.high or 0 for rate in rates)
    figure = row_chart(
        [_label(row["scenario"]) for row in rows], [rate.note for rate in rates], "share<br>and count",
        axis=percent_axis_to(next(end for end in (0.25, 0.5, 1.0) if highest <= end)),
    )  # fmt: skip
    add_rates(figure, rates, APPROVED, "share of consultations")
    say_few(figure, "no consultation", rates)
    return drop_lone_legend(figure)


def scenario_outcomes(frame: Any) -> go.Figure:
    """Approved of decided with its interval, and strict pass; `scenario_frequency`'s frame."""
    rows = [row for row in _ordered(records(frame)) if row["consultations"] or row["scenario"] in NAMED]
    if not any(row["consultations"] for row in rows):
        return empty(NOTHING)
    approved = [_approved(row, place - 0.16) for place, row in enumerate(rows)]
    complete = [_complete(row, place + 0.16) for place, row in enumerate(rows)]
    notes = [
        f"● {of(one.part, one.whole)}<br>◆ {of(other.part, other.whole)}"
        for one, other in zip(approved, complete, strict=True)
    ]
    figure = row_chart([_label(row["scenario"]) for row in rows], notes, "approved,<br>complete")
    add_rates(figure, approved, APPROVED, "approved of decided")
    add_rates(figure, complete, FIRST, "complete record (strict pass)", "diamond")
    say_few(figure, "none", approved, complete)
    return figure


def scenario_trend(frame: Any, every: bool = False) -> go.Figure:
    """Consultations by month, a strip a scenario, all on one scale; `scenario_trend`'s frame.

    The four named scenarios, `other` and `unclassified` are always there; `every` adds those between.
    """
    rows = [row for row in records(frame) if row["month"] is not None]
    if not rows:
        return empty("No consultation with a date in this selection.")
    months = every_month([row["month"] for row in rows])
    counts = {(row["scenario"], row["month"]): row["consultations"] for row in rows}
    totals = _totals(rows)
    keys = [key for key in totals if every or key in NAMED + LAST]
    scenarios = [
        row["scenario"] for row in _ordered([{"scenario": key, "consultations": totals[key]} for key in keys])
    ]
    titles = [f"{_bold(key)} · {count(totals[key])}" for key in scenarios]
    figure = _strips(titles, months, max(counts.values()))
    for strip, scenario in enumerate(scenarios, start=1):
        numbers = [counts.get((scenario, month), 0) for month in months]
        figure.add_trace(_strip(scenario, months, numbers, axis=f"y{strip}"))
    return figure


def _totals(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    totals: dict[str, int] = dict.fromkeys(NAMED + LAST, 0)
    for row in rows:
        totals[row["scenario"]] = totals.get(row["scenario"], 0) + row["consultations"]
    return totals


def _ordered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The four named in the guide's order, then by size, then `other` and `unclassified`."""

    def rank(row: dict[str, Any]) -> tuple[int, int]:
        key = row["scenario"]
        if key in NAMED:
            return 0, NAMED.index(key)
        return (2, LAST.index(key)) if key in LAST else (1, -row.get("consultations", 0))

    return sorted(rows, key=rank)


def _name(scenario: str) -> str:
    return sentence(words(scenario))


def _bold(scenario: str) -> str:
    return f"<b>{_name(scenario)}</b>" if scenario in NAMED else _name(scenario)


def _label(scenario: str) -> str:
    label = wrapped(_name(scenario))
    return f"<b>{label}</b>" if scenario in NAMED else label


def _all_consultations(rows: Sequence[dict[str, Any]]) -> int:
    # Every share of the frame has this denominator; the frame has no column for it.
    return next((round(row["consultations"] / row["share"]) for row in rows if row["share"]), 0)


def _share(row: dict[str, Any], place: int, whole: int) -> Rate:
    part, share = row["consultations"], row["share"]
    low, high = row["ci_low"], row["ci_high"]
    counts = f"{of(part, whole)} consultations: {percent(share, 1)}"
    hover = lines(f"<b>{_name(row['scenario'])}</b>", counts, interval(low, high))
    return Rate(place, (row["scenario"],), part, whole, share, low, high, hover)


def _approved(row: dict[str, Any], place: float) -> Rate:
    part, whole, rate = row["approved"], row["decided"], row["approval_rate"]
    hover = lines(
        f"<b>{_name(row['scenario'])}</b>", f"approved {of(part, whole)} decided: {percent(rate, 1)}"
    )
    return Rate(place, (row["scenario"],), part, whole, rate, row["rate_low"], row["rate_high"], hover)


def _complete(row: dict[str, Any], place: float) -> Rate:
    part, whole = row["strict_pass"] or 0, row["consultations"]
    rate = part / whole if whole else None
    hover = lines(
        f"<b>{_name(row['scenario'])}</b>", f"complete {of(part, whole)} consultations: {percent(rate, 1)}"
    )
    return Rate(place, (row["scenario"],), part, whole, rate, hover=hover)


def _strips(titles: Sequence[str], months: Sequence[str], highest: int) -> go.Figure:
    share = 1 / len(titles)
    scale = {**AXIS, "range": [0, highest * 1.05], "tickvals": [0, highest], "showgrid": True}
    axes = {
        f"yaxis{strip}": {
            **scale,
            "domain": [1 - strip * share, 1 - (strip - 0.7) * share],
            "zeroline": True,
            "zerolinecolor": GUIDE,
        }
        for strip in range(1, len(titles) + 1)
    }
    place = {
        "x": 0,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
    }
    return base(
        SMALL * len(titles) + 44,
        legend=False,
        xaxis={**MONTH_AXIS, "range": month_range(months), "anchor": f"y{len(titles)}"},
        annotations=[
            {**place, "text": title, "y": 1 - (strip + 0.3) * share} for strip, title in enumerate(titles)
        ],
        **axes,
    )


def _strip(scenario: str, months: Sequence[str], numbers: Sequence[int], axis: str) -> go.Bar:
    name = _name(scenario)
    return go.Bar(
        x=[middle(month) for month in months],
        y=list(numbers),
        yaxis=axis,
        width=BAR,
        name=name,
        customdata=[[month, scenario] for month in months],
        hovertext=[
            lines(f"<b>{name}</b>", f"{month}: {count(number)} consultations")
            for month, number in zip(months, numbers, strict=True)
        ],
        hoverinfo="text",
        unselected=UNSELECTED,
        marker={"color": APPROVED if scenario in NAMED else QUIET, "line": {"width": 0}},
    )

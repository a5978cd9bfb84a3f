"""Months against each other: the chart, its limits, and a signalled month opened into its cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from d9311 import figures
from d9311.conditions.rows import months_in_words
from d9311.figures.signal_months import RULES
from d9311.frames import records
from d9311.statistics.control_chart import FEWEST_FOR_LIMITS, charted
from d9311.ui.linked import linked_choice
from d9311.ui.notes import draw_notes, with_notes
from d9311.ui.page import Page
from d9311.ui.practices.causes import Side, draw_change
from d9311.ui.show import words
from d9311.ui.show.heads import explain, tell

COLUMNS = (
    "month",
    "decided",
    "approved",
    "approval_rate",
    "centre",
    "limit_low",
    "limit_high",
    "rules",
    "mature",
)
CHART = "approval_signals_chart"
# Which months of a signal are looked into, in words.
SPANS = {
    "point_outside": "the month alone",
    "run_of_eight": "the run of eight",
    "trend_of_six": "the trend of six",
    "two_of_three": "the months near the limit",
}

Row = Mapping[str, Any]


def draw_months(page: Page) -> None:
    """Draw the control chart of the mature months, the control of its limits, and the cause of a signal."""
    page.section(
        "Months against each other",
        "Mature months only. A diamond is a signal: outside the limits, eight in a row on one side, "
        "six in one direction, or two of three near a limit. Below twelve months there are no limits yet.",
    )
    months = page.run("approval_signals")
    judged = [row["month"] for row in records(months) if row["centre"] is not None]
    start = _draw_start(judged)
    found = charted(records(months), start)
    frame = months.assign(**{name: [row[name] for row in found] for name in (*found[0],)} if found else {})
    _follow_click()
    page.figure(
        with_notes(page, figures.approval_signals(frame, start)),
        frame,
        "approval_signals",
        columns=COLUMNS,
    )
    draw_notes(page, "approval_signals", frame["month"])
    _draw_note(judged, start)
    _draw_cause(page, records(frame), start)


def _draw_start(judged: Sequence[str]) -> str | None:
    """Offer to recalculate the limits from a month on; nothing but this choice ever does."""
    return linked_choice(
        "recalculate",
        "Recalculate the limits from",
        list(judged[1:]),
        shown=words.month,
        placeholder="never: one set of limits",
    )


def _draw_note(judged: Sequence[str], start: str | None) -> None:
    if start is None:
        if 0 < len(judged) < FEWEST_FOR_LIMITS:
            explain(
                f"{words.plural(len(judged), 'mature month')} in this selection, {FEWEST_FOR_LIMITS} are "
                "needed for limits: a run chart about the median month, on which only runs and trends are "
                "signals. A longer period in the filter bar may hold more."
            )
        return
    after = sum(month >= start for month in judged)
    short = "" if after >= FEWEST_FOR_LIMITS else f" {words.plural(after, 'month')} so far: no limits yet."
    explain(
        f"Limits recalculated from {words.month(start)} on, because a person chose so; the months before are "
        f"judged by limits of their own.{short} Do it when something known has changed, not because of a "
        "signal."
    )


def _follow_click() -> None:
    """Look into the month whose mark was clicked last."""
    points = (st.session_state.get(CHART) or {}).get("selection", {}).get("points", [])
    clicked = points[0].get("customdata", [None])[0] if points else None
    if clicked != st.session_state.get("_months_clicked"):
        st.session_state["_months_clicked"] = clicked
        if clicked:
            st.query_params["look"] = clicked


def _draw_cause(page: Page, rows: list[dict[str, Any]], start: str | None) -> None:
    """Draw what carries the change of one month, or of the run that it completes,
    against the months before.
    """
    judged = [row for row in rows if row["centre"] is not None]
    if not judged:
        return
    signals = {row["month"]: row["rules"].split(";") for row in judged if row["rules"]}
    page.section(
        "What is behind a month",
        "A signal says that chance alone is an unlikely reason. This says where it lies.",
    )
    latest = list(signals)[-1] if signals else None
    if latest is None:
        tell(
            "No month is a signal: the ups and downs are no more than chance makes. "
            "Any month can be opened all the same."
            if len(judged) > 1
            else "One month has no ups and downs; it can be opened all the same."
        )
    with st.container(horizontal=True, vertical_alignment="bottom", key="cause_choices"):
        month = linked_choice(
            "look",
            "Month",
            [row["month"] for row in judged[::-1]],
            default=latest,
            shown=lambda name: _named(name, signals),
            placeholder="Choose a month",
        )
        rule = _draw_span(signals.get(month or "", []))
    if month is not None:
        _draw_split(page, rows, month, rule, start)


def _named(month: str, signals: Mapping[str, Sequence[str]]) -> str:
    found = ", ".join(RULES[rule] for rule in signals.get(month, ()))
    return f"{words.month(month)}: {found}" if found else words.month(month)


def _draw_span(rules: Sequence[str]) -> str | None:
    if len(rules) < 2:
        return rules[0] if rules else None
    return linked_choice("span", "Look at", rules, default=rules[0], shown=lambda rule: SPANS[rule])


def _draw_split(
    page: Page, rows: list[dict[str, Any]], month: str, rule: str | None, start: str | None
) -> None:
    judged = [row["month"] for row in rows if row["centre"] is not None]
    row = next(row for row in rows if row["month"] == month)
    begins = dict(zip(row["rules"].split(";"), row["begins"].split(";"), strict=True))
    first = begins[rule] if rule else month
    window = [name for name in judged if first <= name <= month]
    phase = start if start and month >= start else ""
    before = [name for name in judged if phase <= name < first]
    if not before:
        tell(
            "There is no mature month before it to compare with. "
            "A longer period in the filter bar may hold one."
        )
        return
    counts = records(page.session.listing("decided_counts", page.filters))
    every = [row["month"] for row in rows]
    sides = (
        Side(f"the {words.plural(len(before), 'mature month')} before", _months(before, every)),
        Side(_window(window), _months(window, every)),
    )
    draw_change(
        page,
        [row for row in counts if row["month"] in before],
        [row for row in counts if row["month"] in window],
        sides,
        "Payer",
        "cause",
    )


def _window(window: Sequence[str]) -> str:
    if len(window) == 1:
        return words.month(window[0])
    return f"{words.month(window[0])} to {words.month(window[-1])}"


def _months(months: Sequence[str], every: Sequence[str]) -> dict[str, str]:
    return {"months": months_in_words(months, every)}

"""One headline figure as a card: the value, what it is of, its interval, the change and a small trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from d9311.ui import words

WRITE = {"rate": words.percent, "count": words.count, "dollars": words.dollars, "days": words.days}
LINE = "#0072B2"
WIDTH, HEIGHT, EDGE = 200.0, 34.0, 3.0


def draw_number(
    link: Mapping[str, Sequence[str]] | None,
    *,
    label: str,
    value: words.Number | None,
    kind: str,
    numerator: int | None,
    denominator: int | None,
    interval: tuple[words.Number | None, words.Number | None] | None,
    definition: str,
    previous: words.Number | None,
    previous_of: tuple[int, int] | None,
    better: str,
    trend: Sequence[float | None] | None,
    reason: str,
    note: str,
) -> None:
    """Draw the card; the arguments are those of `Page.number`."""
    lines = [
        f'<div class="d-label">{escape(label)}</div>',
        f'<div class="d-value">{_headline(value, kind, numerator, denominator)}</div>',
        _spark(trend or ()),
        _of(numerator, denominator, interval),
        _change(value, kind, previous, previous_of, better),
        _line(note),
        _line(reason) if value is None else "",
        f"<details><summary>How it is counted</summary>{escape(definition)}</details>" if definition else "",
    ]
    slug = "".join(letter if letter.isalnum() else "_" for letter in label.casefold())
    with st.container(border=True, key=f"number_{slug}"):
        st.html(f'<div class="d-card">{"".join(lines)}</div>')
        if link is not None:
            st.page_link(
                "pages/claims.py", label="Open the rows", icon=":material/arrow_forward:", query_params=link
            )


def _line(text: str) -> str:
    return f'<div class="d-line">{escape(text)}</div>' if text else ""


def _headline(value: words.Number | None, kind: str, numerator: int | None, denominator: int | None) -> str:
    if kind == "rate" and denominator is not None and denominator < words.FEW:
        return (
            f"{numerator or 0} of {denominator}<small>too few for a rate</small>"
            if denominator
            else words.UNKNOWN
        )
    return escape(WRITE[kind](value))


def _of(
    numerator: int | None,
    denominator: int | None,
    interval: tuple[words.Number | None, words.Number | None] | None,
) -> str:
    if denominator is None:
        return ""
    parts = [f"{numerator:,}/{denominator:,}" if numerator is not None else f"n {denominator:,}"]
    if interval and interval[0] is not None and denominator >= words.FEW:
        parts.append(f"95 % interval {words.interval(*interval)}")
    return f'<div class="d-line">{" · ".join(parts)}</div>'


def _change(
    value: words.Number | None,
    kind: str,
    previous: words.Number | None,
    previous_of: tuple[int, int] | None,
    better: str,
) -> str:
    if value is None or previous is None:
        return ""
    before = WRITE[kind](previous) + (f" ({previous_of[0]:,}/{previous_of[1]:,})" if previous_of else "")
    change = float(value) - float(previous)
    shown = round(change * 100) if kind == "rate" else change
    if not shown:
        return f'<div class="d-line">unchanged from {escape(before)}</div>'
    size = f"{abs(shown)} points" if kind == "rate" else WRITE[kind](type(value)(abs(shown)))
    tone = "" if better == "neither" else "d-better" if (shown > 0) == (better == "up") else "d-worse"
    arrow = "▲" if shown > 0 else "▼"
    return (
        f'<div class="d-line"><span class="{tone}">{arrow} {escape(size)}</span> from {escape(before)}</div>'
    )


def _spark(trend: Sequence[float | None]) -> str:
    known = [value for value in trend if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = WIDTH / (len(trend) - 1)
    points = [
        (index * step, HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE))
        for index, value in enumerate(trend)
        if value is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg class="d-spark" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" preserveAspectRatio="none" aria-hidden="true">'
        f'<polyline points="{path}" fill="none" stroke="{LINE}" stroke-width="1.6" vector-effect="non-scaling-stroke"/>'
        f'<path d="M{x:.1f},{y:.1f}h0.01" stroke="{LINE}" stroke-width="5" stroke-linecap="round" '
        'vector-effect="non-scaling-stroke"/></svg>'
    )

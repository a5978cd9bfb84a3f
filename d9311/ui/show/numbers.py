"""One headline figure as a card: the value, what it is of, its interval, the change, and month by month."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import TypedDict

import streamlit as st

from d9311.conditions.rows import Conditions
from d9311.ui.export.outline import Figure, outline
from d9311.ui.links import WORK, Link, page_link
from d9311.ui.show import words
from d9311.ui.show.accounted import Account, in_words
from d9311.ui.show.rate_changes import rate_change, share

WRITE = {"rate": words.percent, "count": words.count, "dollars": words.dollars, "days": words.days}
TAG = re.compile(r"<[^>]+>")
Range = tuple[words.Number | None, words.Number | None]


@dataclass(frozen=True)
class Bar:
    """One month of a small trend: what it says on hover, and `before`, `now` or `immature`."""

    value: words.Number | None
    says: str
    kind: str = "now"


class Details(TypedDict, total=False):
    """What a figure may come with.

    `kind` is rate (fraction 0 to 1), count (the default), dollars or days. A rate over fewer than five shows
    its counts only. `previous` is the same figure in the period that it is compared with, `previous_of` its
    numerator and denominator, `previous_when` its dates in words; `better` says which way a rate should go:
    up (the default) or down. `reason` stands where the value is None, `note` is a line under the figure,
    `trend` one bar a month. `rate` names what the listing `accounted` tells of. `leads` is the file of a page
    and the words of the link to it, where what is behind the figure is not on the Claims page. `part` are the
    conditions of a rate's numerator beside those of its rows, `sums` the column of the rows that dollars add
    up: with them a kept view holds the figure (`d9311.conditions.quantities`).
    """

    kind: str
    numerator: int | None
    denominator: int | None
    interval: Range | None
    definition: str
    previous: words.Number | None
    previous_of: tuple[int, int] | None
    previous_when: str
    better: str
    trend: Sequence[Bar]
    reason: str
    note: str
    leads: tuple[str, str]
    part: Conditions
    sums: str
    rate: str


def draw_number(
    link: Link | None,
    label: str,
    value: words.Number | None,
    details: Details,
    account: Callable[[str], Account | None],
) -> None:
    """Draw the card; `link` leads to the rows behind it, `account` tells what a rate leaves out."""
    kind, definition = details.get("kind", "count"), details.get("definition", "")
    numerator, denominator = details.get("numerator"), details.get("denominator")
    change, reason = _change(value, kind, details), details.get("reason", "") if value is None else ""
    found = account(details.get("rate", "")) if value is not None else None
    left_out = in_words(found) if found else ""
    beside = (unescape(TAG.sub("", change)), details.get("note", ""), reason, left_out)
    interval, note = details.get("interval") or (None, None), " · ".join(filter(None, beside))
    figure = Figure(label, value, kind, numerator, denominator, interval, note, definition)
    outline().put(f"number {label}", figure)
    lines = [
        f'<div class="d-label">{escape(label)}</div>',
        f'<div class="d-value">{_headline(value, kind, numerator, denominator)}</div>',
        _of(numerator, denominator, details.get("interval")),
        change,
        _line(details.get("note", "")),
        _line(reason),
        _bars(details.get("trend", ()), kind),
        _explained(definition, left_out),
    ]
    slug = "".join(letter if letter.isalnum() else "_" for letter in label.casefold())
    with st.container(border=True, key=f"number_{slug}"):
        st.html(f'<div class="d-card">{"".join(lines)}</div>')
        if link is not None:
            file, says = details.get("leads", (WORK, "See the rows"))
            page_link(file, says, ":material/arrow_forward:", link)


def _explained(definition: str, left_out: str) -> str:
    if not definition:
        return ""
    told = f"{escape(definition)}{_line(left_out)}"
    return f"<details><summary>How it is counted</summary>{told}</details>"


def _line(text: str) -> str:
    return f'<div class="d-line">{escape(text)}</div>' if text else ""


def _headline(value: words.Number | None, kind: str, numerator: int | None, denominator: int | None) -> str:
    if kind == "rate" and value is not None and denominator is not None and denominator < words.FEW:
        return f"{numerator or 0} of {denominator}<small>too few for a rate</small>"
    return escape(WRITE[kind](value))


def _of(numerator: int | None, denominator: int | None, interval: Range | None) -> str:
    if denominator is None:
        return ""
    parts = [f"{numerator:,}/{denominator:,}" if numerator is not None else f"n = {denominator:,}"]
    if interval and interval[0] is not None and denominator >= words.FEW:
        parts.append(f"95% interval {words.interval(*interval)}")
    whole = " · ".join(f"<nobr>{escape(part)}</nobr>" for part in parts)
    return f'<div class="d-line">{whole}</div>'


def _change(value: words.Number | None, kind: str, details: Details) -> str:
    """Return the line that compares with another period; only a clear change of a rate has an arrow."""
    previous = details.get("previous")
    if value is None or previous is None:
        return ""
    if kind != "rate":
        return _line(_moved(value, previous, kind))
    now, before = (details.get("numerator"), details.get("denominator")), details.get("previous_of")
    if now[0] is None or now[1] is None or before is None:
        return _line(f"{WRITE[kind](previous)} before")
    change = rate_change((now[0], now[1]), before)
    if not change.direction:
        return _line(f"{change.words}: {share(*before)}{_in(details) or ' before'}")
    tone = "d-better" if (change.direction > 0) == (details.get("better", "up") == "up") else "d-worse"
    arrow = "▲" if change.direction > 0 else "▼"
    moved = f'<span class="{tone}">{arrow} {escape(change.words)}</span>'
    return f'<div class="d-line">{moved} from {escape(share(*before) + _in(details))}</div>'


def _in(details: Details) -> str:
    when = details.get("previous_when")
    return f" in {when}" if when else ""


def _moved(value: words.Number, previous: words.Number, kind: str) -> str:
    """Return by how much a count, an amount or a number of days differs: neither good nor bad by itself."""
    if value == previous:
        return f"unchanged from {WRITE[kind](previous)}"
    sign = "+" if value > previous else "−"
    size = abs(float(value) - float(previous))
    return f"{sign}{WRITE[kind](size)} from {WRITE[kind](previous)}"


def _bars(trend: Sequence[Bar], kind: str) -> str:
    """Return one bar a month, from zero; a rate's scale ends at 100%."""
    known = [float(bar.value) for bar in trend if bar.value is not None]
    if len(known) < 2:
        return ""
    top = 1.0 if kind == "rate" else max(known) or 1.0
    bars = "".join(
        f'<i class="d-{bar.kind}" style="height:{_height(bar, top):.0f}%" title="{escape(bar.says)}"></i>'
        for bar in trend
    )
    says = f"{escape(trend[0].says)} to {escape(trend[-1].says)}"
    return f'<div class="d-bars" role="img" aria-label="{says}">{bars}</div>'


def _height(bar: Bar, top: float) -> float:
    return 0 if bar.value is None else max(4.0, float(bar.value) / top * 100)

"""Approval by payer, practice, provider and plan, and the three readings of one claim side by side."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import Rate, add_rates, pooled_line, say_few
from .layout import drop_lone_legend, empty, lines_only, most, row_chart, say_left_out
from .palette import APPROVED, FIRST, PAID
from .words import called, count, interval, labels, lines, named, of, percent, shortened, wrapped

Rows = list[dict[str, Any]]
NOTHING = "No episode in this selection."
BY_PLAN = ("payer", "plan_name")
MOST_DECIDED = "those with most decided"
GLANCE = 8  # rows that are taken in at once


def approval_by_payer(frame: Any, order: str = "decided") -> go.Figure:
    """Approval rate with its 95% interval, a row a payer; `frame` as `approval_by_payer` gives it.

    `order` is `decided` or `ci_low`; by lower bound, rows with fewer than
    30 decisions follow unranked. The bare rate is no order: this is not a league table.
    Of many payers the thirty with most decided are drawn; the dotted line is the rate of all.
    """
    return _approval(frame, ("payer",), order)


def approval_at_a_glance(frame: Any) -> go.Figure:
    """As `approval_by_payer`, of the eight payers with most decided, each in one line; the page says how many
    more there are.
    """
    every = _ordered(frame, "decided")
    return _drawn(every[:GLANCE], every, ("payer",), in_lines=True)


def approval_by_practice(frame: Any, order: str = "decided") -> go.Figure:
    """As `approval_by_payer`, a row a practice."""
    return _approval(frame, ("practice_id",), order)


def approval_by_provider(frame: Any, order: str = "decided") -> go.Figure:
    """As `approval_by_payer`, a row a treating dentist."""
    return _approval(frame, ("provider_id",), order)


def approval_by_plan(frame: Any, order: str = "decided") -> go.Figure:
    """As `approval_by_payer`, a row a plan of a payer."""
    return _approval(frame, BY_PLAN, order)


def three_rates(frame: Any, group: str = "payer") -> go.Figure:
    """Approved, approved at first, and paid, three marks in each row, each over its own denominator."""
    every = _ordered(frame, "decided")
    rows = most(every, _decided)
    if not rows:
        return empty(NOTHING)
    names = labels([_name(row, (group,)) for row in rows])
    figure = row_chart(names, [count(row["decided"]) for row in rows], "decided")
    columns = [
        [reading.mark(row, group, place + shift) for place, row in enumerate(rows)]
        for shift, reading in zip((-0.22, 0, 0.22), READINGS, strict=True)
    ]
    for reading, marks in zip(READINGS, columns, strict=True):
        add_rates(figure, marks, reading.colour, reading.title, reading.symbol)
    say_few(figure, "none decided", *columns)
    say_left_out(figure, len(rows), len(every), MOST_DECIDED)
    return figure


@dataclass(frozen=True)
class Reading:
    """One way to read the same claims: which column over which columns, and its mark."""

    title: str
    rate: str
    part: str
    whole: tuple[str, ...]
    colour: str
    symbol: str

    def mark(self, row: dict[str, Any], group: str, place: float) -> Rate:
        """This reading of one row of the frame, with its own numerator and denominator."""
        part, whole = row[self.part] or 0, sum(row[column] or 0 for column in self.whole)
        hover = lines(
            f"<b>{wrapped(_name(row, (group,)), 40)}</b>",
            f"{self.title} {of(part, whole)}: {percent(row[self.rate], 1)}",
        )
        return Rate(place, (row[group],), part, whole, row[self.rate], hover=hover)


READINGS = (
    Reading("approved", "approval_rate", "approved", ("decided",), APPROVED, "circle"),
    Reading(
        "approved at first", "first_approval_rate", "first_approved", ("first_decided",), FIRST, "diamond"
    ),
    Reading("paid", "paid_rate", "paid_lines", ("decided", "exhausted"), PAID, "square"),
)


def _approval(frame: Any, group: tuple[str, ...], order: str) -> go.Figure:
    every = _ordered(frame, order)
    figure = _drawn(rows := most(every, _decided), every, group)
    say_left_out(figure, len(rows), len(every), MOST_DECIDED)
    return figure


def _drawn(rows: Rows, every: Rows, group: tuple[str, ...], in_lines: bool = False) -> go.Figure:
    """`rows` of `every` one, the dotted line being that of all.

    `in_lines`: name and note of each in one line, and nothing above the axis; what is said there stands on
    the page.
    """
    if not rows:
        return empty(NOTHING)
    rates = [_rate(row, group, place) for place, row in enumerate(rows)]
    names, notes = _labels(rows, group), [rate.note for rate in rates]
    if in_lines:
        names = labels([_name(row, group) for row in rows], shortened)
        notes = [note.replace("<br>", " ") for note in notes]
    figure = row_chart(names, notes, "approved<br>of decided")
    add_rates(figure, rates, APPROVED, "approved of decided")
    say_few(figure, "none decided", rates)
    pooled_line(figure, [(row["approved"], row["decided"]) for row in every], "all together")
    return lines_only(figure, len(rows)) if in_lines else drop_lone_legend(figure)


def _rate(row: dict[str, Any], group: tuple[str, ...], place: int) -> Rate:
    key = tuple(row[column] for column in group)
    rate, low, high = row["approval_rate"], row["ci_low"], row["ci_high"]
    return Rate(place, key, row["approved"], row["decided"], rate, low, high, _hover(row, group))


def _decided(row: dict[str, Any]) -> int:
    return int(row["decided"])


def _ordered(frame: Any, order: str) -> list[dict[str, Any]]:
    rows = sorted(records(frame), key=lambda row: -row["decided"])
    if order == "ci_low":
        rows.sort(key=lambda row: -row["ci_low"] if row["evidence"] == "enough" else 1)
    return rows


def _labels(rows: list[dict[str, Any]], group: tuple[str, ...]) -> list[str]:
    if group == BY_PLAN:
        return [f"{shortened(_plan(row))}<br>{shortened(named(row['payer'], 'payer'))}" for row in rows]
    return labels([_name(row, group) for row in rows])


def _plan(row: dict[str, Any]) -> str:
    return row["plan_name"] or "plan not given"


def _name(row: dict[str, Any], group: tuple[str, ...]) -> str:
    if group == BY_PLAN:
        return f"{_plan(row)} ({named(row['payer'], 'payer')})"
    return called(row, group[0])


def _hover(row: dict[str, Any], group: tuple[str, ...]) -> str:
    beside = [f"{count(row[kind])} {kind}" for kind in ("pending", "exhausted", "indeterminate") if row[kind]]
    return lines(
        f"<b>{wrapped(_name(row, group), 40)}</b>",
        f"approved {of(row['approved'], row['decided'])} decided: {percent(row['approval_rate'], 1)}",
        interval(row["ci_low"], row["ci_high"]),
        ", ".join(beside) + " (in no rate)" if beside else "",
    )

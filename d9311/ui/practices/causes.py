"""A changed approval rate, opened into its causes: in a sentence, in figures, and down to the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas
import streamlit as st

from d9311 import figures
from d9311.conditions.rows import Conditions
from d9311.statistics.change import Change, Reason, by_group, by_reason, change, reasons
from d9311.statistics.intervals import newcombe
from d9311.ui.behind.counts import text_of
from d9311.ui.export.controls import chart_config
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import explain, note_heading, tell
from d9311.ui.show.table import Opens

Rows = Sequence[Mapping[str, Any]]
# What a change is split by: the column of decided_counts, the condition it sets, and the words for it.
SPLITS = {"Payer": ("payer", "payer", "payer"), "Practice": ("practice_id", "practice", "practice")}
PARTS = ("decided_before", "approved_before", "rate_before", "decided", "approved", "approval_rate", "mix",
         "within", "carries")  # fmt: skip
REASONS = "By the reason of the denial"
HOW = (
    "The change is split exactly (Kitagawa 1955): by share = how far a {one}'s share of the decided claims "
    "moved, times how far its rate lies above that of all; by its own rate = how far its rate moved, times "
    "its share. Averages of both periods are the weights. It says where the change lies, not why."
)


@dataclass(frozen=True)
class Side:
    """One of the two periods compared: its words, and the conditions of its rows;
    None: not within the filters.
    """

    name: str
    rows: Conditions | None


def draw_change(
    page: Page, before: Rows, after: Rows, sides: tuple[Side, Side], by: str, key: str
) -> Change | None:
    """Say and show what carries the change from `before` to `after`, rows of the listing decided_counts.

    `sides` are these two in words; `by` is a key of SPLITS. Return the change, None where it cannot be said.
    """
    column, condition, one = SPLITS[by]
    found = change(by_group(before, column), by_group(after, column))
    if found is None:
        empty = sides[0] if not by_group(before, column) else sides[1]
        tell(f"Nothing is decided in {empty.name}, so there is no change to explain.")
        return None
    names = page.practices if column == "practice_id" else {}
    _draw_sentences(found, sides, one, names)
    parts, opens = _parts(found, column), opener(column, condition, sides)
    if names:
        parts["practice_name"] = parts[column].map(names)
    said = f"What each {one} carries of the change, in points"
    _draw_bars(page, figures.change_parts(parts, column), column, "decided", opens, f"{key}_parts", said)
    page.table(parts, [column, *PARTS], key=f"{key}_parts", labels=_labels(one), on_open=opens)
    explain(HOW.format(one=one))
    _draw_reasons(page, reasons(_denied(before), _denied(after), found), sides, key)
    return found


def _draw_bars(page: Page, figure: Any, column: str, counted: str, opens: Opens, key: str, said: str) -> None:
    """Draw what parts carry; a click on a bar opens the rows of the later period behind it."""
    chosen: Any = st.plotly_chart(
        figure,
        key=f"{key}_chart",
        config=chart_config(key),
        on_select="rerun",
        selection_mode="points",
        alt=said,
    )
    points = chosen.selection.points
    conditions = opens({column: points[0]["customdata"][0]}, counted) if points else None
    if conditions is not None:
        page.show_rows(conditions, key=f"{key}_mark")
    st.caption("Choose a bar, or a count in the table, to see the rows behind it.")


def _draw_sentences(found: Change, sides: tuple[Side, Side], one: str, names: Mapping[str, str]) -> None:
    gap = newcombe(found.approved, found.decided, found.approved_before, found.decided_before)
    span = f" (95% interval {words.points(gap[1], gap[2])})" if gap else ""
    tell(
        f"{_sentence(sides[1].name)}: {_rate(found.approved, found.decided)}. "
        f"{_sentence(sides[0].name)}: {_rate(found.approved_before, found.decided_before)}. "
        f"Change: {_points(found.total)}{span}."
    )
    tell(
        f"{_points(found.mix)} by the mix of {one}s, {_points(found.within)} by the rates within {one}s."
        f"{_heaviest(found, one, names)}"
    )


def _heaviest(found: Change, one: str, names: Mapping[str, str]) -> str:
    """Name the group that carries most, where one moves with the change."""
    first = next((part for part in found.parts if part.total * found.total > 0), None)
    if first is None:
        return ""
    name = names.get(text_of(first.group)) or text_of(first.group) or f"{one} not given"
    return f" Most of it: {name}, {_points(first.total)}."


def _draw_reasons(page: Page, found: Sequence[Reason], sides: tuple[Side, Side], key: str) -> None:
    if not found:
        tell("Nothing was denied in either period.")
        return
    frame = pandas.DataFrame(
        [
            {
                "category": reason.reason,
                "denied_before": reason.denied_before,
                "denied": reason.denied,
                "carries": float(reason.total),
            }
            for reason in found
        ]
    )
    st.markdown(f"**{REASONS}**")
    note_heading(REASONS)
    opens = opener("category", "category", sides)
    said = "What each denial reason carries of the change, in points"
    _draw_bars(page, figures.reason_parts(frame), "category", "denied", opens, f"{key}_reasons", said)
    page.table(
        frame,
        key=f"{key}_reasons",
        labels={"category": "Reason", "denied_before": "Denied, before"},
        on_open=opens,
    )
    explain(
        "A reason carries minus the change of its share of the decided claims; together they are the change."
    )


def opener(column: str, condition: str, sides: tuple[Side, Side]) -> Opens:
    """Return what gives the conditions of the rows behind a count of a part: decided, approved or denied, in
    the later period, or with `_before` in the earlier one."""

    def rows_of(row: Mapping[str, Any], name: str) -> Conditions | None:
        outcome = name.removesuffix("_before")
        rows = sides[0 if outcome != name else 1].rows
        if outcome not in ("decided", "approved", "denied") or rows is None:
            return None
        return {condition: text_of(row[column]), "outcome": outcome, **rows}

    return rows_of


def _parts(found: Change, column: str) -> pandas.DataFrame:
    return pandas.DataFrame(
        [
            {
                column: part.group,
                "decided_before": part.decided_before,
                "approved_before": part.approved_before,
                "rate_before": _share(part.approved_before, part.decided_before),
                "decided": part.decided,
                "approved": part.approved,
                "approval_rate": _share(part.approved, part.decided),
                "mix": float(part.mix),
                "within": float(part.within),
                "carries": float(part.total),
            }
            for part in found.parts
        ]
    )


def _labels(one: str) -> dict[str, str]:
    return {
        "decided_before": "Decided, before",
        "approved_before": "Approved, before",
        "rate_before": "Rate before",
        "approval_rate": "Rate",
        "mix": f"By {one} mix, points",
    }


def _denied(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return by_reason([row for row in rows if row["denial_category"] is not None], "denial_category")


def _rate(approved: int, decided: int) -> str:
    counts = f"{approved:,} of {decided:,} approved"
    return f"{counts} ({words.percent(approved / decided)})" if decided >= words.FEW else counts


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _points(value: Any) -> str:
    return words.point_change(float(value))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Every payer in one table: how it decides, how soon, for how much; and which one to worry about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

import queries
from d9311.conditions.rows import Conditions
from d9311.frames import beside, records
from d9311.ui.behind.counts import text_of
from d9311.ui.export.controls import draw_export_of
from d9311.ui.links import PAYERS, list_link, way_in
from d9311.ui.page import Page
from d9311.ui.payers.worry import draw_worry, judged
from d9311.ui.show import words
from d9311.ui.show.drawn import COLUMN, intervals
from d9311.ui.show.heads import explain, tell
from d9311.ui.show.table import width_of_names

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]

COLUMNS = {
    "decided": 58, "approval_rate": 66, "drawn": COLUMN, "ci_low": 78, "against": 142,
    "median_days": 44, "p90_days": 54, "paid": 62, "denied_billed": 62, "underpaid_by": 60, "underpaid": 70,
    "denied": 60,
}  # fmt: skip
ROOM = (206, 240)  # pixels of a name, so that the table fits a window of 1280
OF_FEES = ("underpaid", "underpaid_by")
LABELS = {
    "approval_rate": "Approved", "drawn": "0 to 100%", "ci_low": "95% interval",
    "against": "Against others",
    "median_days": "Days", "p90_days": "9 of 10", "paid": "Plan paid", "denied_billed": "Denied $",
    "underpaid": "Below fee", "underpaid_by": "Short by",
}  # fmt: skip
BESIDE = ("payer_signals", "decision_time", "denied_amounts", "underpayments")
COUNTS: Mapping[str, Conditions] = {
    "decided": {"outcome": "decided"},
    "denied": {"outcome": "denied"},
    "underpaid": {"flag": "allowed below the fee"},
}


def draw_every(page: Page) -> None:
    """Draw the payer to worry about in a sentence, and every payer as a row that opens its card."""
    rates = page.run("approval_by_payer")
    if not len(rates):
        tell("No D9311 claim within the filters has reached a payer.")
        return
    frame = _ranked(_joined(page, rates))
    draw_worry(page, records(frame))
    has_fees = bool(frame["with_fee"].fillna(0).gt(0).any())
    columns = {name: width for name, width in COLUMNS.items() if has_fees or name not in OF_FEES}
    columns = {"payer": width_of_names(frame["payer"].dropna(), ROOM), **columns}
    page.table(
        frame, tuple(columns), key="every_payer", measure="approval_by_payer", labels=LABELS,
        on_open=_opened, export=False, widths=columns,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="every_payer_reach"):
        draw_export_of("every_payer", name="payers")
        page.definition("approval_by_payer", *(queries.describe(name) for name in BESIDE), key="every_payer")
        if not has_fees:
            label = "Enter your fees to see who pays below the contract"
            way_in(PAYERS, label, ":material/edit:", list_link(page.link))
    explain(
        "What is most surely low stands first: the upper end of the 95% interval decides. The dotted line "
        "is the rate of all together; grey: under 30 decided; under 5 no rate. Days from first sent to the "
        "first decision: half are decided by then, and 9 of 10. A click on a count opens its rows, any "
        "other cell the payer's card."
    )


def _joined(page: Page, rates: pandas.DataFrame) -> pandas.DataFrame:
    """Return the payers with what other measures say of each, as it stands there."""
    # without a fee nothing is known to be short
    fees = page.run("underpayments")
    told = fees.assign(**{name: fees[name].where(fees["with_fee"].gt(0)) for name in OF_FEES})
    days = page.run("decision_time").iloc[1:]
    rates = judged(page, rates).drop(columns="median_days")  # of the decided ones alone
    rates = beside(rates, days, ("median_days", "p90_days"), "payer")
    return beside(rates, told, ("with_fee", *OF_FEES), "payer")


def _ranked(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows with a picture of each interval: what is most surely low first, too few last."""
    ranked = frame.assign(is_few=frame["decided"] < words.FEW).sort_values(["is_few", "ci_high"])
    decided = int(frame["decided"].sum())
    pooled = float(frame["approved"].sum()) / decided if decided else None
    return (
        ranked.assign(drawn=intervals(records(ranked), pooled)).drop(columns="is_few").reset_index(drop=True)
    )


def _opened(row: Row, column: str) -> Conditions | str | None:
    """Return what a cell opens: the rows of its count, else the payer's card; a blank payer has none."""
    payer = text_of(row["payer"])
    return {"payer": payer, **COUNTS[column]} if column in COUNTS else payer or None

"""What a consultation brings: over all of them, and per hour where minutes are exported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.ui.counted import draw_counts, filled
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import explain

MEASURE = "net_yield"
COLUMNS = (
    "payer", "consultations", "billed", "undecided", "mature_share", "paid", "patient_share", "net",
    "net_yield", "timed", "minutes", "hourly_yield", "outside",
)  # fmt: skip
DATES = {
    "service": "By the day of the consultation.",
    "submitted": "By the day on which its claim was first sent; those never sent have none.",
    "decided": "By the day on which its claim was decided; those not decided have none.",
}
DEFINITION = (
    "What all payers paid and what the patient owes by the payer's last answer, over all consultations of "
    "the period: also those that were denied, never billed, or not decided yet."
)
ROWS = {"list": "consultations", "yield": "told"}


def draw_yield(page: Page) -> None:
    """Draw the yield of all consultations as cards, and by payer as a table."""
    page.section(
        "Net yield per consultation",
        "Paid by payers and owed by patients, over all consultations, also those denied or never billed. "
        f"{DATES[page.filters.date_basis]}",
    )
    if not page.has_or_says("consultations"):
        return
    frame = page.run(MEASURE)
    every = records(frame)[0]
    with st.container(key="cards_yield"):
        draw_brings(page, every)
        page.number(
            "An hour brings", every["hourly_yield"], kind="dollars", note=_hours(every),
            reason=_missing(every) if every["timed"] else "No consultation has duration_minutes.",
            rows={**ROWS, "yield": "timed"} if every["timed"] else None,
        )  # fmt: skip
        page.number(
            "Undecided yet", every["undecided"], note=_undecided(every), rows={**ROWS, "yield": "undecided"}
        )
    columns, left_out = filled(frame, COLUMNS, {})
    draw_counts(page, MEASURE, frame, columns)
    if left_out:
        explain(left_out)


def draw_brings(page: Page, every: Mapping[str, Any]) -> None:
    """Draw what a consultation brings as a card; `every` is the first row of `net_yield`."""
    page.number(
        "A consultation brings", every["net_yield"], kind="dollars", note=_over(every),
        reason=_missing(every), rows=ROWS, definition=DEFINITION,
    )  # fmt: skip


def _over(row: Mapping[str, Any]) -> str:
    if row["net"] is None:
        return ""
    return f"{words.dollars(row['net'])} over {words.plural(row['consultations'], 'consultation')}"


def _hours(row: Mapping[str, Any]) -> str:
    if row["hourly_yield"] is None:
        return ""
    return f"{row['minutes'] / 60:,.1f} hours of {words.plural(row['timed'], 'consultation')} with minutes"


def _undecided(row: Mapping[str, Any]) -> str:
    if not row["undecided"]:
        return "Nothing is open: the yield is final."
    settled = words.percent(row["mature_share"])
    return f"{settled} are settled; these count with what was paid so far, and may bring more"


def _missing(row: Mapping[str, Any]) -> str:
    """Say which money is not exported, and what is known all the same."""
    if not row["consultations"]:
        return "No consultation in this selection."
    if row["paid"] is None:
        return "Column paid_amount is missing in the claims of a practice."
    each = words.dollars(row["paid"] / row["consultations"])
    return f"Column patient_responsibility is missing in the claims of a practice. Paid alone: {each}."

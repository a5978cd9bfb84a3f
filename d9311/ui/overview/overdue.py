"""Claims that wait longer than usual: older than nine of ten of their payer's claims ever took."""

from __future__ import annotations

import streamlit as st

from d9311.frames import records
from d9311.ui.counted import draw_counts
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import tell

OVERDUE = {"flag": "slower than 9 of 10", "dates": "any"}
DEFINITION = (
    "Sent, still without a first decision, and older than the days within which 9 of 10 claims of that payer "
    "were decided; of all payers where the payer has fewer than ten decided claims. Ignores the period."
)


def draw_overdue_line(page: Page) -> None:
    """Say in a line, where there are any, how many claims wait longer than 9 of 10 took, and lead to them."""
    rows = [row for row in records(page.run("overdue_claims")) if row["overdue"]]
    if not rows:
        return
    overdue = words.plural(sum(row["overdue"] for row in rows), "claim waits", "claims wait")
    billed = words.dollars(sum(row["billed"] for row in rows))
    with st.container(horizontal=True, vertical_alignment="center", key="overdue_line"):
        tell(f"{overdue} longer than 9 of 10 of their payer's ever took ({billed} billed).")
        page.rows_behind("See the slow ones", **OVERDUE)


def draw_overdue_number(page: Page) -> None:
    """Show how many claims wait longer than 9 of 10 took, with the way to their rows."""
    rows = records(page.run("overdue_claims"))
    known = [row for row in rows if row["overdue"] is not None]
    waiting = sum(row["waiting"] for row in rows)
    page.number(
        "Slower than 9 of 10",
        sum(row["overdue"] for row in known) if known or not rows else None,
        better="down",
        definition=DEFINITION,
        reason="Not computable: too few claims are decided to say how long nine of ten take.",
        note=f"{words.dollars(sum(row['billed'] for row in known))} billed · of {waiting:,} that wait",
        rows=OVERDUE,
    )


def draw_overdue(page: Page) -> None:
    """Show each payer's waiting claims, how many of them are slow, and by which days."""
    page.section(
        "Slower than 9 of 10",
        "Claims that wait longer now than nine of ten of their payer's claims ever took: ask where they are.",
    )
    rows = page.run("overdue_claims")
    if not len(rows):
        tell("No claim waits for a first decision.")
        return
    pooled = [row["payer"] for row in records(rows) if row["basis"] == "all payers"]
    if pooled:
        tell(
            f"{', '.join(map(str, pooled))}: too few decided claims for days of their own, "
            "so those of all payers count."
        )
    if rows["basis"].isna().all():
        tell("Too few claims are decided to say how long nine of ten take, so none can be called slow.")
    draw_counts(page, "overdue_claims", rows)

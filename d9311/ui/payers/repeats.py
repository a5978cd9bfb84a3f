"""A payer's card, patterns of billing: same-day codes, repeats, and the limit that they point to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.frames import records
from d9311.ui.counted import draw_counts
from d9311.ui.page import Page
from d9311.ui.payers.card import Card
from d9311.ui.payers.limits import limit_in_words
from d9311.ui.payers.rows import draw_claims
from d9311.ui.show.heads import explain, note_heading, tell

if TYPE_CHECKING:
    import pandas

SAME_DAY = ("code", "episodes", "decided", "denied", "denial_rate")
NTH = ("nth", "episodes", "decided", "approved", "denied", "exhausted", "too_many")
LABELS = {
    "nth": "Consultation of that patient", "too_many": "Refused as too many", "exhausted": "Benefit used up",
    "days_since_approved": "Days since approved", "approved_before": "Approved before", "denial_code": "Code",
}  # fmt: skip
LIMITS = ("followed", "approved", "too_many", "denied_otherwise")
LIMIT_LABELS = {
    "followed": "After an approved one", "too_many": "Refused as too many",
    "denied_otherwise": "Denied otherwise",
}  # fmt: skip
REFUSED = (
    "days_since_approved",
    "approved_before",
    "service_date",
    "nth",
    "denial_code",
    "outcome",
    "billed",
    "episode_id",
)


def draw_same_day(card: Card) -> None:
    """Show the codes that were billed on the day of the consultation."""
    page = card.page
    explain("Evaluations and D9310 billed on the day of the consultation. To review, not a violation.")
    codes = page.run("same_day_codes")
    draw_counts(page, "same_day_codes", codes, SAME_DAY)


def draw_repeats(card: Card) -> None:
    """Say what a patient's second and third consultation point to, with the counts and claims folded."""
    page = card.page
    page.section("Repeat consultations")
    repeats, limits = page.run("repeat_consultations"), page.run("observed_limits")
    if not len(repeats):
        tell("No consultation of this payer can be counted in this period.")
        return
    firsts = sum(row["too_many"] for row in records(repeats) if row["nth"] == 1)
    row = records(limits)[0] if len(limits) else None
    tell(limit_in_words(row, firsts))
    with st.expander("Counts and claims of repeat consultations", type="compact"):
        explain("The first, second, third ... consultation of a patient with this payer.")
        draw_counts(page, "repeat_consultations", repeats, NTH, LABELS)
        if row is not None:
            _draw_limit(page, limits, row)


def _draw_limit(page: Page, limits: pandas.DataFrame, row: Mapping[str, Any]) -> None:
    """Show the counts and the claims that the limit is read from."""
    note_heading("The limit that they point to")
    draw_counts(page, "observed_limits", limits, LIMITS, LIMIT_LABELS)
    if row["too_many"]:
        refused = page.session.listing("payer_repeats", page.filters)
        note_heading("Refused as too many")
        caption = "Refused as too many after an approved one, the soonest first"
        draw_claims(page, refused, REFUSED, key="too_many", labels=LABELS, caption=caption)

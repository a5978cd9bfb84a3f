"""A payer's card, patterns of billing: same-day codes, repeats, and the limit that they point to."""

from __future__ import annotations

import streamlit as st

from d9311.ui.payers.card import Card
from d9311.ui.payers.limits import limit_in_words
from d9311.ui.payers.rows import draw_claims, draw_counts
from d9311.ui.show.frames import records

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
    page.section(
        "Same-day codes",
        "Evaluations and D9310 billed on the day of the consultation. To review, not a violation.",
    )
    codes = page.run("same_day_codes")
    draw_counts(page, "same_day_codes", codes, SAME_DAY)


def draw_repeats(card: Card) -> None:
    """Show how a patient's second and third consultation fare, and what that points to."""
    page = card.page
    page.section(
        "Repeat consultations", "The first, second, third ... consultation of a patient with this payer."
    )
    repeats = page.run("repeat_consultations")
    if not len(repeats):
        st.text("No consultation of this payer can be counted in this period.")
        return
    draw_counts(page, "repeat_consultations", repeats, NTH, LABELS)
    firsts = [row["too_many"] for row in records(repeats) if row["nth"] == 1]
    _draw_limit(card, sum(firsts))


def _draw_limit(card: Card, first_refused: int) -> None:
    """Say what the repeats point to, with the counts and the claims that say so."""
    page = card.page
    limits = page.run("observed_limits")
    row = records(limits)[0] if len(limits) else None
    with st.container(border=True, key="limit_box"):
        st.text(limit_in_words(row, first_refused))
    if row is None:
        return
    draw_counts(page, "observed_limits", limits, LIMITS, LIMIT_LABELS)
    if row["too_many"]:
        refused = page.session.listing("payer_repeats", page.filters)
        caption = "Refused as too many after an approved one, the soonest first"
        draw_claims(page, refused, REFUSED, key="too_many", labels=LABELS, caption=caption)

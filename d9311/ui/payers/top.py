"""The top of a payer's card: who, the verdict, and the headline figures of the period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.statistics.intervals import wilson
from d9311.ui.payers.card import Card, filters_in_words
from d9311.ui.payers.money import draw_allowed_figures
from d9311.ui.show import words
from d9311.ui.show.accounted import in_words
from d9311.ui.show.headline import CARDS
from d9311.ui.show.heads import explain, note_said, say
from d9311.ui.show.verdicts import more_needed, verdict

Row = Mapping[str, Any]

DAYS = (
    "Days from first sent to first decision, claims that still wait counted as waiting (Kaplan-Meier): "
    "the day by which half, and nine in ten, are decided."
)
DEFINITIONS = {card.value: card.definition for card in CARDS}


def draw_top(card: Card) -> None:
    """Show the payer's name, what the numbers are of, the verdict and the headline figures."""
    page = card.page
    with st.container(gap="xxsmall", key="payer_name"):
        st.header(words.literal(card.payer), anchor=False)
        as_of = page.filters.as_of or page.facts["as_of"]
        st.caption(
            words.literal(f"{filters_in_words(page.filters, page.practices)} · as of {words.day(as_of)}")
        )
    _draw_verdict(card)
    with st.container(key="cards_payer"):
        _draw_rates(card)
        _draw_days(card)
        _draw_money(card, "paid", "Plan paid")
        draw_allowed_figures(card)
    if account := page.account("approval"):
        explain(f"Approval rate. {in_words(account)}")
    with st.expander("Billed, allowed, and whether the plan paid something", type="compact"):
        with st.container(key="cards_payer_more"):
            _draw_money(card, "billed", "Billed")
            _draw_money(card, "allowed", "Allowed")
            _draw_paid_rate(card)
        page.definition("approval_by_payer")


def _draw_verdict(card: Card) -> None:
    """Say what the counts carry, against all payers in the filter."""
    signals = card.page.run("payer_signals", replace(card.page.filters, payers=None))
    group = records(signals[signals["payer"] == card.payer])[0]
    with st.container(border=True, key="verdict_box", gap="xxsmall"):
        say(verdict(group, "payers"))
        if more := more_needed(group, "payers"):
            note_said(more)
            st.caption(words.literal(more))


def _draw_rates(card: Card) -> None:
    page, row = card.page, card.figures
    known = row["first_approval_rate"] is not None
    page.number(
        "Approval rate",
        row["approval_rate"],
        kind="rate",
        numerator=row["approved"],
        denominator=row["decided"],
        interval=(row["ci_low"], row["ci_high"]),
        definition=DEFINITIONS["approval_rate"],
        rate="approval",
        reason="Nothing is decided in this period.",
        rows={"outcome": "decided"},
        part={"outcome": "approved"},
    )
    page.number(
        "Approved at first decision",
        row["first_approval_rate"],
        kind="rate",
        numerator=row["first_approved"] if known else None,
        denominator=row["first_decided"] if known else None,
        interval=wilson(row["first_approved"], row["first_decided"]),
        definition=DEFINITIONS["first_approval_rate"],
        rate="first",
        reason="Not computable: the export keeps no history of decisions, or nothing is decided.",
        rows={"outcome": "counted", "first": "decided"},
        part={"first": "approved"},
    )


def _draw_paid_rate(card: Card) -> None:
    row = card.figures
    of = row["decided"] + row["exhausted"]
    card.page.number(
        "Plan paid something",
        row["paid_rate"],
        kind="rate",
        numerator=row["paid_lines"],
        denominator=of,
        interval=wilson(row["paid_lines"] or 0, of),
        definition=DEFINITIONS["paid_rate"],
        rate="paid",
        reason="Nothing is decided in this period, or column paid_amount is missing.",
        rows={"outcome": "adjudicated"},
        part={"flag": "paid by the plan"},
    )


def _draw_days(card: Card) -> None:
    times = card.page.run("decision_time")
    own = records(times[times["payer"] == card.payer])
    row: Row = own[0] if own else {"median_days": None, "p90_days": None, "episodes": None}
    late = row["p90_days"]
    note = f"nine in ten within {words.days(late)}" if late is not None else "nine in ten: not reached yet"
    card.page.number(
        "Days to the first decision",
        row["median_days"],
        kind="days",
        denominator=row["episodes"],
        definition=DAYS,
        note=note if own else "",
        reason="No claim has a date sent, or fewer than half are decided.",
        rows={"flag": "waited for a decision"},
    )


def _draw_money(card: Card, name: str, label: str) -> None:
    card.page.number(
        label,
        card.figures[name],
        kind="dollars",
        denominator=card.figures["episodes"],
        definition=MONEY[name],
        reason=f"Cannot be computed from this export: column {name}_amount is missing.",
        rows={"outcome": "counted"},
        sums=name,
    )


MONEY = {
    "billed": "The sum billed on these episodes, once each, however often they were sent.",
    "allowed": "The sum allowed on these episodes, by the decision that counts; "
    "what is not known adds nothing.",
    "paid": DEFINITIONS["paid"],
}

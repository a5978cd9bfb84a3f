"""A payer's card, money: what is allowed against the contract, and who owes what was denied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.home import is_read_only
from d9311.ui.counted import draw_counts
from d9311.ui.links import DATA, PAYERS, list_link, way_in
from d9311.ui.payers.card import Card
from d9311.ui.payers.rows import draw_claims
from d9311.ui.show import words
from d9311.ui.show.heads import explain, tell

Row = Mapping[str, Any]

ALLOWED = (
    "Median of what was allowed on approved episodes whose export says it; a 0 is taken for not said. "
    "In brackets the lowest and the highest."
)
UNDERPAID = (
    "Approved episodes allowed below the expected fee: the plan's fee before the payer's, the newest that is "
    "effective on or before the day of service. The sum of the differences; what was allowed above the fee "
    "elsewhere is not deducted."
)
BY_PLAN = ("plan_name", "approved", "allowed_known", "median_allowed", "lowest_allowed", "highest_allowed")
BY_FEE = ("with_fee", "underpaid", "underpaid_by")
SHORT = ("underpaid_by", "allowed", "expected_fee", "service_date", "plan_name", "outcome",
         "fee_effective_date", "decided", "episode_id")  # fmt: skip
LABELS = {
    "underpaid_by": "Short by",
    "fee_effective_date": "Fee since",
    "with_fee": "With a fee",
    "underpaid": "Below it",
}
NO_FEES = (
    "To see underpayments, enter this payer's fee, or load a fees.csv with the columns payer_name and "
    "expected_fee (plan_name and effective_date if fees differ)."
)
NOT_NAMED = "Your list of fees names none of this payer."
OWED = ("owed_by", "group_code", "episodes", "denied_amount", "with_amount", "billed")
OWED_LABELS = {
    "owed_by": "Who owes it", "group_code": "Group code", "denied_amount": "Denied amount",
    "with_amount": "Amount on the claim",
}  # fmt: skip


def draw_allowed_figures(card: Card) -> None:
    """Show what is usually allowed, and how far it stays below the contract, as headline figures."""
    found = records(card.page.run("underpayments"))
    if found:
        fees = records(card.page.session.listing("payer_fees", card.page.filters))
        _draw_figures(card, found[0], has_fees=bool(fees))


def draw_allowed(card: Card) -> None:
    """Show the allowed amounts, by plan if there are several, and every claim below its expected fee."""
    page = card.page
    explain("What this payer allowed on approved episodes, against your contract.")
    found = records(page.run("underpayments"))
    if not found:
        tell("Nothing of this payer is approved in this period.")
        return
    fees = records(page.session.listing("payer_fees", page.filters))
    plans = page.run("underpayments_by_plan")
    if len(plans) > 1:
        names = BY_PLAN + BY_FEE if fees else BY_PLAN
        draw_counts(page, "underpayments_by_plan", plans, names, LABELS)
    else:
        page.definition("underpayments")
    _draw_fees(card, fees, found[0])


def _draw_fees(card: Card, fees: Sequence[Row], row: Row) -> None:
    """Show the fees of the contract and each claim below its own, or how to add them."""
    page = card.page
    if not fees:
        is_loaded = records(page.session.listing("payer_lists"))[0]["fees"] > 0
        explain(NOT_NAMED if is_loaded or is_read_only() else NO_FEES)
        with st.container(horizontal=True, key="payer_fees_links"):
            way_in(PAYERS, "Enter a fee", ":material/edit:", list_link(page.link))
            way_in(DATA, "Load a fee schedule", ":material/upload_file:", page.link)
        return
    tell(f"In your list of fees: {'; '.join(fee_in_words(fee) for fee in fees)}.")
    way_in(PAYERS, "Edit the fees", ":material/edit:", list_link(page.link))
    if row["underpaid"]:
        short = page.session.listing("payer_underpayments", page.filters)
        caption = "Each claim allowed below its fee, the largest difference first"
        draw_claims(page, short, SHORT, key="underpaid", labels=LABELS, caption=caption)


def fee_in_words(fee: Row) -> str:
    """Write a row of the listing `payer_fees`: `PPO $90.00 since 1 Jan 2025`."""
    since = f" since {words.day(fee['effective_date'])}" if fee["effective_date"] else ""
    return f"{fee['plan_name'] or 'every plan'} ${fee['expected_fee']:,.2f}{since}"


def _draw_figures(card: Card, row: Row, *, has_fees: bool) -> None:
    low, high = row["lowest_allowed"], row["highest_allowed"]
    card.page.number(
        "Median allowed",
        row["median_allowed"],
        kind="dollars",
        denominator=row["allowed_known"],
        note=f"from {words.dollars(low)} to {words.dollars(high)}" if low is not None else "",
        definition=ALLOWED,
        reason="The export says of no approved episode what was allowed.",
        rows={"flag": "allowed amount known"},
    )
    if has_fees:
        card.page.number(
            "Allowed below the expected fee",
            row["underpaid_by"] if row["with_fee"] else None,
            kind="dollars",
            note=f"{row['underpaid'] or 0:,} of {words.plural(row['with_fee'], 'claim')} with a "
            "fee and an allowed amount",
            definition=UNDERPAID,
            reason="No approved episode has both an allowed amount and a fee in force.",
            rows={"flag": "allowed below the fee"},
        )


def draw_owed(card: Card) -> None:
    """Show by group code who owes what was finally denied."""
    page = card.page
    explain(
        "CO and PI: the practice writes it off or appeals, the patient is not billed. "
        "PR: the patient owes it. Any other group, or none: read the EOB first."
    )
    owed = page.run("denied_amounts")
    if not len(owed):
        tell("Nothing of this payer is finally denied in this period.")
        return
    draw_counts(page, "denied_amounts", owed, OWED, OWED_LABELS)

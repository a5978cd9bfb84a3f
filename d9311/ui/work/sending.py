"""Before sending: the claims that no payer has decided, what each fails, how often each check was right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from d9311.figures.words import failures
from d9311.ui.behind.claims import draw_claim_rows
from d9311.ui.counted import draw_counts, filled
from d9311.ui.linked import linked_switch
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import explain

if TYPE_CHECKING:
    import pandas

CLAIMS = (
    "breaks", "failed", "payer", "claim_ids", "service_date", "outcome", "billed", "failed_off",
    "practice_id", "provider_id",
)  # fmt: skip
CHECKS = (
    "fails", "is_on", "flagged", "caught", "false_alarms", "missed", "caught_rate", "ci_low",
    "earlier_failed", "earlier_failed_denied",
)  # fmt: skip
WIDTHS = {"failed": 220, "payer": 190, "failed_off": 260}
LABELS = {
    "breaks": "Breaks the rule", "failed": "Fails", "failed_off": "Fails, not shown to tell",
    "claim_ids": "Claim", "fails": "Check",
    "is_on": "On", "flagged": "Flagged", "caught": "Denied", "false_alarms": "False alarms",
    "missed": "Denied, not flagged", "earlier_failed": "Failed earlier",
    "earlier_failed_denied": "Denied earlier",
}  # fmt: skip


def draw_sending(page: Page) -> None:
    """Draw the claims that fail a check that is on, then the others, then the checks."""
    claims, checks = page.run("before_sending"), page.run("sending_checks")
    if not len(claims):
        st.info("No claim waits to be sent or for its first decision.", icon=":material/check:")
    else:
        _draw_claims(page, claims)
    _draw_checks(page, checks)


def _draw_claims(page: Page, claims: pandas.DataFrame) -> None:
    failing = claims[claims["failed"].notna() | claims["breaks"].notna()].reset_index(drop=True)
    st.markdown(
        f"**{words.plural(len(failing), 'claim')}** of {words.count(len(claims))} that no payer has decided "
        "break a rule that you noted, or fail a check that has told before."
    )
    every = linked_switch("every", "Show those that pass, too")
    shown = claims if every else failing
    if not len(shown):
        return
    written = shown.assign(failed=shown["failed"].map(failures), failed_off=shown["failed_off"].map(failures))
    columns, left_out = filled(written, CLAIMS, LABELS)
    draw_claim_rows(
        page.link, written, columns, key=f"sending_{every}", measure="before_sending", labels=LABELS,
        widths={name: width for name, width in WIDTHS.items() if name in columns},
    )  # fmt: skip
    if left_out:
        explain(left_out)


def _draw_checks(page: Page, checks: pandas.DataFrame) -> None:
    page.section(
        "How often each check was right",
        "Chosen on the practice's earlier months, counted on the later ones. A check is on where claims that "
        "failed it were denied more often beyond chance; association, not cause.",
    )
    if not len(checks):
        st.info("No check can be tried: no claim has a decision.", icon=":material/block:")
        return
    since = checks["later_from"].iloc[0]
    on = int(checks["is_on"].sum())
    st.caption(f"{on} of {len(checks)} are on. Counted on claims sent since {words.day(since)}.")
    draw_counts(page, "sending_checks", checks.assign(fails=checks["check"].map(failures)), CHECKS, LABELS)

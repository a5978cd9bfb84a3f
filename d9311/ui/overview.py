"""What the Overview shows, from top to bottom: headline figures, what needs attention, gaps, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from d9311.figures.words import words as phrase
from d9311.ui import words
from d9311.ui.conditions import Conditions
from d9311.ui.frames import records
from d9311.ui.page import Page
from d9311.ui.rows_panel import rows_of

DEFINITIONS = {
    "approval": "Approved / decided, by the final outcome. Applied to the deductible or coinsurance is approved; "
    "pending, exhausted benefits and unclear outcomes are in neither number.",
    "first": "Approved / decided, by the payer's first decision, before any appeal or correction.",
    "strict": "Consultations whose record holds every required element that the export has. Presence, not adequacy.",
    "paid": "What primary plans paid on these episodes, take-backs deducted.",
    "paid_rate": "Episodes on which the plan paid more than zero / decided or exhausted episodes.",
    "days": "Median of the days from first sent to first decision, over episodes that have both dates.",
    "episodes": "One billed consultation at one payer, however often it was sent. Void, unsent, rejected and "
    "capitated ones are not counted.",
    "consultations": "Consultations recorded in the chart, billed or not.",
}
ATTENTION = (
    ("open_over_60_days", "Open over 60 days", {"flag": "open over 60 days", "dates": "any"},
     "Pending, or sent again after a denial, more than 60 days after it was first sent. Ignores the period."),
    ("denied_not_appealed", "Denied, not appealed", {"flag": "denied, not appealed"},
     "Finally denied, no appeal and no resend on the way, and the payer does not exclude an appeal."),
    ("never_billed", "Consulted, never billed", {"list": "consultations", "bucket": "consulted, never billed"},
     "A consultation in the chart to which no D9311 claim belongs: money left."),
    ("without_record", "Billed without record", {"bucket": "billed without record"},
     "A D9311 billing to which no consultation in the chart belongs: exposed in an audit."),
)  # fmt: skip


def draw_headline(page: Page) -> None:
    """Show the headline figures of the period against the period before."""
    now: Mapping[str, Any] = records(page.run("overview"))[0]
    history = page.run("approval_trend", replace(page.filters, date_from=None))
    payers = page.run("approval_by_payer")
    strict = records(page.run("documentation_gaps"))[-1]
    firsts = [int(payers[name].sum()) for name in ("first_approved", "first_decided")]
    decided_before = (now["approved_previous"], now["decided_previous"]) if now["decided_previous"] else None
    with st.container(key="cards_headline"):
        page.number(
            "Approval rate", now["approval_rate"], kind="rate", numerator=now["approved"], denominator=now["decided"],
            interval=(now["ci_low"], now["ci_high"]), previous=now["approval_rate_previous"],
            previous_of=decided_before, trend=_series(history, "approval_rate"), definition=DEFINITIONS["approval"],
            rows={"outcome": "decided"}, reason="nothing is decided yet",
        )  # fmt: skip
        page.number(
            "Approved at first decision", now["first_approval_rate"], kind="rate", numerator=firsts[0],
            denominator=firsts[1], previous=now["first_approval_rate_previous"], definition=DEFINITIONS["first"],
            rows={"outcome": "counted", "first": "decided"},
            reason="" if page.facts["keeps_history"] else "the export keeps no history of decisions",
        )  # fmt: skip
        page.number(
            "Records that are complete", now["strict_pass_rate"], kind="rate", numerator=now["strict_pass"],
            denominator=strict["applicable"], previous=now["strict_pass_rate_previous"],
            definition=DEFINITIONS["strict"], rows={"list": "consultations", "element": "strict", "state": "missing"},
            reason="the consultations export holds none of the required elements",
        )  # fmt: skip
        page.number(
            "Plans paid", now["paid"], kind="dollars", previous=now["paid_previous"], definition=DEFINITIONS["paid"],
            trend=_series(history, "paid"), rows={"flag": "paid by the plan"},
            reason="column paid_amount is missing",
        )  # fmt: skip
        page.number(
            "Days to the decision", now["median_days"], kind="days", previous=now["median_days_previous"],
            better="down", definition=DEFINITIONS["days"], rows={"outcome": "decided"},
            reason="no episode has both a date sent and a decision date",
        )  # fmt: skip
        page.number(
            "D9311 episodes", now["episodes"], previous=now["episodes_previous"], better="neither",
            trend=_series(history, "episodes"), definition=DEFINITIONS["episodes"], rows={"outcome": "counted"},
        )  # fmt: skip
    before = words.period(now["previous_from"], now["previous_to"])
    if now["decided_previous"] is None:
        st.caption("The data do not reach back far enough for a period of this length before it.")
    else:
        st.caption(
            f"Changes are against the period of the same length before, {before}. Small lines: month by month."
        )


def draw_attention(page: Page) -> None:
    """Show what needs work now, each with its dollars and the way to its rows."""
    now = records(page.run("overview"))[0]
    page.section("Needs attention")
    with st.container(key="cards_attention"):
        for name, label, conditions, definition in ATTENTION:
            page.number(label, now[name], better="down", definition=definition, rows=conditions,
                        previous=now[f"{name}_previous"], note=_worth(page, conditions))  # fmt: skip


def draw_gaps(page: Page) -> None:
    """Show the three gaps of the record that most first denials have."""
    page.section(
        "Documentation gaps that go with most denials", "They go together; that is no proof of a cause."
    )
    gaps = page.run("documentation_gaps")
    gaps = gaps[gaps["exported"] & (gaps["element"] != "strict") & (gaps["with_gap_denied"] > 0)]
    worst = records(gaps.sort_values(["with_gap_denied", "missing"], ascending=False).head(3))
    if not worst:
        st.text("No denied episode has a gap in its record.")
        return
    with st.container(key="cards_gaps"):
        for gap in worst:
            page.number(
                f"{phrase(gap['element']).capitalize()} missing", gap["missing_rate"], kind="rate",
                numerator=gap["missing"], denominator=gap["applicable"],
                interval=(gap["ci_low"], gap["ci_high"]), note=_denied(gap),
                rows={"list": "consultations", "element": gap["element"], "state": "missing"},
            )  # fmt: skip


def draw_files(page: Page) -> None:
    """Show which files are behind the numbers and how far they reach."""
    files = page.session.listing("imports")
    facts = page.facts
    page.section("Where the numbers come from")
    st.text(
        f"Newest service date {words.day(facts['last_service_date'])}, newest decision "
        f"{words.day(facts['newest_decision_date'])}; {words.plural(facts['rows_set_aside'], 'row')} set aside."
    )
    page.table(
        files,
        ("file_name", "kind", "imported_at", "rows_read", "rows_kept", "rows_set_aside"),
        key="files",
        export=False,
    )
    st.page_link(
        "pages/data.py", label="All about the data", icon=":material/database:", query_params=page.link
    )


def _worth(page: Page, conditions: Conditions) -> str:
    rows = rows_of(page, conditions)
    if "billed" not in rows or not len(rows):
        return ""
    oldest = int(rows["age_days"].max())
    return f"{words.dollars(rows['billed'].sum())} billed, the oldest {words.plural(oldest, 'day')} old"


def _denied(gap: Mapping[str, Any]) -> str:
    with_gap, without = gap["with_gap_decided"], gap["without_gap_decided"]
    return (
        f"First denied: {_share(gap['with_gap_denied'], with_gap)} with the gap, "
        f"{_share(gap['without_gap_denied'], without)} without"
    )


def _share(part: int, whole: int) -> str:
    return f"{words.percent(part / whole)} ({part}/{whole})" if whole >= words.FEW else f"{part} of {whole}"


def _series(frame: Any, column: str) -> list[float | None]:
    return [
        None if value is None else float(value)
        for value in (row[column] for row in records(frame) if row["month"])
    ]

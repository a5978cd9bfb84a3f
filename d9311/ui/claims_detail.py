"""One episode or consultation, opened: what happened, why, what the record holds, and what comes next."""

from __future__ import annotations

from typing import Any

import streamlit as st

from d9311.figures.words import words as phrase
from d9311.ui import words
from d9311.ui.claims_list import CHECKS, ELEMENTS
from d9311.ui.frames import records
from d9311.ui.page import Page
from d9311.ui.rules import OUTCOMES, next_step, why

LINES = (
    "position", "submission_type", "submitted_date", "adjudicated_date", "status", "billed_amount", "allowed_amount",
    "paid_amount", "adjustment_codes", "outcome", "why", "claim_id", "line_number", "payer", "payer_order",
    "appeal_outcome", "file_name", "line",
)  # fmt: skip
RECORD = (
    ("consultation_date", "Date"), ("consultation_time", "Time"), ("method", "Method"),
    ("professional_name", "Consulted"), ("professional_credential", "Credential"),
    ("professional_specialty", "Specialty"), ("scenario", "Scenario"), ("medical_condition", "Medical condition"),
    ("planned_procedure", "Planned procedure"), ("reason", "Reason"), ("outcome", "Outcome"),
    ("treatment_change", "Change of treatment"), ("correspondence_on_file", "Correspondence"),
    ("verbal_summary", "Verbal summary"), ("recorded_at", "Written"), ("signed_by", "Signed by"),
    ("signed_at", "Signed"),
)  # fmt: skip
MARKS = {True: ":material/check_circle:", False: ":material/cancel:", None: ":material/remove:"}
SAID = {True: "yes", False: "no", None: "not applicable or not exported"}


def is_open() -> bool:
    """Say whether the link asks for one episode or consultation."""
    return "episode" in st.query_params or "consultation" in st.query_params


def draw_open(page: Page) -> None:
    """Draw what the link asks for, with the way back to the list."""
    st.button("Back to the list", icon=":material/arrow_back:", type="tertiary", key="back", on_click=_close)
    if "episode" in st.query_params:
        found = page.session.listing("episodes", page.filters)
        row = records(found[found["episode_id"] == st.query_params["episode"]])
        _draw_episode(page, row[0]) if row else _draw_absent()
        return
    practice, _, consultation = st.query_params["consultation"].partition("|")
    _draw_consultation(page, practice, consultation)


def _draw_episode(page: Page, row: dict[str, Any]) -> None:
    st.subheader(
        f"{OUTCOMES.get(row['outcome'], row['outcome'])}: {words.literal(row['payer'])}", anchor=False
    )
    facts = (
        f"Service {words.day(row['service_date'])} · first sent {words.day(row['first_submitted'])} · decided "
        f"{words.day(row['decided'])} · billed {words.dollars(row['billed'])} · plan paid {words.dollars(row['paid'])} · "
        f"patient {row['patient']} · provider {row['provider_id'] or words.UNKNOWN}"
    )
    st.text(facts)
    with st.container(border=True, key="why_box"):
        st.markdown(f"**Why {OUTCOMES.get(row['outcome'], 'this').lower()}?**")
        st.text(why(row["rule"]))
        _draw_denial(page, row)
        if row["attention"]:
            st.text(
                f"On the worklist: {row['attention']}, {words.plural(row['age_days'], 'day')} since it was first sent."
            )
    st.markdown("**Rows in the claims file**")
    lines = page.session.listing("claim_lines", page.everything, episode=row["episode_id"])
    page.table(
        lines.assign(why=[why(rule) for rule in lines["rule"]]), LINES, key="lines", labels={"why": "Why"}
    )
    left, right = st.columns(2)
    with right:
        _draw_checks(row)
    with left:
        if row["consultation_id"]:
            _draw_record(page, row["practice_id"], row["consultation_id"], row["link"])
        else:
            st.markdown("**No consultation in the chart belongs to this billing**")
            st.text("Find the record, or write down why there is none, before an auditor asks.")


def _draw_denial(page: Page, row: dict[str, Any]) -> None:
    code = row["denial_code"]
    if row["outcome"] != "denied":
        return
    listed = page.session.listing("denial_codes")
    known = records(listed[listed["code"] == code]) if code else []
    if not known:
        st.text("The export gives no denial code that the list knows: enter the EOB's reason.")
        return
    meaning = known[0]
    group = f" ({row['group_code']})" if row["group_code"] else ""
    st.text(f"{meaning['kind']} {code}{group}, {phrase(row['denial_category'])}: {meaning['meaning']}.")
    st.text(f"Next: {next_step(meaning['next_step'], meaning['route'], row['group_code'])}")


def _draw_checks(row: dict[str, Any]) -> None:
    st.markdown("**Billing checks**")
    for name in CHECKS:
        _mark(row[f"check_{name}"], phrase(name))
    if row["same_day_codes"]:
        st.text(f"Same-day codes to review: {row['same_day_codes'].replace(';', ', ')}")


def _draw_consultation(page: Page, practice: str, consultation: str) -> None:
    _draw_record(page, practice, consultation, None)


def _draw_record(page: Page, practice: str, consultation: str, link: str | None) -> None:
    found = records(
        page.session.listing("consultation", page.everything, practice=practice, consultation=consultation)
    )
    if not found:
        _draw_absent()
        return
    record = found[0]
    how = f", linked by {link}" if link else f", {record['ledger_bucket']}"
    st.markdown(f"**Consultation {words.literal(consultation)}**{words.literal(how)}")
    for name in ELEMENTS:
        if name != "strict":
            _mark(record[f"element_{name}"], phrase(name))
    with st.expander("The record as exported", type="compact"):
        for name, label in RECORD:
            if record[name] is not None:
                st.caption(label)
                st.text(record[name])


def _mark(value: bool | None, label: str) -> None:
    st.markdown(f"{MARKS[value]} {label.capitalize()}: {SAID[value]}")


def _draw_absent() -> None:
    st.info(
        "This is not in the data, or not among the practices that you may see.", icon=":material/search_off:"
    )


def _close() -> None:
    for name in ("episode", "consultation"):
        if name in st.query_params:
            del st.query_params[name]

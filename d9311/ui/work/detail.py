"""One episode or consultation, opened: what happened, why, what the record holds, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from d9311.columns import ELEMENT_COLUMNS
from d9311.conditions.rows import CHECKS
from d9311.figures.words import words as phrase
from d9311.findings import on_claim
from d9311.frames import records
from d9311.ui.links import PAYERS, card_link, page_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.facts import draw_checklist, draw_facts
from d9311.ui.show.late import late_sentence
from d9311.ui.show.rules import OUTCOMES, next_step, why

LINES = (
    "position", "submission_type", "submitted_date", "adjudicated_date", "status", "billed_amount",
    "allowed_amount", "paid_amount", "adjustment_codes", "outcome", "why", "claim_id", "line_number", "payer",
    "payer_order", "appeal_outcome", "file_name", "line",
)  # fmt: skip
LINE_LABELS = {
    "position": "Order", "submission_type": "Kind", "submitted_date": "Sent", "adjudicated_date": "Decided",
    "billed_amount": "Billed", "allowed_amount": "Allowed", "paid_amount": "Paid",
    "adjustment_codes": "Codes", "why": "Why", "line": "Line in the file",
}  # fmt: skip
FURTHER = ("scenario", "medical_condition", "planned_procedure", "treatment_change", "recorded_at",
           "signed_by", "signed_at", "duration_minutes")  # fmt: skip

Row = Mapping[str, Any]


def is_open() -> bool:
    """Say whether the link asks for one episode or consultation."""
    return "episode" in st.query_params or "consultation" in st.query_params


def draw_open(page: Page) -> None:
    """Draw what the link asks for, with the way back to the list."""
    st.button("Back to the list", icon=":material/arrow_back:", type="tertiary", key="back", on_click=_close)
    if "episode" in st.query_params:
        found = page.session.listing("episodes", page.everything)
        row = records(found[found["episode_id"] == st.query_params["episode"]])
        _draw_episode(page, row[0]) if row else _draw_absent()
        return
    practice, _, consultation = st.query_params["consultation"].partition("|")
    draw_record(page, practice, consultation, {})


def _draw_episode(page: Page, row: Row) -> None:
    said = OUTCOMES.get(row["outcome"], str(row["outcome"]))
    st.header(f"{said}: {words.literal(row['payer'])}", anchor=False)
    page_link(PAYERS, "Payer card", ":material/contact_page:", card_link(page.link, row["payer"]))
    _draw_facts(row)
    _draw_why(page, row, said)
    page.section(
        "Rows in the claims file", "In the order in which they were decided; the last decision counts."
    )
    lines = page.session.listing("claim_lines", page.everything, episode=row["episode_id"])
    page.table(
        lines.assign(why=[why(rule) for rule in lines["rule"]]), LINES, key="lines", labels=LINE_LABELS
    )
    left, right = st.columns(2)
    with left:
        if row["consultation_id"]:
            draw_record(page, row["practice_id"], row["consultation_id"], row)
        else:
            missing = "find it, or note why there is none, before an auditor asks"
            draw_checklist(
                "No consultation in the chart belongs to this billing", [(False, "Record", missing)]
            )
    with right:
        draw_checklist("Billing checks", _checks(row))


def _draw_facts(row: Row) -> None:
    draw_facts(
        [
            ("Claim", (row["claim_ids"] or "").replace(";", ", ")),
            ("Service", row["service_date"]),
            ("First sent", row["first_submitted"]),
            ("Decided", row["decided"]),
            ("Billed", words.dollars(row["billed"])),
            ("Allowed", words.dollars(row["allowed"])),
            ("Plan paid", words.dollars(row["paid"])),
            ("Patient", row["patient"]),
            ("Provider", row["provider_id"]),
            ("Practice", row["practice_name"]),
            ("Plan", row["plan_name"]),
        ]
    )


def _draw_why(page: Page, row: Row, said: str) -> None:
    with st.container(border=True, key="why_box"):
        st.markdown(f"**Why “{said.lower()}”?**")
        st.text(why(row["rule"]))
        _draw_denial(page, row)
        for one in records(
            page.session.listing("episode_findings", page.everything, episode=row["episode_id"])
        ):
            if found := on_claim(one["rule"], one["amount"], one["other_amount"], one["number"]):
                st.text(found)
        if row["attention"]:
            age = words.plural(row["age_days"], "day")
            st.text(f"On the worklist: {row['attention']}; {age} since it was first sent.")


def _draw_denial(page: Page, row: Row) -> None:
    if row["outcome"] != "denied":
        return
    code = row["denial_code"]
    listed = page.session.listing("denial_codes")
    known = records(listed[listed["code"] == code]) if code else []
    if not known:
        st.text("The export gives no denial code that the list knows: enter the EOB's reason.")
        return
    meaning = known[0]
    group = f"{row['group_code']}-" if row["group_code"] else ""
    st.text(f"{meaning['kind']} {group}{code}, {phrase(row['denial_category'])}: {meaning['meaning']}.")
    st.text(f"Next step: {next_step(meaning['next_step'], meaning['route'], row['group_code'])}")


def _checks(row: Row) -> Iterator[tuple[bool | None, str, Any]]:
    for name in CHECKS:
        value = row["same_day_codes"] if name == "no_same_day_codes" else None
        said = (
            f"review {value.replace(';', ', ')}"
            if value
            else {True: "passed", False: "failed"}.get(row[f"check_{name}"])
        )
        yield row[f"check_{name}"], phrase(name).capitalize(), said


def draw_record(page: Page, practice: str, consultation: str, episode: Row) -> None:
    """Show the checklist of a record; `episode`: the one that it is opened for, empty where it is none."""
    found = page.session.listing(
        "consultation", page.everything, practice=practice, consultation=consultation
    )
    if not len(found):
        _draw_absent()
        return
    record = records(found)[0]
    how = f"linked by {record['link']}" if episode else record["ledger_bucket"]
    draw_checklist(f"Consultation {consultation}, {how}", _elements(record), _late(page, episode))
    with st.expander("The rest of the record", type="compact"):
        draw_facts([(name.replace("_", " ").capitalize(), record[name]) for name in FURTHER])


def _elements(record: Row) -> Iterator[tuple[bool | None, str, Any]]:
    for element, columns in ELEMENT_COLUMNS.items():
        values = [record[name] for name in columns if record[name] is not None]
        value = values[0] if len(values) == 1 else ", ".join(str(part) for part in values)
        yield record[f"element_{element}"], phrase(element).capitalize(), value


def _late(page: Page, episode: Row) -> dict[str, str]:
    """Return what came after the payer's decision, and when, by the label of its line in the checklist."""
    if not episode:
        return {}
    entries = page.session.listing("late_entries", page.everything, episode=episode["episode_id"])
    return {phrase(one["element"]).capitalize(): late_sentence(one) for one in records(entries)}


def _draw_absent() -> None:
    st.info(
        "This is not in the data, or not among the practices that you may see.", icon=":material/search_off:"
    )


def _close() -> None:
    for name in ("episode", "consultation"):
        if name in st.query_params:
            del st.query_params[name]

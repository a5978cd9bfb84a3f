"""A payer's card, rules: what the practice noted, from where and when,
and the windows that are still open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.home import is_read_only
from d9311.ui.links import DATA, PAYERS, list_link, way_in
from d9311.ui.payers.card import Card
from d9311.ui.payers.rows import draw_claims
from d9311.ui.show import words
from d9311.ui.show.facts import draw_facts
from d9311.ui.show.heads import explain, tell

Row = Mapping[str, Any]

YES_NO = {True: "yes", False: "no", None: "unknown"}
NO_RULES = (
    "To note this payer's rules and see deadlines, enter them, or load a payer_rules.csv with the column "
    "payer_name and what you know of: covers_d9311, attachment_required, narrative_required, "
    "timely_filing_days, appeal_days, frequency_limit, frequency_period, frequency_per, network, source, "
    "as_of."
)
NOT_NAMED = "Your list of payer rules does not name this payer."
SHOWN = 5  # windows on the card; more of them are folded, so that it stays a card
OPEN = ("days_left", "last_day", "to_do", "billed", "denial_category", "denial_code", "service_date",
        "decided", "outcome", "episode_id")  # fmt: skip
LABELS = {"days_left": "Days left", "last_day": "Last day", "to_do": "To do", "denial_category": "Denied for"}


def draw_rules(card: Card) -> None:
    """Show the notes of `payer_rules.csv` on this payer, a blank as unknown, and the open windows."""
    page = card.page
    page.section(
        "Rules you noted",
        "From your list of payer rules, each with its source. A blank is unknown; nothing is filled in.",
    )
    notes = records(page.session.listing("payer_notes", page.filters))
    if not notes:
        loaded = records(page.session.listing("payer_lists"))[0]["rules"]
        explain(NOT_NAMED if loaded or is_read_only() else NO_RULES)
        with st.container(horizontal=True, key="payer_rules_links"):
            way_in(PAYERS, "Enter payer rules", ":material/edit:", list_link(page.link, "payer_rules"))
            way_in(DATA, "Load payer rules", ":material/upload_file:", page.link)
        return
    for note in notes:
        with st.container(border=True):
            draw_facts(_facts(note))
    way_in(PAYERS, "Edit the rules", ":material/edit:", list_link(page.link, "payer_rules"))
    _draw_windows(card, notes)


def _facts(note: Row) -> list[tuple[str, Any]]:
    return [
        ("Covers D9311", YES_NO[note["covers_d9311"]]),
        ("Attachment required", YES_NO[note["attachment_required"]]),
        ("Days to file", _days(note["timely_filing_days"], "of the service")),
        ("Days to appeal", _days(note["appeal_days"], "of the decision")),
        ("Narrative required", YES_NO[note["narrative_required"]]),
        ("Number allowed", _limit(note)),
        ("In network", {"in": "yes", "out": "no"}.get((note["network"] or "").strip().lower(), "unknown")),
        ("Source", note["source"] or "not noted"),
        ("Read there", words.day(note["as_of"]) if note["as_of"] else "not noted"),
    ]


def _limit(note: Row) -> str:
    if note["frequency_limit"] is None:
        return "unknown"
    period, per = note["frequency_period"] or "period not noted", note["frequency_per"] or "not noted of whom"
    return f"{note['frequency_limit']:,} a {period}, per {per}"


def _days(days: int | None, since: str) -> str:
    return "unknown" if days is None else f"within {words.plural(days, 'day')} {since}"


def _draw_windows(card: Card, notes: Sequence[Row]) -> None:
    """List the claims that can still be appealed or filed by the as-of date, and say what else there is."""
    page = card.page
    known = [name for name in ("appeal_days", "timely_filing_days") if any(note[name] for note in notes)]
    if not known:
        tell("No deadline can be shown: neither days to appeal nor days to file are noted.")
        return
    rows = page.session.listing("payer_deadlines", page.filters)
    open_ones = rows[rows["days_left"].ge(0).fillna(False)]
    others = rows[~rows["days_left"].ge(0).fillna(False)]
    as_of = page.filters.as_of or page.facts["as_of"]
    open_count = words.plural(len(open_ones), "window") if len(open_ones) else "No window"
    said = f"{open_count} still open on {words.day(as_of)}"
    said += f", {words.dollars(open_ones['billed'].sum())} billed" if len(open_ones) else ""
    tell(f"{said}. Counted whatever the period.")
    if len(open_ones):
        caption = "The soonest first, counted from the last decision or the day of service"
        is_long = len(open_ones) > SHOWN
        with st.expander(f"All {open_count}", type="compact") if is_long else st.container():
            draw_claims(page, open_ones, OPEN, key="windows", labels=LABELS, caption=caption)
    if len(others):
        undated = int(others["days_left"].isna().sum())
        said = f"{words.plural(len(others) - undated, 'window')} closed, {undated:,} without a decision date"
        with st.expander(said, type="compact"):
            draw_claims(page, others, OPEN, key="closed", labels=LABELS, caption="The longest closed first")
    with st.popover("How it is counted", type="tertiary", icon=":material/info:", key="payer_windows_how"):
        tell(WINDOWS)


WINDOWS = (
    "To appeal: finally denied, not appealed, no resend on the way and no remark that excludes an appeal; "
    "last day = the day of the decision that counts plus the days to appeal. To file: not sent, or turned "
    "away before a decision; last day = the day of service plus the days to file. Days left are counted to "
    "the as-of date, 0 on the last day. Of several notes the newest that gives days counts. Read the letter: "
    "it may give another day."
)

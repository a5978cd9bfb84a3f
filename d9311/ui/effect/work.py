"""What goes with the work: denials that were marked sent against those that were not, with a placebo."""

from __future__ import annotations

import streamlit as st

from d9311.desk.worked import as_text, worked
from d9311.frames import records
from d9311.ingest.places import database_path
from d9311.statistics.effect import Effect, work_effect
from d9311.statistics.strata import Stratum
from d9311.ui.behind.claims import draw_claim_rows
from d9311.ui.effect.sentences import placebo_sentence, work_sentence
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.definition import draw_definition
from d9311.ui.show.heads import draw_opener, explain
from d9311.ui.show.sentences import Sentence, draw_sentences
from queries import listings

GROUPS = ("payer", "category", "quarter", "worked", "worked_paid", "unworked", "unworked_paid", "recent")
ROWS = (
    "side", "payer", "category", "code", "denied_on", "sent_on", "from_day", "is_followed", "is_paid_later",
    "paid_later", "billed", "episode_id",
)  # fmt: skip
LABELS = {
    "worked": "Worked", "worked_paid": "Paid later, worked", "unworked": "Not worked",
    "unworked_paid": "Paid later, not worked", "recent": "Worked, too recent", "side": "",
    "sent_on": "Marked sent", "from_day": "Followed from", "is_followed": "Followed 90 days",
    "is_paid_later": "Paid later", "denied_on": "Denied",
}  # fmt: skip
MARKS = {"more were paid later": "above", "fewer were paid later": "below"}


def draw_work_effect(page: Page) -> None:
    """Draw the difference, the placebo beside it, and the denials behind both."""
    page.section(
        "Effect of work",
        "Denials that were marked sent on the page Work, and those of the same payer, kind of reason and "
        "quarter that were not: how many were paid in the 90 days after. Whatever the period.",
    )
    items = as_text(worked(database_path()))
    frame = page.session.listing("work_effect", page.filters, worked=items)
    groups = records(frame)
    found = work_effect(
        [Stratum(row["worked"], row["worked_paid"], row["unworked"], row["unworked_paid"]) for row in groups]
    )
    _draw_found(found, sum(row["recent"] for row in groups))
    with st.container(horizontal=True, vertical_alignment="center", key="effect_reach"):
        opened = draw_opener("effect_rows", "Groups and denials", "Hide both") if groups else False
        draw_definition(listings.describe("work_effect"), key="work_effect_how")
    if opened:
        page.table(frame, GROUPS, key="work_effect", labels=LABELS)
        rows = page.session.listing("worked_denials", page.filters, worked=items)
        if len(rows):
            st.caption("The denials behind it, worked ones first. Choose a row to open its claim.")
            draw_claim_rows(
                page.link, rows, ROWS, key="worked_denials", measure="worked_denials", labels=LABELS
            )  # fmt: skip


def _draw_found(found: Effect, recent: int) -> None:
    beside = []
    if found.alone:
        beside.append(f"{words.plural(found.alone, 'worked denial')} without one to compare with")
    if recent:
        beside.append(f"{words.count(recent)} marked sent less than 90 days before the data end")
    left = f"Left out: {'; '.join(beside)}." if beside else ""
    draw_sentences(
        [
            Sentence(work_sentence(found), MARKS.get(found.verdict, ""), left),
            *([Sentence(placebo_sentence(found.placebo))] if found.placebo else []),
        ],
        "sentences",
    )
    explain(
        "Association, not cause: who chooses which denials to work chooses those that look winnable. A "
        "denial that nobody marked may have been sent again all the same."
    )

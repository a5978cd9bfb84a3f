"""The ledger: its sums, what was never billed, what has no record, how links are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311 import figures
from d9311.conditions.rows import Conditions
from d9311.figures.words import sentence
from d9311.frames import records
from d9311.ui.behind.counts import CONSULTATIONS
from d9311.ui.counted import draw_reach, filled
from d9311.ui.export.controls import draw_export_of
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import explain, tell
from d9311.ui.show.rules import LINKS
from d9311.ui.work.items import payers
from d9311.ui.work.link_questions import draw_link_questions

if TYPE_CHECKING:
    import pandas

BILLED, NEVER, WITHOUT = "consulted and billed", "consulted, never billed", "billed without record"
WORTH = [
    "item_id", "at_stake", "expected_dollars", "expected_low", "expected_high", "basis", "deadline",
    "days_left", "deadline_source", "likely_payer",
]  # fmt: skip
NEVER_BILLED = (
    "consultation_date", "expected_dollars", "expected_low", "expected_high", "deadline", "payer_told", "why",
    "link", "deadline_source", "basis", "method", "strict", "provider_id", "practice_id", "patient",
    "consultation_id",
)  # fmt: skip
WITHOUT_RECORD = (
    "claim_ids", "payer", "service_date", "outcome", "billed", "paid", "why", "practice_id", "provider_id",
    "patient", "episode_id",
)  # fmt: skip
LINK_KINDS = ("link", "consultations", "ambiguous")
LABELS = {
    "expected_dollars": "Expected",
    "expected_low": "95% from",
    "expected_high": "95% to",
    "basis": "Known from",
    "deadline": "To be filed by",
    "deadline_source": "Rule",
    "payer_told": "Payer",
    "why": "How we know",
    "link": "Joined because",
}


def draw_ledger(page: Page) -> None:
    """Draw whether every consultation was billed, and whether every billing has its record."""
    page.needs("consultations")
    page.needs("claims")
    _draw_sums(page)
    draw_link_questions(page)
    page.section("Every consultation, and every billing without one", "Each stands in one bucket only.")
    buckets = page.run("reconciliation")
    page.figure(figures.reconciliation(buckets), buckets, "reconciliation")
    _draw_never_billed(page)
    _draw_without_record(page)
    _draw_link_kinds(page)


def _draw_sums(page: Page) -> None:
    """Show the three sums that matter, each with its money and the way to its rows."""
    buckets = {row["bucket"]: row for row in records(page.run("reconciliation"))}
    with st.container(key="cards_ledger"):
        _draw_cards(page, buckets)


def _draw_cards(page: Page, buckets: Mapping[str, Mapping[str, Any]]) -> None:
    billed, without = buckets[BILLED], buckets[WITHOUT]
    page.number(
        "Consulted and billed",
        billed["count"],
        note=f"{words.dollars(billed['billed'])} billed, {words.dollars(billed['paid'])} paid",
        rows={"list": "consultations", "bucket": BILLED},
    )
    page.number(
        "Consulted, never billed",
        buckets[NEVER]["count"],
        note=_expected(_never_billed(page)),
        rows={"list": "consultations", "bucket": NEVER},
    )
    page.number(
        "Billed without record",
        without["count"],
        note=f"{words.dollars(without['paid'])} paid: what an auditor could ask back"
        if without["count"]
        else "",
        rows={"bucket": WITHOUT},
    )


def _draw_never_billed(page: Page) -> None:
    """List the consultations that were never billed, with what they would probably have brought."""
    page.section(
        "Never billed",
        "Expected: what the practice is allowed, times how often it was approved at first. A day to file by "
        "stands only where payer_rules.csv gives the days of the payer: that of a cancelled claim, else the "
        "only one of the patient's other claims within a year (likely).",
    )
    rows = _never_billed(page)
    if len(rows):
        _draw_table(page, told(rows).assign(payer_told=payers(rows)), NEVER_BILLED, "never_billed")
        draw_reach(page, "never_billed", "worklist")
    else:
        tell("Every consultation in the filter was billed, or need not be.")


def _draw_without_record(page: Page) -> None:
    """List the billings that no consultation stands behind."""
    page.section("Billed without record", "No record is known to belong to these billings.")
    rows = page.rows_of({"bucket": WITHOUT})
    if len(rows):
        why = page.session.listing("without_record", page.filters)
        _draw_table(page, rows.merge(why, on="billing_id", how="left"), WITHOUT_RECORD, "without_record")
        draw_export_of("without_record", name="without_record")
    else:
        tell("Every billing in the filter has its record.")


def _draw_table(page: Page, rows: pandas.DataFrame, columns: Sequence[str], key: str) -> None:
    """Show those columns that any row fills, and say below which are blank in all."""
    told_columns, left_out = filled(rows, columns, LABELS)
    page.table(rows, told_columns, key=key, labels=LABELS, export=False)
    if left_out:
        explain(left_out)


def _draw_link_kinds(page: Page) -> None:
    """Show how the linked consultations are known to be those of their billings."""
    page.section(
        "How a billing's record is known",
        "Ambiguous: another record could as well be its. Choose a count to see its rows.",
    )
    kinds = page.session.listing("link_kinds", page.filters)
    page.table(
        told(kinds), LINK_KINDS, key="link_kinds", labels=LABELS, export=False, on_open=behind_kind,
    )  # fmt: skip


def behind_kind(row: Mapping[str, Any], column: str) -> Conditions | None:
    """Return the conditions of the consultations behind a count of a kind of link."""
    if column not in LINK_KINDS[1:]:
        return None
    doubt = {"doubt": "ambiguous"} if column == "ambiguous" else {}
    return {**CONSULTATIONS, "link": row["kind"], **doubt}


def told(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return rows with the kind of their link in words, and the kind itself."""
    return rows.assign(kind=rows["link"], link=rows["link"].map(LINKS).map(sentence, na_action="ignore"))


def _never_billed(page: Page) -> pandas.DataFrame:
    never = page.session.listing("never_billed", page.filters)
    return never.merge(page.run("worklist")[WORTH], on="item_id", how="left")


def _expected(rows: pandas.DataFrame) -> str:
    if not len(rows):
        return ""
    known = rows["expected_dollars"].dropna()
    if not len(known):
        return "What they would have brought is not known"
    unknown = len(rows) - len(known)
    rest = f", {words.plural(unknown, 'consultation')} not told" if unknown else ""
    return f"{words.dollars(known.sum())} expected{rest}"

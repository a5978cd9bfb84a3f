"""Every practice and every provider in a table: how its claims and its records stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

import queries
from d9311.conditions.rows import Conditions
from d9311.figures.words import called
from d9311.frames import records
from d9311.statistics.standardised import ALONE, sentences
from d9311.ui.behind.counts import text_of
from d9311.ui.export.controls import draw_export_of
from d9311.ui.page import Page
from d9311.ui.practices.comparing import GROUPS, Group, name_in
from d9311.ui.show.drawn import COLUMN, intervals
from d9311.ui.show.heads import explain
from d9311.ui.show.table import width_of_names
from queries import listings

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]

RECORDS = ("consultations", "strict_applicable", "strict_pass", "strict_rate", "never_billed")
COLUMNS = {
    "decided": 58, "approval_rate": 68, "drawn": COLUMN, "ci_low": 80, "compared_denied": 54,
    "expected_denied": 66, "strict_rate": 70, "never_billed": 84, "paid": 62, "strict_pass": 60,
}  # fmt: skip
ROOM = (178, 266)  # pixels of a name, so that the table fits a window of 1280
OF_RECORDS = ("strict_rate", "strict_pass", "never_billed")
LABELS = {
    "approval_rate": "Approved", "compared_denied": "Denied", "expected_denied": "Expected",
    "strict_rate": "Complete", "strict_pass": "Records", "never_billed": "Never billed", "paid": "Plan paid",
}  # fmt: skip
COUNTS: Mapping[str, Conditions] = {
    "decided": {"outcome": "decided"},
    "strict_pass": {"list": "consultations", "element": "strict", "state": "present"},
    "never_billed": {"list": "consultations", "bucket": "consulted, never billed"},
}


@dataclass(frozen=True)
class Every:
    """One of the two tables: its title, its measure, the column of its rows, and what is like for like."""

    title: str
    measure: str
    column: str
    condition: str
    compared: Group


EVERY = (
    Every("Practices", "approval_by_practice", "practice_id", "practice", GROUPS["Practices"]),
    Every("Providers", "approval_by_provider", "provider_id", "provider", GROUPS["Providers"]),
)


def draw_every(page: Page) -> None:
    """Draw both tables, each below the sentence that says who differs once payers and scenarios are alike."""
    kept = page.session.listing("records_by_practice", page.filters) if page.has("consultations") else None
    for one in EVERY:
        page.section(one.title)
        _draw_table(page, one, kept)
    explain(
        "The dotted line is the rate of all together; grey: under 30 decided; under 5 no rate. Denied and "
        "expected: of the claims with a payer and scenario that others have too, and as many as would be "
        "denied if each were denied as everywhere. Complete: records that hold every exported element. A "
        "click on a count opens its rows."
    )


def _draw_table(page: Page, one: Every, kept: pandas.DataFrame | None) -> None:
    groups = page.run(one.measure)
    if groups[one.column].isna().all():
        page.not_computable(f"column {one.column} is missing or blank throughout.")
        return
    compared = page.run(one.compared.measure)
    page.says(_who_differs(compared, one.compared))
    frame = _joined(groups, compared, kept, one)
    columns = {name: width for name, width in COLUMNS.items() if kept is not None or name not in OF_RECORDS}
    key = f"every_{one.condition}"
    names = [called(row, one.column) for row in records(frame)]

    def opened(row: Row, column: str) -> Conditions | None:
        return {one.condition: text_of(row[one.column]), **COUNTS[column]} if column in COUNTS else None

    page.table(
        frame, (one.column, *columns), key=key, measure=one.measure, labels=LABELS, on_open=opened,
        export=False, widths={one.column: width_of_names(names, ROOM), **columns},
    )  # fmt: skip
    with st.container(horizontal=True, key=f"{key}_reach"):
        draw_export_of(key, name=f"{one.condition}s")
        beside = (queries.describe(one.compared.measure), listings.describe("records_by_practice"))
        page.definition(one.measure, *beside, key=key)


def _who_differs(compared: pandas.DataFrame, group: Group) -> str:
    if not len(compared) or (compared["verdict"] == ALONE).all():
        return group.alone if len(compared) else "Nothing is decided in this selection."
    rows = records(compared)
    return " ".join(sentences(rows, [name_in(row, group) for row in rows]))


def _joined(
    groups: pandas.DataFrame, compared: pandas.DataFrame, kept: pandas.DataFrame | None, one: Every
) -> pandas.DataFrame:
    """Return the groups with what is expected of them and how their records stand, most decided first.

    Who works in several practices is compared in each of them: Like for like has the rows.
    """
    alone = compared[~compared[one.column].duplicated(keep=False) & compared["compared"].gt(0)]
    frame = groups.merge(
        alone[[one.column, "compared", "compared_denied", "expected_denied"]], on=one.column, how="left"
    )
    if kept is not None:
        own = kept[kept["is_practice"] == (one.column == "practice_id")]
        frame = frame.merge(own[[one.column, *RECORDS]], on=one.column, how="left")
    frame = frame.sort_values("decided", ascending=False, kind="stable").reset_index(drop=True)
    decided = int(frame["decided"].sum())
    pooled = float(frame["approved"].sum()) / decided if decided else None
    return frame.assign(drawn=intervals(records(frame), pooled))

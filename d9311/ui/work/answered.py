"""What was worked on and is no work any more: won back, paid since, or gone from the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from d9311.desk.reading import Shown, not_in_data
from d9311.ingest.places import database_path
from d9311.ui.links import WORK, page_link, part_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.table import draw_table
from d9311.ui.work.acting import draw_history

if TYPE_CHECKING:
    import pandas

COLUMNS = ("state", "why", "claim_ids", "payer", "paid", "owner", "changed_by", "changed_at")
LABELS = {"changed_by": "Last by", "changed_at": "Last change, UTC"}


def draw_answered(page: Page, shown: Mapping[str, Shown], me: str) -> None:
    """List the items of the filter that people worked on and that want no action any more, whatever the
    period; the chosen one says what was done, and its last step is taken back.
    """
    there = set(page.run("worklist", page.everything)["item_id"])
    rest = {name: one for name, one in shown.items() if name not in there}
    if rest and len(rows := _answered(page, rest)):
        _draw(page, rows, me)
    if lost := not_in_data(database_path()):
        size = words.plural(len(lost), "item")
        st.caption(
            f"{size} that were worked on are not in the data now; what was done is kept, and comes back with "
            "them. `d9311 work` lists them."
        )


def _answered(page: Page, rest: Mapping[str, Shown]) -> pandas.DataFrame:
    import pandas

    frame = pandas.DataFrame(
        [
            {"item_id": name, "state": one.state, "why": one.why, "owner": one.owner,
             "changed_by": one.changed_by, "changed_at": one.changed_at.replace(tzinfo=None)}
            for name, one in rest.items()
        ]
    )  # fmt: skip
    known = page.session.listing("items_known", page.filters)
    return frame.merge(known, on="item_id").sort_values("changed_at", ascending=False, ignore_index=True)


def _draw(page: Page, rows: pandas.DataFrame, me: str) -> None:
    page.section(
        "Answered since",
        "Worked on, and no longer in the list: what became of it. Choose a row to see what was done.",
    )
    row = draw_table(
        rows, COLUMNS, key="work_answered", measure="answered", labels=LABELS, on_open=None, export=True,
        rows_open=True, widths={"state": 90, "why": 380},
    )  # fmt: skip
    if isinstance(row, int):
        _draw_chosen(page, str(rows["item_id"].iloc[row]), me)


def _draw_chosen(page: Page, item_id: str, me: str) -> None:
    kind, _, name = item_id.partition("|")
    link = part_link(page.link, "claims") | {kind: [name]}
    with st.container(border=True, key="work_answered_item"):
        draw_history(item_id, me)
        page_link(
            WORK, "All rows of the claim" if kind == "episode" else "The consultation",
            ":material/receipt_long:", link,
        )  # fmt: skip

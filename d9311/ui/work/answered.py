"""What was worked on and is no work any more: won back, paid since, or gone from the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from d9311.desk.reading import Shown, not_in_data
from d9311.ui.links import WORK, claim_link, go
from d9311.ui.page import Page
from d9311.ui.session import database_path
from d9311.ui.show import words
from d9311.ui.show.table import draw_table

if TYPE_CHECKING:
    import pandas

COLUMNS = ("state", "why", "claim_ids", "payer", "paid", "owner", "changed_by", "changed_at")
LABELS = {"changed_by": "Last by", "changed_at": "Last change, UTC"}


def draw_answered(page: Page, items: pandas.DataFrame, shown: Mapping[str, Shown]) -> None:
    """List the items that people worked on and that the list of work does not hold; a row opens its claim."""
    there = set(items["item_id"])
    rest = {name: one for name, one in shown.items() if name not in there}
    if rest:
        _draw(page, rest)
    if lost := not_in_data(database_path()):
        size = words.plural(len(lost), "item")
        st.caption(
            f"{size} that were worked on are not in the data now; what was done is kept, and comes back with "
            "them. `d9311 work` lists them."
        )


def _draw(page: Page, rest: Mapping[str, Shown]) -> None:
    import pandas

    frame = pandas.DataFrame(
        [
            {"episode_id": name.partition("|")[2], "state": one.state, "why": one.why, "owner": one.owner,
             "changed_by": one.changed_by, "changed_at": one.changed_at.replace(tzinfo=None)}
            for name, one in rest.items()
        ]
    )  # fmt: skip
    known = page.session.listing("episodes", page.everything)[["episode_id", "claim_ids", "payer", "paid"]]
    rows = frame.merge(known, on="episode_id", how="left").sort_values("changed_at", ascending=False)
    page.section("Answered since", "Worked on, and no longer in the list: what became of it.")
    row = draw_table(
        rows.reset_index(drop=True), COLUMNS, key="work_answered", measure="answered", labels=LABELS,
        on_open=None, export=True, rows_open=True, widths={"state": 90, "why": 380},
    )  # fmt: skip
    if row is not None:
        go(WORK, claim_link(page.link, rows["episode_id"].iloc[row]))

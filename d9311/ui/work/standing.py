"""What people did about the items of work: read for every run, because a colleague may have changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from d9311.desk.reading import Shown, states
from d9311.desk.steps import TO_DO
from d9311.ingest.places import database_path
from d9311.ui.page import Page

if TYPE_CHECKING:
    import pandas


def read_desk() -> dict[str, Shown]:
    """Return what stands for every item that somebody did something about."""
    return states(database_path())


def stand(items: pandas.DataFrame, shown: Mapping[str, Shown]) -> pandas.DataFrame:
    """Return the items with owner, state, why, snoozed_until, note and `seen`, the version to be named."""
    found = [shown.get(item) for item in items["item_id"]]
    return items.assign(
        owner=[one.owner if one else "" for one in found],
        state=[one.state if one else TO_DO for one in found],
        why=[one.why if one else "" for one in found],
        snoozed_until=[one.snoozed_until if one else None for one in found],
        note=[one.note if one else "" for one in found],
        seen=[one.version if one else 0 for one in found],
        is_handled=[is_handled(one) for one in found],
    )


def worklist(page: Page) -> pandas.DataFrame:
    """Return the worklist under the page's filters without the period, which it does not know anyway: for
    another period it is not asked again.
    """
    return page.run("worklist", replace(page.filters, date_from=None, date_to=None, date_basis="service"))


def open_items(page: Page) -> pandas.DataFrame:
    """Return the rows of the worklist that are to do today. Raises StoreError as `states` does."""
    items = stand(worklist(page), read_desk())
    return items[~items["is_handled"].astype(bool)]


def is_handled(one: Shown | None) -> bool:
    """Whether nothing is to be done about an item today: another state than to do, or asleep."""
    if one is None:
        return False
    return one.state != TO_DO or (one.snoozed_until is not None and one.snoozed_until > date.today())

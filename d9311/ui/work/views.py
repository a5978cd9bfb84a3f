"""The quick views of the work list: which items each holds; its name stands in the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

    Holds = Callable[[pandas.DataFrame, str], pandas.Series]


@dataclass(frozen=True)
class View:
    """A quick view: its name in the link, its label, whether it holds an item, and what an empty one says."""

    name: str
    label: str
    holds: Holds
    empty: str


def _has_kind(kind: str) -> Holds:
    # one search over the whole column: to split twenty thousand texts takes longer than all else
    return lambda items, _: (";" + items["kinds"] + ";").str.contains(f";{kind};", regex=False).astype(bool)


def _column(name: str) -> Holds:
    return lambda items, _: items[name].astype(bool)


VIEWS = (
    View("all", "To do", lambda items, _: items["item_id"].notna(), "Nothing wants an action."),
    View("due", "Due this week", _column("is_due_this_week"), "Nothing is due within seven days."),
    View("mine", "Mine", lambda items, me: items["owner"].eq(me) & bool(me), "Nothing is yours."),
    View("new", "New", _column("is_new"), "The last import brought nothing new to do."),
    View(
        "complete", "Record can be completed", _column("can_be_completed"),
        "No record of what is denied, rejected or not sent lacks an element.",
    ),
    View("unbilled", "Never billed", _has_kind("never billed"), "Every consultation was billed."),
    View("waiting", "Waiting too long", _has_kind("waiting too long"), "No payer takes longer than usual."),
)  # fmt: skip
HANDLED = View(
    "handled", "Handled", lambda items, _: items["is_handled"],
    "Nothing is sent, waiting, closed or asleep.",
)  # fmt: skip


def view_of(name: str | None) -> View:
    """Return the view of that name, the whole list where there is none."""
    return next((view for view in VIEWS if view.name == name), VIEWS[0])

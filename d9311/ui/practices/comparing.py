"""Fair comparisons: practices and providers against the others like for like,
and one period against another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from d9311 import figures
from d9311.filters import Filters
from d9311.statistics.standardised import ALONE, sentences
from d9311.ui.behind.conditions import Conditions
from d9311.ui.behind.counts import text_of
from d9311.ui.linked import linked_choice
from d9311.ui.links import WORK, page_link, part_link
from d9311.ui.page import Page
from d9311.ui.practices.causes import SPLITS, Side, draw_change
from d9311.ui.show import words
from d9311.ui.show.frames import records
from d9311.ui.show.heads import explain, tell

ADJUSTED = ("decided", "compared", "compared_denied", "expected_denied", "denial_ratio", "ratio_low",
            "ratio_high", "adjusted_rate", "adjusted_low", "adjusted_high", "verdict")  # fmt: skip
REST = ("practice_id", "approved", "decided", "approval_rate", "rest_approved", "rest_decided", "rest_rate",
        "difference", "difference_low", "difference_high", "verdict")  # fmt: skip
AGAINST = {"previous": "the period of the same length before", "year": "the same dates a year before"}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Group:
    """What is compared: its measure, the columns that name it, and what is said of it."""

    measure: str
    columns: tuple[str, ...]
    others: str
    alone: str

    @property
    def column(self) -> str:
        """Return the column that names one of them."""
        return self.columns[-1]


GROUPS = {
    "Practices": Group(
        "practice_comparison",
        ("practice_id",),
        "the other practices",
        "There is only one practice in the data that the filters leave, "
        "so there is nothing to hold it against. Its providers and its periods can be compared all the same.",
    ),
    "Providers": Group(
        "provider_comparison",
        ("practice_id", "provider_id"),
        "the other providers of the practice",
        "No practice in this selection has two providers with decided claims, "
        "so there is nothing to compare.",
    ),
}


def draw_groups(page: Page) -> None:
    """Draw practices, or providers within their practice, against the others:
    like for like, then as they are.
    """
    page.section(
        "Like for like",
        "Denials against those expected if each payer and scenario had been denied as everywhere: a practice "
        "whose patients have a hard payer is not worse for it. Beyond chance only where the bar does not "
        "touch the line.",
    )
    by = linked_choice("by", "Compare", list(GROUPS), default="Practices") or "Practices"
    group = GROUPS[by]
    rows = page.run(group.measure)
    if len(rows) and rows[group.column].isna().all():
        page.not_computable(f"column {group.column} is missing or blank throughout.")
        return
    if (rows["verdict"] == ALONE).all():
        tell(group.alone if len(rows) else "Nothing is decided in this selection.")
        return
    page.figure(
        figures.denial_ratio(rows, group.column),
        rows,
        group.measure,
        columns=(*group.columns, *ADJUSTED),
        key="adjusted",
    )
    named = records(rows)
    for said in sentences(named, [name_in(row, group) for row in named]):
        tell(said)
    alike = int(rows["compared"].sum()), int(rows["decided"].sum())
    explain(
        f"{alike[0]:,} of {alike[1]:,} decided claims have a payer and scenario that {group.others} have "
        "too; only these are compared here. Of twenty that differ by nothing but chance, one seems to differ "
        "all the same."
    )


def name_in(row: Row, group: Group) -> str:
    """Return what a row of the group's measure is called: a provider after its practice."""
    names = {**row, "practice_id": row.get("practice_name") or row["practice_id"]}
    return ", ".join(text_of(names[name]) or "not given" for name in group.columns)


def draw_rest(page: Page) -> None:
    """Draw each practice against all others together, as they are."""
    page.section(
        "Each practice against the rest",
        "Approval rate of the practice minus that of all others together, with the 95% interval. It is a "
        "difference only where the interval leaves out zero; the mix of payers is not taken into account.",
    )
    practices = page.run("practice_differences")
    if len(practices) < 2:
        tell(GROUPS["Practices"].alone)
        return
    page.figure(
        figures.practice_differences(practices),
        practices,
        "practice_differences",
        columns=REST,
        on_open=_rows_of_practice_or_rest,
    )


def _rows_of_practice_or_rest(row: Row, column: str) -> Conditions | None:
    """Return the conditions of the rows behind a count of a practice, or of the others."""
    outcome = column.removeprefix("rest_")
    if outcome not in ("decided", "approved"):
        return None
    condition = "practice" if outcome == column else "other_practice"
    return {condition: text_of(row["practice_id"]), "outcome": outcome}


def draw_periods(page: Page) -> None:
    """Draw the period of the filter bar against an earlier one, and what carries the change."""
    page.section(
        "Period against period", "Did approval change, or did only the mix of payers or practices change?"
    )
    first, last = page.filters.date_from, page.filters.date_to
    if first is None or last is None:
        tell("Choose a period with a first and a last day in the filter bar; then there is one before it.")
        return
    with st.container(horizontal=True, key="period_choices"):
        against = (
            linked_choice("against", "Against", list(AGAINST), default="previous", shown=AGAINST.__getitem__)
            or "previous"
        )
        by = linked_choice("split", "Split by", list(SPLITS), default="Payer") or "Payer"
    earlier = _earlier(page, first, last, against)
    if earlier is None:
        tell(f"The data do not reach back to {AGAINST[against]}.")
        return
    sides = (
        Side(f"before ({words.period(earlier.date_from, earlier.date_to)})", None),
        Side(f"this period ({words.period(first, last)})", {}),
    )
    before, after = (records(page.session.listing("decided_counts", one)) for one in (earlier, page.filters))
    if draw_change(page, before, after, sides, by, "periods") is None:
        return
    mature_through = records(page.run("overview"))[0]["mature_through"]
    if mature_through is None or mature_through < f"{last:%Y-%m}":
        explain(
            "This period holds months in which over a tenth of the claims still wait: its rate will move."
        )
    _link_to_rows(page, earlier)


def _link_to_rows(page: Page, earlier: Filters) -> None:
    page_link(
        WORK,
        "Open the rows of the period before",
        ":material/arrow_forward:",
        {
            **part_link(page.link, "claims"),
            "period": ["custom"],
            "from": [str(earlier.date_from)],
            "to": [str(earlier.date_to)],
            "rows": ["outcome:decided"],
        },
    )


def _earlier(page: Page, first: date, last: date, against: str) -> Filters | None:
    """Return the filters of the earlier period, None where the data do not reach back to it."""
    if against == "previous":
        now = records(page.run("overview"))[0]
        if now["episodes_previous"] is None:
            return None
        return replace(page.filters, date_from=now["previous_from"], date_to=now["previous_to"])
    start, end = _a_year_before(first), _a_year_before(last)
    whole = Filters(scope=page.filters.scope, date_basis=page.filters.date_basis, as_of=page.filters.as_of)
    reaches = records(page.session.listing("maturity", whole))[0]["first_month"]
    if reaches is None or reaches > f"{start:%Y-%m}":
        return None
    return replace(page.filters, date_from=start, date_to=end)


def _a_year_before(day: date) -> date:
    # 29 February has no like in the year before
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)

"""The elements of a record: how often each is there, with which denials, and what came too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from d9311 import figures
from d9311.figures.words import failures
from d9311.ui.counted import draw_counts
from d9311.ui.page import Page

if TYPE_CHECKING:
    import pandas

RATES = ["fails", "exported", "applicable", "present", "missing", "missing_rate", "ci_low", "ci_high"]
GAP = ["fails", "exported", "with_gap_denied", "with_gap_decided", "without_gap_denied",
       "without_gap_decided"]  # fmt: skip
LATE = {"denied": "Denied, with it", "late": "Proved late", "signed": "Signed later only"}


def draw_elements(page: Page) -> None:
    """Draw each element of the record: how often it is there, and with which denials it goes."""
    page.needs("consultations")
    found = page.run("documentation_gaps")
    gaps = found.assign(fails=found["element"].map(failures))
    _draw_rates(page, gaps)
    if page.has("claims"):
        _draw_denials(page, gaps)
        _draw_late(page)


def _draw_rates(page: Page, gaps: pandas.DataFrame) -> None:
    page.section(
        "What is missing",
        "Any element: a record that lacks at least one of those that the export has (strict pass is the "
        "rest, the auditor's view). Below it, each element by itself. A filled cell is presence, not "
        "adequacy. An element that is not exported is no gap and counts nowhere.",
    )
    page.figure(
        figures.element_rates(gaps),
        gaps,
        "documentation_gaps",
        columns=RATES,
    )


def _draw_denials(page: Page, gaps: pandas.DataFrame) -> None:
    page.section(
        "Denied at first, with and without each element",
        "Episodes of linked consultations, by the payer's first decision. This is association, not cause: "
        "records that lack one element often lack others, and payers differ. No mark below five decided "
        "episodes.",
    )
    page.figure(
        figures.denial_by_element(gaps),
        gaps,
        "documentation_gaps",
        columns=GAP,
        key="denial_by_element",
    )


def _draw_late(page: Page) -> None:
    page.section(
        "Written after the payer's decision",
        "Denied claims whose record is proved to have come, or changed, after the payer's first decision: by "
        "an export of that time that did not have it, or by the record's own dates. An auditor asks for it; "
        "do not send it as if the payer could have seen it. What is not proved is not known.",
    )
    draw_counts(page, "late_notes", page.run("late_notes"), labels=LATE)

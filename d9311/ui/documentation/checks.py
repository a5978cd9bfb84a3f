"""The billing checks: what fails, what that goes with, and the codes of the same day."""

from __future__ import annotations

import pandas

from d9311 import figures
from d9311.figures.words import failures
from d9311.ui.counted import draw_counts
from d9311.ui.page import Page

CHECK = ["fails", "exported", "applicable", "passed", "failed", "failed_rate"]
FAIL = ["fails", "exported", "with_fail_denied", "with_fail_decided", "without_fail_denied",
        "without_fail_decided"]  # fmt: skip
# Billing checks that look at claims alone; every other needs the record of the consultation.
OF_CLAIMS = ("evidence_sent", "coverage_verified", "no_same_day_codes")


def draw_checks(page: Page) -> None:
    """Draw how often each check fails, how those claims were decided at first, and same-day codes."""
    page.needs("claims")
    page.section(
        "Billing checks",
        "Each D9311 episode, sent or not. A check that does not apply, or whose columns are not exported, "
        "counts nowhere. Written in time (7 days) is a house rule, no payer's.",
    )
    told = told_checks(page)
    checks = told.assign(fails=told["check"].map(failures))
    page.figure(figures.billing_checks(checks), checks, "billing_checks", columns=CHECK)

    page.section("Denied at first, where a check failed and where it passed", "Association, not cause.")
    page.figure(
        figures.denial_by_check(checks), checks, "billing_checks", columns=FAIL, key="denial_by_check"
    )

    page.section(
        "Same-day codes",
        "Evaluations and D9310 billed on the day of the consultation. To review, not a violation.",
    )
    draw_counts(page, "same_day_codes", page.run("same_day_codes"))


def told_checks(page: Page) -> pandas.DataFrame:
    """Return the billing checks that say anything with the files that are loaded."""
    checks = page.run("billing_checks")
    return checks if page.has("consultations") else checks[checks["check"].isin(OF_CLAIMS)]

"""Documentation gaps: which elements are missing, where, with which denials, and the billing checks."""

from d9311 import figures
from d9311.ui import open_page
from d9311.ui.documentation.elements import draw_elements, told_checks

page = open_page("documentation_gaps")
page.header("Documentation gaps", "What is missing in our D9311 records, where, and does it go with denials?")

CHECK = ["exported", "applicable", "passed", "failed", "failed_rate"]
FAIL = ["exported", "with_fail_denied", "with_fail_decided", "without_fail_denied", "without_fail_decided"]

if page.has_or_says("consultations"):
    draw_elements(page)

page.needs("claims")

page.section(
    "Billing checks",
    "Each D9311 episode, sent or not. A check that does not apply, or whose columns are not exported, "
    "counts nowhere. Written in time (7 days) is a house rule, no payer's.",
)
checks = told_checks(page)
page.figure(
    figures.billing_checks(checks),
    checks,
    "billing_checks",
    columns=["check", *CHECK],
)

page.section("Denied at first, where a check failed and where it passed", "Association, not cause.")
page.figure(
    figures.denial_by_check(checks),
    checks,
    "billing_checks",
    columns=["check", *FAIL],
    key="denial_by_check",
)

page.section(
    "Same-day codes",
    "Evaluations and D9310 billed on the day of the consultation. To review, not a violation.",
)
page.table(page.run("same_day_codes"), key="same_day_codes", measure="same_day_codes")
page.definition("same_day_codes")

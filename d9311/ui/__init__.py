"""What every page shares: the page set-up, the menu, the filter bar, and how numbers are shown.

A page reads from top to bottom as its screen does and computes nothing:

    page = open_page("payers")
    page.header("Payers", "Which payer should we worry about, and why?")
    payers = page.run("approval_by_payer")
    page.figure(approval_by_payer(payers), payers, "approval_by_payer")

Every count of the table opens the rows behind it where the header of the measure says by what: `opens` maps a
group column to a condition of `d9311.conditions.rows`; which rows a count column holds is known to
`behind` (`denied` is `outcome: denied`) or stands in the header too (`counts`).
"""

from d9311.ui.page import Page
from d9311.ui.shell import open_page

__all__ = ["Page", "open_page"]

"""Time to decision: how long payers take, how their decisions fall,
and which claims wait longer than usual.
"""

from d9311.ui import open_page
from d9311.ui.payers.waiting import draw_waiting

page = open_page("time_to_decision")
page.header(
    "Time to decision",
    "How long do payers take, how do they decide, and which claims wait longer than usual?",
)

page.needs("claims")

draw_waiting(page)

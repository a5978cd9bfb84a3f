"""The Overview, and the entry: `streamlit run dashboard.py`."""

from d9311.figures.approval import approval_by_payer
from d9311.ui import open_page
from d9311.ui.overview import draw_attention, draw_files, draw_gaps, draw_headline

page = open_page("overview")
page.header(
    "Overview", "How does D9311 stand in this period, against the one before, and what needs work first?"
)

draw_headline(page)
draw_attention(page)

page.section(
    "Approval by payer",
    "Approved of decided, with the 95 % interval. Not a league table: intervals that overlap do not differ.",
)
payers = page.run("approval_by_payer")
page.figure(approval_by_payer(payers), payers, "approval_by_payer", opens={"payer": "payer"})

draw_gaps(page)
draw_files(page)

"""Data: load files, mend what was set aside, see what is loaded and what it can carry, remove it."""

from d9311.ui import open_page
from d9311.ui.data.columns import draw_columns, draw_grades
from d9311.ui.data.findings import draw_findings
from d9311.ui.data.payer_names import draw_payer_names
from d9311.ui.data.report import draw_loaded, draw_removal, draw_report
from d9311.ui.data.upload import draw_upload

page = open_page("data")
page.header("Data", "What is loaded, what was set aside, and what can be computed from it?")

draw_upload(page.is_invented, page.practices if page.has_data else {})
draw_report()

if page.has_data:
    draw_loaded(page)
    draw_payer_names(page)
    draw_findings(page)
    draw_grades(page)
draw_columns()
if page.has_data or page.problem:
    draw_removal()

"""Claims: every episode with its rows, its consultation, its checklist and the rule that decided it."""

from d9311.ui import open_page
from d9311.ui.work.detail import draw_open, is_open
from d9311.ui.work.list import draw_list

page = open_page("claims")
page.header("Claims", "Which episodes are behind a number, what decided each, and what comes next?")

if is_open():
    draw_open(page)
else:
    draw_list(page)

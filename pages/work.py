"""Work: what wants an action, in the order in which it pays, and the next step of each."""

from d9311.ui import open_page
from d9311.ui.work.desk import draw_desk

page = open_page("work")
page.header("Work", "What to do today, what each claim lacks, and what it will bring?")

draw_desk(page)

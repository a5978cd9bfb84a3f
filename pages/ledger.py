"""Ledger: was every consultation billed, has every billing its record, and which record is whose?"""

from d9311 import figures
from d9311.ui import open_page
from d9311.ui.work.ledger import draw_link_kinds, draw_never_billed, draw_sums, draw_without_record
from d9311.ui.work.link_questions import draw_link_questions

page = open_page("ledger")
page.header("Ledger", "Was every consultation billed, and has every billing its record?")
page.needs("consultations")
page.needs("claims")

draw_sums(page)
draw_link_questions(page)

page.section("Every consultation, and every billing without one", "Each stands in one bucket only.")
buckets = page.run("reconciliation")
page.figure(figures.reconciliation(buckets), buckets, "reconciliation")

draw_never_billed(page)
draw_without_record(page)
draw_link_kinds(page)

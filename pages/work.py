"""Work: what to do today, every claim, the ledger, what the last import changed, and whether work helped."""

from d9311.ui import open_page
from d9311.ui.effect.events import draw_events
from d9311.ui.effect.work import draw_work_effect
from d9311.ui.linked import linked_part
from d9311.ui.work.changes import draw_changes
from d9311.ui.work.desk import draw_desk
from d9311.ui.work.detail import draw_open, is_open
from d9311.ui.work.ledger import draw_ledger
from d9311.ui.work.list import draw_list

page = open_page("work")
page.header("Work", "What to do today, what each claim lacks, and what will it bring?")

PARTS = {
    "": "To do",
    "claims": "Claims",
    "ledger": "Ledger",
    "changes": "What changed",
    "effect": "Did it help",
}

match linked_part("part", PARTS):
    case "claims":
        draw_open(page) if is_open() else draw_list(page)
    case "ledger":
        draw_ledger(page)
    case "changes":
        draw_changes(page)
    case "effect":
        page.needs("claims")
        draw_work_effect(page)
        draw_events(page)
    case _:
        draw_desk(page)

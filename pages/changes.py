"""What changed: what the last import decided, flipped, edited,
added and completed, and what to do about it.
"""

from d9311.ui import open_page
from d9311.ui.work.changes import draw_changes

page = open_page("changes")
page.header("What changed", "What did the last import change, and what does it ask you to do?")

draw_changes(page)
